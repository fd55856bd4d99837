"""Corrections by staff: Django's own admin under the strict CSP, with the rules of writing that `filing` has.

Nothing is imported here: the site itself lies in this package, and must be there before the pages are registered on it.
"""
