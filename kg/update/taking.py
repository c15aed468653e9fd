"""Take a release in, or go back to the one before: one generation each time."""

from typing import TYPE_CHECKING, Any

from kg.errors import BadInput
from kg.pipeline import publish, replay
from kg.publishing import Progress, quiet
from kg.rdf.panet import read_panet, shipped_panet
from kg.rdf.shipped import shipped
from kg.store.home import Home
from kg.update.offer import Offer, file_name
from kg.update.proposal import Proposal
from kg.vocabulary import (
    PANET,
    Release,
    choose_release,
    current_release,
    past_releases,
    table_of,
)
from kg.writer import Writer, open_writer

if TYPE_CHECKING:
    from kg.index.encoder import Encoder

ESRFET = "esrfet"

Chosen = tuple[Release, bytes, bytes | None]
"""A release, its table, and the file it was made from."""


def take_in(
    home: Home,
    proposal: Proposal,
    *,
    replays: bool = False,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Make the store stand on a release, and publish; `replays` maps all kept records by it first.

    Returns `{generation, sources}`: `sources` are the reports of the replay, None without one.
    """
    with open_writer(home) as writer:
        _choose(writer, (proposal.release, proposal.table, proposal.raw))
    return _shown(home, replays, encoder, progress)


def go_back(
    home: Home,
    name: str,
    *,
    replays: bool = False,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Swap the current release with the one before it, or with the one that ships; doing so again swaps back.

    Returns as `take_in`, and `version`, and `left`: the version that the store stood on.

    Raises:
        BadInput: there is none to return to.
    """
    with open_writer(home) as writer:
        former = _before(writer, name)
        left = past_releases(writer, name)[-1].version
        _choose(writer, former)
    return {"version": former[0].version, "left": left, **_shown(home, replays, encoder, progress)}


def _before(writer: Writer, name: str) -> Chosen:
    past = past_releases(writer, name)
    # The same release may be there several times: ESRFET is made again whenever PaNET moves.
    others = [of for of in past if (of.version, of.raw) != (past[-1].version, past[-1].raw)]
    if others:
        former = others[-1]
        raw = writer.ledger.payload(former.raw) if former.raw else None
        if name == ESRFET and raw is not None:
            return _made_again(former, raw, _panet_table(writer))
        return former, table_of(writer, former), raw
    if past and name == PANET and past[-1].raw is not None:
        table = (shipped("ontologies") / "panet-terms.ttl").read_bytes()
        return Release(PANET, shipped_panet().version, "", source="shipped with pan-kg"), table, None
    raise BadInput(f"This store never had another release of {name}: there is none to go back to.")


def _choose(writer: Writer, chosen: Chosen) -> None:
    """Choose a release; with a PaNET also the ESRFET that stands below its terms, made before either is."""
    below = _aligned(writer, chosen[1]) if chosen[0].name == PANET else None
    for each in (chosen, below):
        if each is not None:
            choose_release(writer, *each)


def _aligned(writer: Writer, panet: bytes) -> Chosen | None:
    """The store's ESRFET, made again for this table of PaNET; None where it has none."""
    current = current_release(writer, ESRFET)
    raw = writer.ledger.payload(current.raw) if current and current.raw else None
    return _made_again(current, raw, panet) if current and raw is not None else None


def _made_again(esrfet: Release, raw: bytes, panet: bytes) -> Chosen:
    source = esrfet.source or "ESRFET.owl"
    read = Offer(ESRFET, raw, file_name(source), source, version=esrfet.version).read(panet)
    return esrfet, read.table(read_panet(panet), None), raw


def _panet_table(writer: Writer) -> bytes:
    own = current_release(writer, PANET)
    return table_of(writer, own) if own else (shipped("ontologies") / "panet-terms.ttl").read_bytes()


def _shown(home: Home, replays: bool, encoder: "Encoder | None", progress: Progress) -> dict[str, Any]:
    if replays:
        report = replay(home, encoder=encoder, progress=progress)
        return {"generation": report["generation"], "sources": report["sources"]}
    return {"generation": publish(home, encoder, progress).number, "sources": None}
