"""Objects for tests: the smallest that the rules allow, with traits for what a test wants to differ."""

from datetime import UTC, date, datetime, time, timedelta

import factory
from factory.django import DjangoModelFactory

from catalogi.demo import SELECTIELIJST, brondatumprocedure
from catalogi.models import (
    BesluitType,
    Catalogus,
    Eigenschap,
    InformatieObjectType,
    ResultaatType,
    RolType,
    StatusType,
    ZaakObjectType,
    ZaakType,
    ZaakTypeInformatieObjectType,
    ZaakTypenRelatie,
)
from mijnzaken.autorisaties.models import Applicatie, Autorisatie, Client
from mijnzaken.zgw.fields import Vertrouwelijkheid
from zaken.models import RelevanteZaak, Resultaat, Rol, Status, Zaak

RSIN = "123456782"
BSN = "999990639"
EXTERN = "https://elders.voorbeeld.nl"


class CatalogusFactory(DjangoModelFactory):
    """A catalogus; the domein differs each time."""

    class Meta:
        model = Catalogus

    domein = factory.Sequence(lambda n: f"D{n:04}")
    rsin = RSIN
    contactpersoon_beheer_naam = "Beheerder"
    naam = factory.LazyAttribute(lambda o: f"Catalogus {o.domein}")


class ZaakTypeFactory(DjangoModelFactory):
    """A published zaaktype without parts; ``concept``, ``volledig`` (statustypen, roltypen, resultaattypen)."""

    class Meta:
        model = ZaakType
        skip_postgeneration_save = True

    class Params:
        volledig = factory.Trait(
            ontvangen=factory.RelatedFactory(
                "tests.factories.StatusTypeFactory", "zaaktype", omschrijving="Ontvangen", volgnummer=1
            ),
            behandeling=factory.RelatedFactory(
                "tests.factories.StatusTypeFactory", "zaaktype", omschrijving="In behandeling", volgnummer=2
            ),
            afgehandeld=factory.RelatedFactory(
                "tests.factories.StatusTypeFactory", "zaaktype", omschrijving="Afgehandeld", volgnummer=3
            ),
            aanvrager=factory.RelatedFactory("tests.factories.RolTypeFactory", "zaaktype"),
            behandelaar=factory.RelatedFactory(
                "tests.factories.RolTypeFactory", "zaaktype", behandelaar=True
            ),
            resultaattype=factory.RelatedFactory("tests.factories.ResultaatTypeFactory", "zaaktype"),
        )

    catalogus = factory.SubFactory(CatalogusFactory)
    identificatie = factory.Sequence(lambda n: f"ZAAKTYPE-{n}")
    omschrijving = factory.LazyAttribute(lambda o: f"Zaaktype {o.identificatie}")
    vertrouwelijkheidaanduiding = Vertrouwelijkheid.openbaar
    doel = "Iets behandelen"
    aanleiding = "Iemand vraagt iets"
    indicatie_intern_of_extern = "extern"
    handeling_initiator = "Aanvragen"
    onderwerp = "Onderwerp"
    handeling_behandelaar = "Behandelen"
    doorlooptijd = "P30D"
    opschorting_en_aanhouding_mogelijk = False
    verlenging_mogelijk = False
    publicatie_indicatie = False
    selectielijst_procestype = f"{SELECTIELIJST}/procestypen/388645ae-bb7f-4b2b-ba70-94b70f713d45"
    referentieproces = factory.LazyFunction(lambda: {"naam": "Proces", "link": ""})
    verantwoordelijke = "Afdeling"
    begin_geldigheid = date(2020, 1, 1)
    versiedatum = factory.SelfAttribute("begin_geldigheid")
    concept = False


class ZaakTypenRelatieFactory(DjangoModelFactory):
    """A related zaaktype, by identificatie."""

    class Meta:
        model = ZaakTypenRelatie

    van = factory.SubFactory(ZaakTypeFactory)
    zaaktype = factory.Sequence(lambda n: f"GERELATEERD-{n}")
    aard_relatie = "vervolg"


