"""Makers of files: invented minutes rendered in every way that real ones have been seen, and hostile files."""
