"""GeoJSON geometries (RFC 7946) as the Zaken contract admits them: EPSG:4326, longitude first."""

from __future__ import annotations

from typing import Any

from mijnzaken.zgw.problems import Fault

# Levels of nesting of the coordinates of each type.
DEPTH = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def _positions(value: Any, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_positions(part, depth - 1) for part in value)
    numbers = all(isinstance(n, int | float) and not isinstance(n, bool) for n in value)
    return len(value) == 2 and numbers and abs(value[0]) <= 180 and abs(value[1]) <= 90


def _closed(rings: Any) -> bool:
    return all(len(ring) >= 4 and ring[0] == ring[-1] for ring in rings)


def _valid(value: Any, nested: int = 0) -> bool:
    if not isinstance(value, dict) or nested > 5:
        return False
    kind = value.get("type")
    if kind == "GeometryCollection":
        parts = value.get("geometries")
        return isinstance(parts, list) and all(_valid(part, nested + 1) for part in parts)
    coordinates: Any = value.get("coordinates")
    if not isinstance(kind, str) or kind not in DEPTH or not _positions(coordinates, DEPTH[kind]):
        return False
    if kind == "LineString":
        return len(coordinates) >= 2
    polygons: Any = {"Polygon": [coordinates], "MultiPolygon": coordinates}.get(kind, [])
    return all(_closed(rings) for rings in polygons)


def geometry(value: Any, path: str, faults: list[Fault]) -> Any:
    """The parser of a geometry: ``value`` unchanged, or a fault ``invalid`` when it is not GeoJSON."""
    if not _valid(value):
        faults.append(
            Fault(
                path,
                "invalid",
                "Dit is geen geldige GeoJSON-geometrie (lengtegraad, breedtegraad in EPSG:4326).",
            )
        )
    return value