class StatusTypeFactory(DjangoModelFactory):
    """A statustype; the one made last is the eindstatus, unless ``volgnummer`` says otherwise."""

    class Meta:
        model = StatusType

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    volgnummer = factory.Sequence(lambda n: n % 9999 + 1)
    omschrijving = factory.LazyAttribute(lambda o: f"Status {o.volgnummer}")


class ResultaatTypeFactory(DjangoModelFactory):
    """Destroyed five years after the end; ``termijn``, ``hoofdzaak``, ``ander_datumkenmerk``, ``bewaren``."""

    class Meta:
        model = ResultaatType

    class Params:
        afleidingswijze = "afgehandeld"
        klasse = "d8b21822-3ff1-4414-b17b-cbfd662b40d8"
        termijn = factory.Trait(
            klasse="59596a33-c8db-4aa7-bb81-140cb29bb42a",
            brondatum_archiefprocedure=factory.LazyFunction(
                lambda: brondatumprocedure("termijn", procestermijn="P10Y")
            ),
        )
        hoofdzaak = factory.Trait(klasse="a2807664-dd89-48cd-b3ae-b3b67246900c", afleidingswijze="hoofdzaak")
        ander_datumkenmerk = factory.Trait(
            klasse="a2807664-dd89-48cd-b3ae-b3b67246900c",
            brondatum_archiefprocedure=factory.LazyFunction(
                lambda: brondatumprocedure("ander_datumkenmerk", "einddatum", "overige", "register")
            ),
        )
        bewaren = factory.Trait(archiefnominatie="blijvend_bewaren", archiefactietermijn=None)

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    omschrijving = factory.Sequence(lambda n: f"Resultaat {n}")
    resultaattypeomschrijving = (
        f"{SELECTIELIJST}/resultaattypeomschrijvingen/fb65d251-1518-4185-865f-b8bdcfad07b1"
    )
    omschrijving_generiek = "Toegekend"
    selectielijstklasse = factory.LazyAttribute(lambda o: f"{SELECTIELIJST}/resultaten/{o.klasse}")
    archiefnominatie = "vernietigen"
    archiefactietermijn = "P5Y"
    brondatum_archiefprocedure = factory.LazyAttribute(lambda o: brondatumprocedure(o.afleidingswijze))


class RolTypeFactory(DjangoModelFactory):
    """Of an initiator; ``behandelaar``, ``belanghebbende``."""

    class Meta:
        model = RolType

    class Params:
        behandelaar = factory.Trait(omschrijving="Behandelaar", omschrijving_generiek="behandelaar")
        belanghebbende = factory.Trait(omschrijving="Belanghebbende", omschrijving_generiek="belanghebbende")

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    omschrijving = "Aanvrager"
    omschrijving_generiek = "initiator"


class InformatieObjectTypeFactory(DjangoModelFactory):
    """A published informatieobjecttype; ``concept``."""

    class Meta:
        model = InformatieObjectType

    catalogus = factory.SubFactory(CatalogusFactory)
    omschrijving = factory.Sequence(lambda n: f"Documenttype {n}")
    vertrouwelijkheidaanduiding = Vertrouwelijkheid.openbaar
    informatieobjectcategorie = "Document"
    begin_geldigheid = date(2020, 1, 1)
    concept = False


class BesluitTypeFactory(DjangoModelFactory):
    """A published besluittype; ``concept``."""

    class Meta:
        model = BesluitType

    catalogus = factory.SubFactory(CatalogusFactory)
    omschrijving = factory.Sequence(lambda n: f"Besluittype {n}")
    publicatie_indicatie = False
    begin_geldigheid = date(2020, 1, 1)
    concept = False


class EigenschapFactory(DjangoModelFactory):
    """A text of at most 40 characters; ``datum``."""

    class Meta:
        model = Eigenschap

    class Params:
        datum = factory.Trait(
            specificatie=factory.LazyFunction(
                lambda: {"formaat": "datum", "lengte": "8", "kardinaliteit": "1"}
            )
        )

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    naam = factory.Sequence(lambda n: f"eigenschap {n}")
    definitie = "Iets wat van de zaak bekend is"
    specificatie = factory.LazyFunction(lambda: {"formaat": "tekst", "lengte": "40", "kardinaliteit": "1"})


