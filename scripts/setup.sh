#!/bin/sh
# Makes .venv and installs a lock file into it. Called by make; PYTHON=… chooses the Python.
set -eu
lock=$1

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' >/dev/null 2>&1; }
whole() { "$1" -c 'import venv, ensurepip' >/dev/null 2>&1; }
stop() { echo "$1" >&2; exit 1; }

if [ -n "${PYTHON:-}" ]; then
    candidates=$PYTHON
else
    candidates="python3 python3.13 python3.12 python3.11"
fi
python=
found=
for name in $candidates; do
    if fits "$name"; then
        found=${found:-$name}
        if whole "$name"; then python=$name; break; fi
    fi
done

if [ -d .venv ] && ! .venv/bin/python -c 'import sys' >/dev/null 2>&1; then
    rm -rf .venv # made by a Python that is gone, or moved here from elsewhere
fi

with_uv() {
    echo "Setting up .venv with uv …"
    [ -d .venv ] || uv venv --quiet --python "${python:-${found:-3.11}}" .venv || return 1
    uv pip install --quiet --no-deps --python .venv/bin/python --require-hashes --requirement "$lock"
}

with_pip() {
    [ -n "$found" ] || stop "Python 3.11, 3.12 or 3.13 is needed and none was found: install one (Debian, Ubuntu: apt install python3 python3-venv), or name it: make PYTHON=/path/to/python3.12 …"
    [ -n "$python" ] || stop "$found lacks the venv module: install it (Debian, Ubuntu: apt install python3-venv) and try again"
    echo "Setting up .venv with $("$python" --version); the first time takes up to a minute …"
    .venv/bin/python -m pip --version >/dev/null 2>&1 || "$python" -m venv .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-compile --no-deps --require-hashes --requirement "$lock"
}

if command -v uv >/dev/null 2>&1; then
    with_uv || with_pip # uv brings its own certificates and proxies' settings, so pip may reach what uv does not
else
    with_pip
fi
