"""From settings to who may write, and how: tokens, the issuer, the writer and its audit log."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from kg.cli.show import complain
from kg.errors import BadInput, MissingExtra, SourceUnavailable
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.store.home import Home
    from kg.web.rights.oidc import Issuer
    from kg.web.state import Rights


@contextmanager
def rights_of(home: "Home", settings: Settings, denied: Callable[[str], None]) -> "Iterator[Rights | None]":
    """What tokens open; None while the settings name neither a token file nor an issuer.

    At the end of the block a change that is being written is finished.

    Raises:
        BadInput: the token file or the issuer's settings cannot be used.
        MissingExtra: there is an issuer, and not what reads its tokens.
    """
    if settings.token_file is None and not settings.oidc_issuer:
        yield None
        return
    if home.remote is not None:
        raise BadInput(
            "Over HTTP only a store in a folder can be written to. Leave out the token file and the issuer, "
            "and send updates to the engine itself."
        )
    from kg.web.change.changes import Changes
    from kg.web.rights.audit import AuditLog
    from kg.web.rights.doorkeeper import Doorkeeper
    from kg.web.rights.tokens import TokenFile
    from kg.web.state import Rights

    tokens = TokenFile(settings.token_file) if settings.token_file else None
    doorkeeper = Doorkeeper(tokens, _issuer(settings), denied)
    audit = AuditLog(settings.audit_log or home.path / "audit.jsonl")
    complain(f"Writing is open to holders of tokens; {audit.path} names every change.")
    with closing(Changes(home, settings.encoder, settings.cache, seconds=settings.update_timeout)) as changes:
        yield Rights(doorkeeper, changes, audit)


def _issuer(settings: Settings) -> "Issuer | None":
    if not settings.oidc_issuer:
        return None
    if not settings.oidc_audience:
        raise BadInput("With KG_OIDC_ISSUER set, say in KG_OIDC_AUDIENCE which tokens are meant for us.")
    try:
        from kg.web.rights.oidc import Claims, Issuer
    except ModuleNotFoundError:
        raise MissingExtra("oidc", "Reading an issuer's tokens") from None
    from kg.web.rights.jwks import KeyRing

    keys = KeyRing(settings.oidc_issuer)
    try:
        keys.fetch()
    except SourceUnavailable as error:
        complain(f"The issuer's tokens are refused until it answers. {error}")
    claims = Claims(settings.oidc_audience, settings.oidc_roles_claim, settings.oidc_role_prefix)
    return Issuer(keys, claims)