class ZaakTypeInformatieObjectTypeFactory(DjangoModelFactory):
    """Incoming documents of a type, named by omschrijving."""

    class Meta:
        model = ZaakTypeInformatieObjectType

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    informatieobjecttype = factory.LazyAttribute(
        lambda o: InformatieObjectTypeFactory(catalogus=o.zaaktype.catalogus).omschrijving
    )
    volgnummer = factory.Sequence(lambda n: n % 999 + 1)
    richting = "inkomend"


class ZaakObjectTypeFactory(DjangoModelFactory):
    """Cases of the type are about an address."""

    class Meta:
        model = ZaakObjectType

    zaaktype = factory.SubFactory(ZaakTypeFactory)
    ander_objecttype = False
    objecttype = "https://objecttypen.voorbeeld.nl/adres"
    relatie_omschrijving = "gaat over"


class ZaakFactory(DjangoModelFactory):
    """An open zaak without status; ``gesloten``, ``deelzaak``, ``extern`` (zaaktype elsewhere), ``geheim``."""

    class Meta:
        model = Zaak
        skip_postgeneration_save = True

    class Params:
        gesloten = factory.Trait(
            einddatum=factory.LazyAttribute(lambda o: o.startdatum + timedelta(days=10)),
            archiefnominatie="vernietigen",
            archiefactiedatum=factory.LazyAttribute(lambda o: o.einddatum.replace(year=o.einddatum.year + 5)),
            resultaat=factory.RelatedFactory("tests.factories.ResultaatFactory", "zaak"),
            eindstatus=factory.RelatedFactory("tests.factories.StatusFactory", "zaak", eind=True),
        )
        deelzaak = factory.Trait(hoofdzaak=factory.SubFactory("tests.factories.ZaakFactory"))
        extern = factory.Trait(
            zaaktype=None,
            zaaktype_url=f"{EXTERN}/catalogi/api/v1/zaaktypen/0192c1d2-0000-7000-8000-000000000001",
        )
        geheim = factory.Trait(vertrouwelijkheidaanduiding=Vertrouwelijkheid.zeer_geheim)

    identificatie = factory.Sequence(lambda n: f"TEST-{n:06}")
    bronorganisatie = RSIN
    verantwoordelijke_organisatie = RSIN
    omschrijving = "Een zaak"
    zaaktype = factory.SubFactory(ZaakTypeFactory)
    registratiedatum = date(2026, 1, 5)
    startdatum = date(2026, 1, 5)
    vertrouwelijkheidaanduiding = Vertrouwelijkheid.openbaar


def statustype_van(zaak: Zaak, *, eind: bool) -> StatusType:
    """The first or the last statustype of the zaaktype; two are made when it has fewer."""
    typen = list(zaak.zaaktype.statustypen.order_by("volgnummer"))
    while len(typen) < 2:
        volgnummer = typen[-1].volgnummer + 1 if typen else 1
        typen.append(StatusTypeFactory(zaaktype=zaak.zaaktype, volgnummer=volgnummer))
    return typen[-1 if eind else 0]


def moment_van(zaak: Zaak, *, eind: bool) -> datetime:
    """The day of the end or of the start, at an hour that is the same day in the Netherlands."""
    day = (eind and zaak.einddatum) or zaak.startdatum
    return datetime.combine(day, time(12, 0, zaak.statussen.count() % 60), tzinfo=UTC)


class StatusFactory(DjangoModelFactory):
    """The first status of its zaak; ``eind``: the eindstatus."""

    class Meta:
        model = Status

    class Params:
        eind = False

    zaak = factory.SubFactory(ZaakFactory)
    statustype = factory.LazyAttribute(lambda o: statustype_van(o.zaak, eind=o.eind))
    datum_status_gezet = factory.LazyAttribute(lambda o: moment_van(o.zaak, eind=o.eind))


