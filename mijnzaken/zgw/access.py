"""Who is calling and what that client may see and do: one `Toegang` per request.

Every path to data asks it one of two questions: `mag` (may this operation be done on this object)
and `zichtbaar` (which rows exist for this client, as SQL). Source: algemeen §5 and §6, zrc-006.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Protocol, TypeVar

import jwt
from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from mijnzaken.zgw.contract import Operation, apis
from mijnzaken.zgw.problems import forbidden
from mijnzaken.zgw.resource import Resource, api_of, registry
from mijnzaken.zgw.rules import norm

Condition = tuple[str, list[Any]]
NOTHING: Condition = ("FALSE", [])
COMPONENTS = {
    "zaken": "zrc",
    "catalogi": "ztc",
    "documenten": "drc",
    "besluiten": "brc",
    "autorisaties": "ac",
    "notificaties": "nrc",
}
F = TypeVar("F", bound=Callable[[], tuple[str, Iterable[str]]])
_grants: dict[str, frozenset[str]] = {}


def grant(number: str) -> Callable[[F], F]:
    """Register a rule by which other scopes count as a scope: the function returns (scope, others)."""

    def decorate(function: F) -> F:
        scope, others = function()
        _grants[scope] = frozenset({scope, *others})
        return norm(number)(function)

    return decorate


def sufficient(scopes: Iterable[str]) -> frozenset[str]:
    """The scopes any one of which satisfies an operation that names ``scopes``."""
    return frozenset().union(*(_grants.get(scope, {scope}) for scope in scopes))


class AlleScopes(frozenset[str]):
    """Every scope (heeftAlleAutorisaties), save the ones it was made with."""

    def __contains__(self, scope: object) -> bool:
        return not super().__contains__(scope)

    def __and__(self, other: Any) -> Any:
        return frozenset(scope for scope in other if scope in self)


@dataclass(frozen=True)
class Autorisatie:
    """One row of rights: ``type`` is a local key or a remote URL ("" for none), ``level`` a maximum."""

    component: str
    scopes: frozenset[str]
    type: str = ""
    level: int = 0

    def holds(self, scopes: frozenset[str], component: str) -> bool:
        """Whether it carries one of ``scopes`` for its own component."""
        return any(
            COMPONENTS.get(s.partition(".")[0], component) == self.component for s in scopes & self.scopes
        )


@dataclass(frozen=True)
class Bekend:
    """What the registry of authorisations knows of a client id; no applicatie means no rights."""

    client_id: str
    secret: str
    applicatie: str = ""
    label: str = ""
    alles: bool = False
    behalve: frozenset[str] = frozenset()
    autorisaties: tuple[Autorisatie, ...] = ()


class Bron(Protocol):
    """Where clients and their rights come from (setting ZGW_AUTORISATIES)."""

    def versie(self) -> int: ...

    def bekend(self, client_id: str) -> Bekend | None: ...


@dataclass(frozen=True)
class Toegang:
    """The rights of one request."""

    client: Bekend
    user_id: str = ""
    user_representation: str = ""
    _types: dict[str, Any] = field(default_factory=dict)

    def eis(self, op: Operation) -> None:
        """403 unless the client holds one of the operation's scopes for at least something."""
        if not self.heeft(op.scopes, op.api):
            raise forbidden(f"Deze actie vereist de scope {' of '.join(op.scopes)}.")

    def heeft(self, scopes: Iterable[str], api: str) -> bool:
        """Whether the client holds one of ``scopes`` for at least something."""
        component, wanted = apis()[api].component, sufficient(scopes)
        return self.client.alles or any(a.holds(wanted, component) for a in self.client.autorisaties)

    def scopes_op(self, resource: type[Resource], main: Any) -> frozenset[str]:
        """The scopes held for the type and level of a main object."""
        if self.client.alles:
            return AlleScopes(self.client.behalve)
        component = api_of(resource).component
        rows = self.client.autorisaties
        fields = registry[resource.main_resource].autorisatie
        if fields:
            kind = str(getattr(main, f"{fields[0]}_id") or getattr(main, f"{fields[0]}_url"))
            level = getattr(main, fields[1]) if fields[1] else 0
            rows = tuple(a for a in rows if a.type == kind and a.level >= level and a.component == component)
        return frozenset().union(*(a.scopes for a in rows))

    def mag(self, op: Operation, resource: type[Resource], main: Any) -> frozenset[str]:
        """The scopes held on ``main``; 403 when none of them suffices for the operation."""
        held = self.scopes_op(resource, main)
        if not held & sufficient(op.scopes):
            raise forbidden("De applicatie heeft geen rechten op dit object.")
        return held

    @norm("zrc-006")
    def zichtbaar(self, resource: type[Resource], scopes: Iterable[str]) -> Condition | None:
        """The rows that may be seen with one of ``scopes``: an SQL condition, None for all rows."""
        if self.client.alles:
            return None
        main = registry[resource.main_resource]
        component, wanted = api_of(resource).component, sufficient(scopes)
        rows = [a for a in self.client.autorisaties if a.holds(wanted, component)]
        if not rows:
            return NOTHING
        if main.autorisatie is None:
            return None
        condition = _within(main, rows)
        if main is resource:
            return condition
        table, own = main.model._meta.db_table, resource.model._meta.db_table
        sql = (
            f'EXISTS (SELECT 1 FROM "{table}" WHERE "{table}"."uuid" = "{own}"."{resource.main_column}"'
            f" AND {condition[0]})"
        )
        return sql, condition[1]


