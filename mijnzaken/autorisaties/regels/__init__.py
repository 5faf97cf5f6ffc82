"""The rules of the Autorisaties API."""

from mijnzaken.autorisaties.regels import applicaties

__all__ = ["applicaties"]
