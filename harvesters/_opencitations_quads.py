"""The RDF of OpenCitations (its data model OCDM) as rows in the form of its tables: a task for the worker."""

from collections.abc import Iterable

from pyoxigraph import RdfFormat, parse

from kg.errors import BadRecord
from kg.rdf.names import CITO, DCT, FABIO, FOAF, OC_META, PROV, RDF

MOST_QUADS = 2_000_000

_FRBR_PART = "http://purl.org/vocab/frbr/core#partOf"
_DATE = "http://prismstandard.org/namespaces/basic/2.0/publicationDate"
_PRO, _DATACITE = "http://purl.org/spar/pro/", "http://purl.org/spar/datacite/"
_VALUE = "http://www.essepuntato.it/2010/06/literalreification/hasLiteralValue"
_NEXT = "https://w3id.org/oc/ontology/hasNext"
_META, _CITATION = str(OC_META), "https://w3id.org/oc/index/ci/"
_NO_WORKS = {FABIO[name].value for name in ("Journal", "JournalVolume", "JournalIssue")}

_WORDS = {
    "JournalArticle": "journal article",
    "BookChapter": "book chapter",
    "ProceedingsPaper": "proceedings article",
    "AcademicProceedings": "proceedings",
    "ReferenceBook": "reference book",
    "ReferenceEntry": "reference entry",
    "ReportDocument": "report",
    "Thesis": "dissertation",
    "DataFile": "data file",
    "WebContent": "web content",
    "PeerReview": "peer review",
    "SpecificationDocument": "standard",
}
"""FaBiO's classes in the words of OpenCitations' tables; others are written as they are."""

Row = dict[str, str]
_Things = dict[str, dict[str, list[str]]]


def rows_of_quads(data: bytes) -> list[Row]:
    """The works and citations in N-Quads or N-Triples, in the columns of the tables, sorted.

    The tables name authors in their order. Where the statements leave it open, a column `author_order` of our
    own says so.

    Raises:
        BadRecord: it is no N-Quads, or more than `MOST_QUADS` of them.
    """
    things: _Things = {}
    try:
        for count, quad in enumerate(parse(data, format=RdfFormat.N_QUADS), start=1):
            if count > MOST_QUADS:
                raise BadRecord(f"More than {MOST_QUADS:,} statements: split the file.")
            said = things.setdefault(_bare(quad.subject), {})
            said.setdefault(_bare(quad.predicate), []).append(_bare(quad.object))
    except (SyntaxError, ValueError) as error:
        raise BadRecord(f"No valid N-Quads: {str(error)[:300]}") from None
    works = [_work(iri, things) for iri in sorted(things) if _is_work(iri, things)]
    cited = [_cited(iri, things[iri]) for iri in sorted(things) if iri.startswith(_CITATION)]
    return works + [row for row in cited if "citing" in row and "cited" in row]


def _bare(term: object) -> str:
    return str(getattr(term, "value", term))


def _is_work(iri: str, things: _Things) -> bool:
    said = things[iri]
    tells = DCT["title"].value in said or _DATE in said
    return iri.startswith(_META) and tells and not _NO_WORKS & set(said.get(RDF["type"].value, ()))


def _work(iri: str, things: _Things) -> Row:
    said = things[iri]
    names = [_identifier(things.get(name, {})) for name in said.get(f"{_DATACITE}hasIdentifier", ())]
    classes = [name.rpartition("/")[2] for name in said.get(RDF["type"].value, ())]
    word = next((name for name in sorted(classes) if name != "Expression"), "")
    roles = _authors(said.get(f"{_PRO}isDocumentContextFor", ()), things)
    ordered = _in_order(roles, things)
    row = {
        "id": " ".join([f"omid:br/{iri.removeprefix(_META)}", *sorted(filter(None, names))]),
        "title": _first(said, DCT["title"].value),
        "author": "; ".join(filter(None, (_author(role, things) for role in ordered or roles))),
        "author_order": "unknown" if len(roles) > 1 and not ordered else "",
        "pub_date": _first(said, _DATE),
        "venue": _venue(said, things),
        "type": _WORDS.get(word, word),
    }
    return {name: value for name, value in row.items() if value}


def _identifier(said: dict[str, list[str]]) -> str | None:
    scheme = _first(said, f"{_DATACITE}usesIdentifierScheme").removeprefix(_DATACITE)
    value = _first(said, _VALUE)
    return f"{scheme}:{value}" if scheme and value else None


def _authors(roles: Iterable[str], things: _Things) -> list[str]:
    """Those of the roles in a work that are its authors'."""
    author = f"{_PRO}author"
    return sorted(role for role in set(roles) if author in things.get(role, {}).get(f"{_PRO}withRole", ()))


def _in_order(roles: list[str], things: _Things) -> list[str]:
    """The same as each names the next; nothing where that does not lead from one end to the other."""
    following = {role: _first(things[role], _NEXT) for role in roles}
    begins = sorted(following.keys() - set(following.values()))
    found: dict[str, None] = {}
    role = begins[0] if len(begins) == 1 else ""
    while role in following and role not in found:
        found[role] = None
        role = following[role]
    return list(found) if len(found) == len(roles) else []


def _author(role: str, things: _Things) -> str | None:
    agent = things.get(_first(things[role], f"{_PRO}isHeldBy"), {})
    family, given = _first(agent, FOAF["familyName"].value), _first(agent, FOAF["givenName"].value)
    name = f"{family}, {given}".strip() if family else _first(agent, FOAF["name"].value)
    names = [_identifier(things.get(one, {})) for one in agent.get(f"{_DATACITE}hasIdentifier", ())]
    return f"{name} [{' '.join(filter(None, names))}]" if name else None


def _venue(said: dict[str, list[str]], things: _Things) -> str:
    """The title of the nearest whole that has one: article, issue, volume, journal."""
    whole = _first(said, _FRBR_PART)
    for _ in range(4):
        if title := _first(things.get(whole, {}), DCT["title"].value):
            return title
        whole = _first(things.get(whole, {}), _FRBR_PART)
    return ""


def _cited(iri: str, said: dict[str, list[str]]) -> Row:
    columns = {"citing": CITO["hasCitingEntity"], "cited": CITO["hasCitedEntity"]}
    row = {"oci": iri.removeprefix(_CITATION)}
    for column, predicate in columns.items():
        if (work := _first(said, predicate.value)).startswith(_META):
            row[column] = f"omid:br/{work.removeprefix(_META)}"
    if creation := _first(said, CITO["hasCitationCreationDate"].value):
        row["creation"] = creation
    if index := _first(said, PROV["atLocation"].value):
        row["index"] = index.rstrip("/").rpartition("/")[2]
    return row


def _first(said: dict[str, list[str]], predicate: str) -> str:
    """The first in the order of the alphabet: statements have no order."""
    return min(said.get(predicate, ()), default="")
