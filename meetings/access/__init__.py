"""Who may do what, and where: the one place that knows. The desk, the admin site and the API all ask here."""

from .doors import person, requires
from .rules import Action, may, municipalities, within

__all__ = ["Action", "may", "municipalities", "person", "requires", "within"]
