"""Django's PostgreSQL backend, which starts the embedded server just before it connects for the first time.

So a command that needs no database (parse_minutes, makemigrations) starts none.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.backends.postgresql.base import DatabaseWrapper as PostgresWrapper

from . import server

# Once for the process: a test that moves DATA_DIR for its files must not move the database.
DATA_DIR = settings.DATA_DIR


class DatabaseWrapper(PostgresWrapper):
    def get_connection_params(self) -> dict[str, Any]:
        self.settings_dict["HOST"] = str(server.start(DATA_DIR))
        params: dict[str, Any] = super().get_connection_params()
        return params
