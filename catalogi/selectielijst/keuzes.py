"""What a person can choose from, for forms: pairs of URL and words.

The URLs are those of this registry. ``huidig`` is the URL that an object has now: when it means one of the
choices by another address, it takes its place, so that a form does not change what nobody touched.
"""

from __future__ import annotations

from collections.abc import Iterable

from catalogi.selectielijst.adressen import Regel, adres, sleutel
from catalogi.selectielijst.models import Procestype, Resultaat, ResultaattypeOmschrijving

Keuzes = list[tuple[str, str]]


def procestype_keuzes(jaar: int | None = None, huidig: str = "") -> Keuzes:
    """The procestypen of one year, or of all, newest first."""
    procestypen = Procestype.objects.order_by("-jaar", "nummer", "uuid")
    if jaar is not None:
        procestypen = procestypen.filter(jaar=jaar)
    return _keuzes(((regel, str(regel)) for regel in procestypen), huidig)


def resultaat_keuzes(procestype: str, huidig: str = "") -> Keuzes:
    """The resultaten of the procestype behind a URL, each with what it means for archiving."""
    found = sleutel(procestype)
    if found is None or found[0] != "procestypen":
        return _keuzes((), huidig)
    resultaten = Resultaat.objects.filter(procestype=found[1]).select_related("procestype", "generiek")
    return _keuzes(((regel, _in_woorden(regel)) for regel in resultaten), huidig)


def omschrijving_keuzes(huidig: str = "") -> Keuzes:
    """The generic names of resultaattypen."""
    return _keuzes(((regel, str(regel)) for regel in ResultaattypeOmschrijving.objects.all()), huidig)


def _keuzes(regels: Iterable[tuple[Regel, str]], huidig: str) -> Keuzes:
    found = sleutel(huidig)
    keuzes = [(huidig if found and found[1] == regel.pk else adres(regel), label) for regel, label in regels]
    if huidig and all(url != huidig for url, _label in keuzes):
        keuzes.append((huidig, huidig))
    return keuzes


def _in_woorden(resultaat: Resultaat) -> str:
    from catalogi.admin.woorden import duur  # the package of the admin imports this module

    wat = resultaat.get_waardering_display().lower() or "geen waardering"
    termijn = f" na {duur(resultaat.bewaartermijn)}" if resultaat.bewaartermijn else ""
    begin = (
        f"; procestermijn {resultaat.get_procestermijn_display().lower()}" if resultaat.procestermijn else ""
    )
    return f"{resultaat} – {wat}{termijn}{begin}"
