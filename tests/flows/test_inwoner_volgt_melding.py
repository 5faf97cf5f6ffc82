"""The whole thread: an inhabitant's melding from the task application to the portal, every write notified."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.api import SECRET
from tests.factories import BSN
from tests.flows.diensten import wacht_tot
from tests.flows.draad import Zaaktype
from tests.flows.product import BEHEERDER

BSN_VRAAG = "rol__betrokkeneIdentificatie__natuurlijkPersoon__inpBsn"
TAAK = (
    "zaken.lezen zaken.aanmaken zaken.bijwerken zaken.statussen.toevoegen zaken.heropenen audittrails.lezen"
)
ARCHIEF = ("einddatum", "archiefnominatie", "archiefactiedatum", "startdatumBewaartermijn")


@pytest.fixture
def applicaties(product):
    """A task application with the rights of its work, and a portal that may only read."""
    beheerder = product.api()
    melding = Zaaktype(beheerder, "MELDING")
    for naam, scopes in {"taak": TAAK, "portaal": "zaken.lezen"}.items():
        product.beheer("client", naam, "--secret", SECRET)
        recht = {"component": "zrc", "zaaktype": melding.type["url"], "scopes": scopes.split()}
        recht["maxVertrouwelijkheidaanduiding"] = "zaakvertrouwelijk"
        rechten = [recht]
        if naam == "taak":
            rechten.append({"component": "nrc", "scopes": ["notificaties.consumeren"]})
        beheerder.maak("applicaties", {"clientIds": [naam], "label": naam, "autorisaties": rechten})
    return product.api("taak"), product.api("portaal"), melding


def abonneer(api, ontvanger, kanaal):
    kanalen = [{"naam": kanaal, "filters": {}}]
    api.maak("abonnement", {"callbackUrl": ontvanger.url, "auth": ontvanger.auth, "kanalen": kanalen})


def ontvangen(ontvanger, kanaal, aantal):
    """The messages on a kanaal, once there are that many."""
    wacht_tot(lambda: len(ontvanger.berichten(kanaal)) >= aantal, 20)
    return list(ontvanger.berichten(kanaal).values())


def test_inwoner_volgt_melding(applicaties, ontvanger):
    taak, portaal, melding = applicaties
    abonneer(taak, ontvanger, "zaken")
    assert [b["kanaal"] for b in ontvanger.inhoud.values()] == ["test"]  # the trial of the callback

    # The task application handles the melding.
    zaak = taak.maak("zaken", melding.zaak(omschrijving="Losse tegel"))
    geschreven = [("zaak", zaak), ("rol", taak.maak("rollen", melding.rol(zaak, BSN)))]
    for nummer, datum in ((0, "2026-01-05"), (1, "2026-01-07")):
        geschreven.append(("status", taak.maak("statussen", melding.status(zaak, nummer, datum))))
    zonder = taak.post("statussen", melding.status(zaak, -1, "2026-02-02"))
    assert ("nonFieldErrors", "resultaat-does-not-exist") in zonder.codes
    assert all(taak.lees(zaak)[veld] is None for veld in ARCHIEF[2:])
    geschreven.append(("resultaat", taak.maak("resultaten", melding.resultaat(zaak))))
    geschreven.append(("status", taak.maak("statussen", melding.status(zaak, -1, "2026-02-02"))))

    # Every write is told to the subscriber, in order.
    verwacht = [(soort, "create", wat["url"]) for soort, wat in geschreven]
    berichten = ontvangen(ontvanger, "zaken", len(verwacht))
    assert [(b["resource"], b["actie"], b["resourceUrl"]) for b in berichten] == verwacht
    assert {b["hoofdObject"] for b in berichten} == {zaak["url"]}
    kenmerken = {naam: zaak[naam] for naam in ("bronorganisatie", "zaaktype", "vertrouwelijkheidaanduiding")}
    assert all(b["kenmerken"] == kenmerken for b in berichten)

    # The zaak is closed and knows when it may be destroyed.
    dicht = taak.lees(zaak)
    gesloten = ("2026-02-02", "vernietigen", "2031-02-02", "2026-02-02")
    assert tuple(dicht[veld] for veld in ARCHIEF) == gesloten

    # The inhabitant looks: overview by BSN, detail, statussen.
    (gevonden,) = portaal.lees("zaken", **{BSN_VRAAG: BSN, "expand": "zaaktype,status.statustype"})["results"]
    assert gevonden["_expand"]["zaaktype"]["identificatie"] == "MELDING"
    assert gevonden["_expand"]["status"]["_expand"]["statustype"]["isEindstatus"] is True
    assert portaal.lees(gevonden)["einddatum"] == "2026-02-02"
    statussen = portaal.lees("statussen", zaak=gevonden["url"])["results"]
    assert [s["datumStatusGezet"][:10] for s in statussen] == ["2026-02-02", "2026-01-07", "2026-01-05"]
    assert portaal.lees("zaken", **{BSN_VRAAG: "123456782"})["results"] == []
    assert portaal.get(f"{zaak['url']}/audittrail").status == 403
    assert portaal.post("statussen", melding.status(zaak, 1, "2026-02-03")).status == 403

    # Reopening takes the closing back.
    open_ = taak.maak("statussen", melding.status(zaak, 1, "2026-02-03"))
    geschreven.append(("status", open_))
    assert all(not taak.lees(zaak)[veld] for veld in ARCHIEF)
    assert ontvangen(ontvanger, "zaken", len(geschreven))[-1]["resourceUrl"] == open_["url"]

    # The trail has a line for every write, and no other.
    spoor = taak.lees(f"{zaak['url']}/audittrail")
    assert [(r["resource"], r["actie"], r["resourceUrl"]) for r in spoor] == [
        (soort, "create", wat["url"]) for soort, wat in geschreven
    ]
    assert {r["applicatieWeergave"] for r in spoor} == {"taak"}
    assert max(ontvanger.ontvangen.values()) == 1


def test_beheerder_publiceert_zaaktype(product, ontvanger):
    api = product.api()
    abonneer(api, ontvanger, "zaaktypen")
    (concept,) = api.lees("zaaktypen", identificatie="MELDING", status="concept")["results"]
    (vorige,) = api.lees("zaaktypen", identificatie="MELDING")["results"]

    with httpx.Client(base_url=f"{product.url}/beheer", follow_redirects=True, timeout=20) as browser:
        meld_aan(browser)
        nummer = concept["url"].rpartition("/")[2]
        keuze = {"action": "publiceer", "_selected_action": nummer}
        vraag = verstuur(browser, "/catalogi/zaaktype/", keuze)
        assert "Klaar om te publiceren" in vraag.text
        klaar = verstuur(browser, "/catalogi/zaaktype/publiceren/", {"id": nummer, "beeindig": "on"}, vraag)
        assert "is gepubliceerd" in klaar.text

    assert api.lees(concept)["concept"] is False
    assert api.lees(vorige)["eindeGeldigheid"] == "2026-12-31"
    berichten = ontvangen(ontvanger, "zaaktypen", 2)
    assert {b["resourceUrl"] for b in berichten} == {concept["url"], vorige["url"]}
    assert {b["kenmerken"]["catalogus"] for b in berichten} == {concept["catalogus"]}


def meld_aan(browser):
    antwoord = verstuur(browser, "/login/", {**BEHEERDER, "next": "/beheer/"})
    assert antwoord.url.path == "/beheer/", antwoord.text


def verstuur(browser, pad, velden, pagina=None):
    """Fill in the form on a page (read first, if need be) and send it."""
    pagina = pagina or browser.get(pad)
    assert pagina.status_code == 200, pagina.text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', pagina.text)
    antwoord = browser.post(pad, data={"csrfmiddlewaretoken": token[1], **velden})
    assert antwoord.status_code == 200, antwoord.text
    return antwoord
