"""Takes away what a test has committed: the database is then as the migrations left it.

Django would empty all sixty tables, make its content types and permissions anew, and the 98 municipalities would have
to be read again from their file. Here only tables with rows in them are emptied, row by row (they are few, and TRUNCATE
makes new files for each table, its indexes and all tables that point to it); a table that the migrations filled is
looked at, and left where nobody changed it.
"""

from __future__ import annotations

import importlib

from django.apps import apps
from django.db import connection, transaction

# What migrations fill: the first kind is never written to by a test, the second kind may be.
LEFT_ALONE = ("django_migrations", "django_content_type", "auth_permission")
REFERENCE = ("meetings_municipality", "meetings_party")
FINGERPRINT = " UNION ALL ".join(f"SELECT md5(string_agg(t::text, '' ORDER BY id)) FROM {name} t" for name in REFERENCE)
TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
_known: list[tuple[str]] = []  # the fingerprints of the reference rows when they were last filled in


def as_migrated() -> None:
    """Empties what has rows, past the audit trail's triggers, and mends the reference rows where they were changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall() if name not in (*LEFT_ALONE, *REFERENCE)]
        # Whoever still writes, such as a request that nobody waited for, is let finish; nobody is waited for in vain.
        cursor.execute("SET LOCAL lock_timeout = '60s'")
        cursor.execute(f"LOCK TABLE {', '.join(tables)} IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in tables))
        filled = [name for (name,) in cursor.fetchall()]
        cursor.execute("SHOW is_superuser")
        if filled and cursor.fetchone() == ("on",):
            # No trigger fires, and rows may go before those that point to them: all of these tables are emptied.
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute("; ".join(f"DELETE FROM {name}" for name in filled))
            cursor.execute("SET LOCAL session_replication_role = origin")
        elif filled:
            cursor.execute("ALTER TABLE meetings_auditentry DISABLE TRIGGER USER")
            cursor.execute(f"TRUNCATE {', '.join(filled)} CASCADE")
            cursor.execute("ALTER TABLE meetings_auditentry ENABLE TRIGGER USER")
        cursor.execute(FINGERPRINT)
        if cursor.fetchall() != _known:
            for name in REFERENCE:
                cursor.execute(f"DELETE FROM {name}")
            importlib.import_module("meetings.migrations.0002_reference_rows").fill(apps, None)
            cursor.execute(FINGERPRINT)
            _known[:] = cursor.fetchall()
