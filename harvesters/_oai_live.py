"""Harvest a repository over OAI-PMH: the best format it offers, set by set, page by page."""

from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode

from harvesters._oai_protocol import Format, formats, granularity, pages, set_names, stamp
from harvesters._oai_record import record_address, sort_record
from kg.errors import BadInput
from kg.harvest.source import Item, Mark, World

# Best first. DataCite's own server calls both of its formats by these names; Invenio numbers them by kernel.
_BEST = ("oai_datacite", "datacite4", "datacite", "datacite3", "rdf", "oai_dc")


def records_on_the_web(world: World) -> Iterator[Item]:
    """Every record and every deletion.

    Options: `set` (one or several, by comma), `format` (the metadataPrefix, where the best is not wanted),
    `until` (ISO 8601). `world.since` becomes `from`; a server that ignores it is known by its hashes.

    Raises:
        BadInput: the server has no such set or format; SourceUnavailable: it answers no OAI-PMH.
    """
    prefix = world.options.get("format") or best_format(formats(world))
    wanted = _sets(world)
    arguments = {"metadataPrefix": prefix, **_window(world)}
    resumed, token = _resumed(world, wanted)
    for position, name in list(enumerate(wanted))[resumed:]:
        asked = {**arguments, "set": name} if name else arguments
        for page in pages(world, asked, token):
            if page.is_begun_anew:
                yield Mark(urlencode({"set": name}) if name else "")
            world.expected = page.total or world.expected
            for number, element in enumerate(page.records):
                identifier = element.said("header", "identifier") or ""
                address = record_address(world.place, prefix, identifier)
                yield sort_record(world, element, address, str(number))
            if page.token:
                yield Mark(urlencode({"set": name, "token": page.token}))
        token = None
        if position + 1 < len(wanted):
            yield Mark(urlencode({"set": wanted[position + 1]}))


def best_format(offered: list[Format]) -> str:
    """DataCite metadata before RDF before Dublin Core; a DataCite format under another name counts as one."""
    prefixes = {one.prefix for one in offered}
    named = next((prefix for prefix in _BEST[:-2] if prefix in prefixes), None)
    by_namespace = next((one.prefix for one in offered if "datacite.org/" in one.namespace), None)
    rest = next((prefix for prefix in _BEST[-2:] if prefix in prefixes), "oai_dc")
    return named or by_namespace or rest


def _sets(world: World) -> list[str]:
    """The sets to ask for; one empty name stands for all records."""
    wanted = [name.strip() for name in world.options.get("set", "").split(",") if name.strip()]
    if not wanted:
        return [""]
    known = set_names(world)
    missing = next((name for name in wanted if known and name not in known), None)
    if missing is not None:
        shown = ", ".join(list(known)[:30])
        raise BadInput(f"{world.place} has no set {missing!r}. It has: {shown}.")
    return wanted


def _window(world: World) -> dict[str, str]:
    until = world.options.get("until")
    if not (world.since or until):
        return {}
    said = granularity(world)
    edges = {"from": world.since, "until": until}
    return {name: stamp(moment, said) for name, moment in edges.items() if moment}


def _resumed(world: World, wanted: list[str]) -> tuple[int, str | None]:
    """Where a harvest that was cut short goes on: the set and the token."""
    told = dict(parse_qsl(world.resume or "", keep_blank_values=True))
    name = told.get("set")
    return (wanted.index(name), told.get("token")) if name is not None and name in wanted else (0, None)
