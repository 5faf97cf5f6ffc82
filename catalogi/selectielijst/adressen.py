"""Which object of the Selectielijst a URL means, and which URL an object has; nothing is ever fetched."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.conf import settings

from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving
from mijnzaken.zgw.problems import Fault

Regel = Procestype | Resultaat | ResultaattypeOmschrijving
R = TypeVar("R", Procestype, Resultaat, ResultaattypeOmschrijving)

PAD = "/selectielijst/api/v1"
# Where the same list is or was published. A URL there is accepted, and kept as it was given.
BEKEND = (
    "selectielijst.openzaak.nl/api/v1",
    "referentielijsten-api.vng.cloud/api/v1",
    "referentielijsten-api.test.vng.cloud/api/v1",
    "ref.tst.vng.cloud/referentielijsten/api/v1",
)
COLLECTIES: dict[str, type[Regel]] = {
    "procestypen": Procestype,
    "resultaten": Resultaat,
    "resultaattypeomschrijvingen": ResultaattypeOmschrijving,
}
NAMEN = {model: name for name, model in COLLECTIES.items()}


def adres(regel: Regel) -> str:
    """The URL at which this registry serves an object."""
    return adres_van(type(regel), regel.pk)


def adres_van(model: type[Regel], key: UUID) -> str:
    """The URL of an object that is known by its key."""
    return f"{settings.BASE_URL}{PAD}/{NAMEN[model]}/{key}"


def sleutel(url: str) -> tuple[str, UUID | None] | None:
    """``(collection, key)`` of a URL of a Selectielijst, here or at a known address; else None.

    The key is None when the last part is no uuid.
    """
    rest = _onder(url, settings.BASE_URL + PAD)
    if rest is None:
        scheme, _, place = url.partition("://")
        roots = BEKEND if scheme in ("http", "https") else ()
        rest = next((found for root in roots if (found := _onder(place, root)) is not None), None)
    if rest is None:
        return None
    collection, _, key = rest.partition("/")
    try:
        return collection, UUID(key) if len(key) == 36 else None
    except ValueError:
        return collection, None


def _onder(url: str, root: str) -> str | None:
    return url[len(root) + 1 :] if url.startswith(root + "/") else None


def opgezocht(model: type[R], url: str) -> R | None:
    """The object that a URL means, or None."""
    found = sleutel(url)
    if found is None or found[0] != NAMEN[model] or found[1] is None:
        return None
    return model.objects.filter(pk=found[1]).first()


def verwijzing(naam: str, model: type[R], url: str) -> R | Fault:
    """The object that field ``naam`` refers to, or a Fault.

    ``bad-url``: there is nothing behind this URL as far as this registry knows; ``invalid-resource``: there
    is something else.
    """
    found = sleutel(url)
    soort = model._meta.verbose_name
    if found is None:
        return Fault(naam, "bad-url", "Deze URL hoort niet bij een selectielijst die hier bekend is.")
    if found[0] != NAMEN[model]:
        return Fault(
            naam, "invalid-resource", f"Deze URL verwijst niet naar een {soort} van de selectielijst."
        )
    regel = opgezocht(model, url)
    return regel or Fault(naam, "bad-url", f"Dit {soort} staat niet in de selectielijst die hier geldt.")