class ResultaatFactory(DjangoModelFactory):
    """The resultaat of its zaak."""

    class Meta:
        model = Resultaat

    zaak = factory.SubFactory(ZaakFactory)
    resultaattype = factory.SubFactory(
        ResultaatTypeFactory, zaaktype=factory.SelfAttribute("..zaak.zaaktype")
    )


class RolFactory(DjangoModelFactory):
    """A person with a BSN; ``medewerker``, ``eenheid``, ``vestiging``, ``rechtspersoon``, ``betrokkene_elders``."""

    class Meta:
        model = Rol

    class Params:
        medewerker = factory.Trait(
            roltype__behandelaar=True,
            betrokkene_type="medewerker",
            betrokkene_identificatie={"identificatie": "medewerker-1", "achternaam": "Jansen"},
        )
        eenheid = factory.Trait(
            roltype__behandelaar=True,
            betrokkene_type="organisatorische_eenheid",
            betrokkene_identificatie={"identificatie": "afdeling-1", "naam": "Vergunningen"},
        )
        vestiging = factory.Trait(
            betrokkene_type="vestiging",
            betrokkene_identificatie={"vestigingsNummer": "000012345678", "kvkNummer": "90000001"},
        )
        rechtspersoon = factory.Trait(
            betrokkene_type="niet_natuurlijk_persoon",
            betrokkene_identificatie={"innNnpId": RSIN, "annIdentificatie": "NNP-1"},
        )
        betrokkene_elders = factory.Trait(betrokkene=f"{EXTERN}/personen/1", betrokkene_identificatie=None)

    zaak = factory.SubFactory(ZaakFactory)
    roltype = factory.SubFactory(RolTypeFactory, zaaktype=factory.SelfAttribute("..zaak.zaaktype"))
    omschrijving = factory.SelfAttribute("roltype.omschrijving")
    omschrijving_generiek = factory.SelfAttribute("roltype.omschrijving_generiek")
    betrokkene_type = "natuurlijk_persoon"
    betrokkene_identificatie = factory.LazyFunction(lambda: {"inpBsn": BSN})
    roltoelichting = "Toelichting"


class RelevanteZaakFactory(DjangoModelFactory):
    """Another zaak that matters; ``extern``: in another registry."""

    class Meta:
        model = RelevanteZaak

    class Params:
        extern = factory.Trait(
            url=None, url_url=f"{EXTERN}/zaken/api/v1/zaken/0192c1d2-0000-7000-8000-000000000002"
        )

    zaak = factory.SubFactory(ZaakFactory)
    url = factory.SubFactory(ZaakFactory)
    aard_relatie = "vervolg"


class ClientFactory(DjangoModelFactory):
    """A client id with its secret."""

    class Meta:
        model = Client

    client_id = factory.Sequence(lambda n: f"client-{n}")
    secret = "geheim-van-ten-minste-32-tekens-lang"


class ApplicatieFactory(DjangoModelFactory):
    """An applicatie without rights and with one client; ``alle_rechten``."""

    class Meta:
        model = Applicatie

    class Params:
        alle_rechten = factory.Trait(heeft_alle_autorisaties=True)

    client_ids = factory.LazyFunction(lambda: [ClientFactory().client_id])
    label = factory.LazyAttribute(lambda o: f"Applicatie {o.client_ids[0]}")


class AutorisatieFactory(DjangoModelFactory):
    """May read zaken of every level of one zaaktype (``zaaktype=…uuid``); ``catalogi``: may read catalogi."""

    class Meta:
        model = Autorisatie

    class Params:
        catalogi = factory.Trait(
            component="ztc", scopes=["catalogi.lezen"], zaaktype=None, max_vertrouwelijkheidaanduiding=None
        )

    applicatie = factory.SubFactory(ApplicatieFactory)
    component = "zrc"
    scopes = factory.LazyFunction(lambda: ["zaken.lezen"])
    zaaktype = factory.LazyFunction(lambda: ZaakTypeFactory().uuid)
    max_vertrouwelijkheidaanduiding = Vertrouwelijkheid.zeer_geheim
