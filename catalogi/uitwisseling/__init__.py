"""A catalogus as a file: export, and import with a dry run."""

from catalogi.uitwisseling.export import exporteer
from catalogi.uitwisseling.inlezen import importeer
from catalogi.uitwisseling.rapport import Rapport

__all__ = ["Rapport", "exporteer", "importeer"]
