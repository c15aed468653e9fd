"""What an ILL landing page says beyond the PaNOSC document: people, instruments, cycles, sample."""

import re

from pyoxigraph import NamedNode

from harvesters._author_list import describe_order
from harvesters._composition import describe_formula
from harvesters._describe import Description, prose
from harvesters._panosc_parts import describe_listed_parameters
from harvesters._people import describe_person, people
from harvesters._place import use_instrument
from harvesters._read import branch, first_text, items, texts
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri, thing_iri
from kg.rdf.names import DCAT, DCT, PAN, RDF, RDFS
from kg.rdf.terms import Literal, calendar_date, iri, year
from kg.resolve.facility import Facility

_CYCLE = re.compile(r"(?P<name>\w+)\s*\(\s*(?P<start>\d\d-\d\d-\d{4})\s*-\s*(?P<end>\d\d-\d\d-\d{4})\s*\)")
_BRACKET = re.compile(r"\s*\(\s*(?P<words>[^()]*?)\s*\)\s*$")


def is_landing_page(body: Json) -> bool:
    """Whether this is what was read from a landing page; other catalogues' records stand there as well."""
    return isinstance(body, dict) and "documentDoiUrl" in body


def proposal_number(landing: dict[str, Json]) -> str | None:
    """The number of the proposal; not `proposalId`, which is a number of the database."""
    return first_text(landing, "proposalNumber")


def describe_landing(
    description: Description, landing: dict[str, Json], key: str, facility: Facility | None, scope: str
) -> None:
    """State what the page says; `key` is the record's, for people without an ORCID."""
    said = branch(landing, "metadata")
    for page in texts(landing, "documentDoiUrl"):
        description.say(DCAT["landingPage"], iri(page))
    for page in texts(landing, "experimentalReportUrl", "dataUrl"):
        description.say(RDFS["seeAlso"], iri(page) if "@" not in page else None)
    since = len(description.triples)
    for author in people(_authors(said), description, "metadata.authors[]"):
        describe_person(description, DCT["creator"], author, key, "metadata.authors[]")
    describe_order(description, description.about, since)
    description.say(DCT["issued"], year(said.get("publicationYear")))
    for stated in items(landing, "instruments"):
        if name := first_text(stated, "name") if isinstance(stated, dict) else None:
            _describe_instrument(description, name, facility, scope)
    for cycle in texts(said, "cycles"):
        _describe_cycle(description, cycle, scope)
    conditions = branch(said, "experimentalParameters")
    listed: list[Json] = [{"name": name, "value": value} for name, value in conditions.items()]
    describe_listed_parameters(description, listed)
    _describe_sample(description, branch(said, "sampleParameters"))


def _authors(said: dict[str, Json]) -> list[Json]:
    """The authors, with the ORCID among their ids; ids of other kinds identify the same person less well."""
    found: list[Json] = []
    for author in items(said, "authors"):
        if isinstance(author, dict):
            ids = [one for one in items(author, "ids") if isinstance(one, dict)]
            orcids = (first_text(one, "id", "url") for one in ids if first_text(one, "type") == "ORCID")
            author = {**author, "orcid": next(orcids, None)}
        found.append(author)
    return found


def _describe_instrument(description: Description, said: str, facility: Facility | None, scope: str) -> None:
    """The name, and what stands in brackets after it: "FIGARO ( horizontal reflectometer )"."""
    bracket = _BRACKET.search(said)
    name = said[: bracket.start()].strip() if bracket else said
    node = use_instrument(description, name or said, facility, scope)
    description.add(node, DCT["description"], prose(bracket.group("words") if bracket and name else None))


def _describe_cycle(description: Description, said: str, scope: str) -> None:
    """The reactor cycle: within it the data were measured, nobody says on which days."""
    if not (found := _CYCLE.fullmatch(said.strip())):
        return
    node = thing_iri("cycle", scope, found["name"])
    description.say(DCT["temporal"], node)
    description.add(node, RDF["type"], DCT["PeriodOfTime"])
    description.add(node, RDFS["label"], prose(found["name"]))
    description.add(node, DCAT["startDate"], _day(found["start"]))
    description.add(node, DCAT["endDate"], _day(found["end"]))


def _day(said: str) -> Literal | None:
    day, month, number = said.split("-")
    return calendar_date(f"{number}-{month}-{day}")


def _describe_sample(description: Description, said: dict[str, Json]) -> None:
    """One sample with what stands under "Formula", a line for each of its parts."""
    parts = [line.strip() for line in (first_text(said, "Formula") or "").splitlines() if line.strip()]
    if not parts:
        return
    node: NamedNode = digest_iri("sample", description.about.value)
    description.say(PAN["sample"], node)
    description.add(node, RDF["type"], PAN["Sample"])
    for part in parts:
        describe_formula(description, node, part)