def _within(main: type[Resource], rows: list[Autorisatie]) -> Condition:
    """Type and level within the authorisations; one term per level, whatever the number of types."""
    assert main.autorisatie
    kind, level = main.autorisatie
    table = main.model._meta.db_table
    by_level: dict[int, set[str]] = {}
    for row in rows:
        by_level.setdefault(row.level if level else 0, set()).add(row.type)
    terms: list[str] = []
    params: list[Any] = []
    for maximum, types in sorted(by_level.items()):
        local = [t for t in types if t and ":" not in t]
        remote = [t for t in types if ":" in t]
        term = f'"{table}"."{kind}_id" = ANY(%s::uuid[])'
        params.append(local)
        if remote:
            term = f'({term} OR "{table}"."{kind}_url" = ANY(%s::text[]))'
            params.append(remote)
        if level:
            term += f' AND "{table}"."{level}" <= %s'
            params.append(maximum)
        terms.append(f"({term})")
    return f"({' OR '.join(terms)})", params


_bron: Bron | None = None
_known: dict[str, tuple[int, Bekend | None]] = {}


def bekend(client_id: str) -> Bekend | None:
    """A client and its rights; cached per version of the registry, so a change acts at once."""
    global _bron  # noqa: PLW0603  (the source is a setting: resolved once, after the apps are ready)
    if _bron is None:
        _bron = import_string(settings.ZGW_AUTORISATIES)()
    version = _bron.versie()
    cached = _known.get(client_id)
    if cached is None or cached[0] != version:
        if len(_known) > 10_000:
            _known.clear()  # unknown client ids must not fill the memory
        cached = _known[client_id] = (version, _bron.bekend(client_id))
    return cached[1]


def systeem(user_id: str, name: str, behalve: Iterable[str] = ()) -> Toegang:
    """The rights of a person in the admin or of a command: everything but ``behalve``, under their own name."""
    beheer = Bekend("", "", label="MijnZaken beheer", alles=True, behalve=frozenset(behalve))
    return Toegang(beheer, user_id, name)


def authenticate(request: HttpRequest) -> Toegang:
    """The Toegang of a request's JWT; every failure is 403 with the standard's code."""
    header = request.META.get("HTTP_AUTHORIZATION", "")
    scheme, _, token = header.partition(" ")
    if not header:
        raise forbidden("De Authorization-header met een JWT ontbreekt.", "not_authenticated")
    if scheme.lower() != "bearer" or not token:
        raise forbidden("De Authorization-header moet 'Bearer <jwt>' zijn.", "jwt-decode-error")
    client_id = _client_id(token)
    client = bekend(client_id)
    if client is None or not client.secret:
        raise forbidden("Deze client_id is hier niet bekend.", "invalid-client-identifier")
    claims = _verified(token, client.secret)
    _check_age(claims)
    return Toegang(client, _text(claims.get("user_id")), _text(claims.get("user_representation")))


# The two functions below depend on their arguments alone, so a client that sends the same token again
# is not verified again; what depends on the clock or on rights is checked on every request.
@lru_cache(maxsize=4096)
def _client_id(token: str) -> str:
    """The client that a token says it comes from; only HS256 is admitted."""
    try:
        header, claims = (
            jwt.get_unverified_header(token),
            jwt.decode(token, options={"verify_signature": False}),
        )
    except (jwt.PyJWTError, ValueError, RecursionError):
        raise forbidden("Het JWT is niet te lezen.", "jwt-decode-error") from None
    if header.get("alg") != "HS256":
        raise forbidden("Alleen het algoritme HS256 is toegestaan.", "jwt-decode-error")
    client_id = claims.get("client_id")
    if not isinstance(client_id, str) or not client_id or "\x00" in client_id:
        raise forbidden("Het JWT noemt geen client_id.", "missing-client-identifier")
    return client_id


@lru_cache(maxsize=4096)
def _verified(token: str, secret: str) -> dict[str, Any]:
    """The claims of a token whose signature is right."""
    checks = ("exp", "nbf", "iat", "aud", "iss", "sub", "jti")
    options: Any = {f"verify_{claim}": False for claim in checks}
    try:
        return dict(jwt.decode(token, secret, algorithms=["HS256"], options=options))
    except jwt.PyJWTError:
        raise forbidden("De handtekening van het JWT klopt niet.", "invalid-jwt-signature") from None


def _text(value: Any) -> str:
    return value.replace("\x00", "")[:255] if isinstance(value, str) else ""


def _check_age(claims: dict[str, Any]) -> None:
    """The times in a token; a number of milliseconds is read as such (a deployed client sends those)."""
    now, leeway = time.time(), settings.JWT_LEEWAY
    moments = {name: _moment(name, claims[name]) for name in ("iat", "nbf", "exp") if name in claims}
    if "iat" not in moments:
        raise forbidden("Het JWT mist de iat.", "jwt-missing-iat")
    if moments["iat"] > now + leeway or moments.get("nbf", 0) > now + leeway:
        raise forbidden(f"Het JWT ligt in de toekomst; de klok staat hier op {_clock()}.", "jwt-future-iat")
    too_old = settings.JWT_EXPIRY and moments["iat"] + settings.JWT_EXPIRY + leeway < now
    if too_old or moments.get("exp", now) + leeway < now:
        raise forbidden(f"Het JWT is verlopen; de klok staat hier op {_clock()}.", "jwt-expired")


def _moment(name: str, value: Any) -> float:
    # NaN is smaller nor greater than anything, and a huge integer is no float.
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e15:
        raise forbidden(f"De {name} van het JWT is geen tijdstip.", "jwt-decode-error")
    return value / 1000 if value > 100_000_000_000 else value


def _clock() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
