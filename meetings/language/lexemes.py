"""How a lexeme is written into a tsvector or a tsquery."""


def quoted(lexeme: str) -> str:
    """A lexeme as both types read it, whatever signs it holds (PostgreSQL, "Text Search Types")."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
