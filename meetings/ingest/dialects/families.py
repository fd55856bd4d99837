from meetings.ingest.dialects import Dialect
ALL = (Dialect("generic", (), 0, ()),)
