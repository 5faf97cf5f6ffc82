"""What the Selectielijst asks of zaaktypen and resultaattypen (ztc-001 … ztc-003).

What an object already had is left alone, also when a later list does not know it any more.
"""

from __future__ import annotations

from catalogi.selectielijst.adressen import opgezocht, sleutel, verwijzing
from catalogi.selectielijst.models import Procestermijn, Procestype, Resultaat, ResultaattypeOmschrijving
from mijnzaken.zgw.rules import Change, Fault, check, effect, fill

RESULTAATTYPE = "catalogi.ResultaatType:create,update"
# Each of these belongs to the other and to nothing else.
PAREN = {Procestermijn.NIHIL: "afgehandeld", Procestermijn.INGESCHAT: "termijn"}


def _ongewijzigd(c: Change, *columns: str) -> bool:
    return c.old is not None and all(getattr(c.old, name) == getattr(c.new, name) for name in columns)


@check("ztc-001", "catalogi.ZaakType:create,update")
def procestype_komt_uit_de_selectielijst(c: Change) -> Fault | None:
    """selectielijstProcestype, when given, is a procestype of the Selectielijst."""
    url = c.new.selectielijst_procestype
    if not url or _ongewijzigd(c, "selectielijst_procestype"):
        return None
    found = verwijzing("selectielijstProcestype", Procestype, url)
    return found if isinstance(found, Fault) else None


@fill("ztc-002", RESULTAATTYPE)
def archivering_volgt_uit_selectielijst(c: Change) -> None:
    """Absent archiefnominatie and archiefactietermijn are those of the selectielijstklasse."""
    empty = [name for name in ("archiefnominatie", "archiefactietermijn") if _mag_volgen(c, name)]
    klasse = opgezocht(Resultaat, c.new.selectielijstklasse) if empty else None
    if klasse is None:
        return
    if "archiefnominatie" in empty:
        c.new.archiefnominatie = klasse.waardering
    if "archiefactietermijn" in empty:
        c.new.archiefactietermijn = klasse.bewaartermijn


def _mag_volgen(c: Change, name: str) -> bool:
    """Empty, and this request is about it: a PATCH of another field does not fill what was left empty on purpose."""
    about = c.action != "partial_update" or bool({name, "selectielijstklasse"} & c.given)
    return about and not getattr(c.new, name)


@check("ztc-002", RESULTAATTYPE)
def resultaattypeomschrijving_bestaat(c: Change) -> Fault | None:
    """resultaattypeomschrijving is one of the generic names."""
    if _ongewijzigd(c, "resultaattypeomschrijving"):
        return None
    url = c.new.resultaattypeomschrijving
    found = verwijzing("resultaattypeomschrijving", ResultaattypeOmschrijving, url)
    return found if isinstance(found, Fault) else None


@check("ztc-002", RESULTAATTYPE)
def selectielijstklasse_hoort_bij_procestype(c: Change) -> Fault | None:
    """selectielijstklasse is a resultaat of the procestype of the zaaktype."""
    if _ongewijzigd(c, "selectielijstklasse"):
        return None
    klasse = verwijzing("selectielijstklasse", Resultaat, c.new.selectielijstklasse)
    if isinstance(klasse, Fault):
        return klasse
    if sleutel(c.new.zaaktype.selectielijst_procestype) == ("procestypen", klasse.procestype_id):
        return None
    reden = "De selectielijstklasse hoort bij een ander procestype dan dat van het zaaktype."
    return Fault("nonFieldErrors", "procestype-mismatch", reden)


@effect("ztc-002", RESULTAATTYPE)
def omschrijving_generiek_volgt_uit_selectielijst(c: Change) -> None:
    """omschrijvingGeneriek is the text of the resultaattypeomschrijving."""
    found = opgezocht(ResultaattypeOmschrijving, c.new.resultaattypeomschrijving)
    if found is not None:
        c.new.omschrijving_generiek = found.omschrijving


@check("ztc-003", RESULTAATTYPE)
def afleidingswijze_past_bij_procestermijn(c: Change) -> Fault | None:
    """nihil goes with afgehandeld and an estimated lifetime with termijn, both ways; no procestermijn allows all."""
    wijze = (c.new.brondatum_archiefprocedure or {}).get("afleidingswijze")
    if not wijze or _ongewijzigd(c, "selectielijstklasse", "brondatum_archiefprocedure"):
        return None
    klasse = opgezocht(Resultaat, c.new.selectielijstklasse)
    if klasse is None or not klasse.procestermijn:
        return None
    if all((klasse.procestermijn == termijn) == (wijze == eigen) for termijn, eigen in PAREN.items()):
        return None
    reden = f"Afleidingswijze {wijze} past niet bij procestermijn {klasse.procestermijn} van de selectielijstklasse."
    return Fault("nonFieldErrors", "invalid-afleidingswijze-for-procestermijn", reden)
