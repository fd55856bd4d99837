"""Takes away what a test has committed: the database is then as the migrations left it.

Django would empty all sixty tables, make its content types and permissions anew, and the 98 municipalities would have
to be read again from their file. Here only tables with rows in them are emptied, with those that point to them; a
table that the migrations filled is looked at, and left where nobody changed it.
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
POINTING = """
    WITH RECURSIVE reached(id) AS (
        SELECT unnest(%s::regclass[])::oid
        UNION SELECT conrelid FROM pg_constraint JOIN reached ON confrelid = reached.id WHERE contype = 'f'
    ) SELECT id::regclass::text FROM reached
"""
_known: list[tuple[str]] = []  # the fingerprints of the reference rows when they were last filled in


def as_migrated() -> None:
    """Empties what has rows, past the audit trail's triggers, and mends the reference rows where they were changed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall() if name not in (*LEFT_ALONE, *REFERENCE)]
        cursor.execute(" UNION ALL ".join(f"(SELECT '{name}' FROM {name} LIMIT 1)" for name in tables))
        filled = [name for (name,) in cursor.fetchall()]
        if filled:
            cursor.execute(POINTING, [filled])
            reached = [name for (name,) in cursor.fetchall()]
            cursor.execute("ALTER TABLE meetings_auditentry DISABLE TRIGGER USER")
            cursor.execute(f"TRUNCATE {', '.join(reached)}")
            cursor.execute("ALTER TABLE meetings_auditentry ENABLE TRIGGER USER")
        cursor.execute(FINGERPRINT)
        if cursor.fetchall() != _known:
            for name in REFERENCE:
                cursor.execute(f"DELETE FROM {name}")
            importlib.import_module("meetings.migrations.0002_reference_rows").fill(apps, None)
            cursor.execute(FINGERPRINT)
            _known[:] = cursor.fetchall()
