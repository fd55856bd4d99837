"""MINUTES -> ROWS: the only room that writes meetings."""
