"""What no family claims: every shape of heading is trusted alike, and the shared rules decide."""

from meetings.ingest.dialects.table import Dialect

DIALECT = Dialect(name="generic")
