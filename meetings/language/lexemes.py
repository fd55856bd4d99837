"""How a lexeme is written into a tsvector or a tsquery."""


def quoted(lexeme: str) -> str:
    """A lexeme as both types read it, whatever signs it holds (PostgreSQL, "Text Search Types")."""
    if lexeme.isalnum():  # nearly all
        return f"'{lexeme}'"
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
