"""Who may read types (ztc-014)."""

from __future__ import annotations

from mijnzaken.zgw.access import grant


@grant("ztc-014")
def lezen_van_zaken_of_documenten_omvat_catalogi() -> tuple[str, tuple[str, ...]]:
    """Who reads zaken or documenten may read the types that they refer to."""
    return "catalogi.lezen", ("zaken.lezen", "documenten.lezen")
