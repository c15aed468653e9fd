"""What a SciCat dataset was made from, with which software, and how else it hangs together with others."""

import re

from pyoxigraph import NamedNode

from harvesters._describe import Description, prose
from harvesters._read import first_text, items, texts
from harvesters._scicat_identity import dataset_iri
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri, doi_iri, thing_iri
from kg.rdf.names import DCT, PAN, PROV, RDF, SCHEMA
from kg.rdf.terms import iri

_NOT_A_LETTER = re.compile(r"[^a-z]+")

# DataCite's relation types, squeezed; what people write for them; others say no more than "related".
_RELATIONS = {
    "isderivedfrom": PROV["wasDerivedFrom"],
    "derivedfrom": PROV["wasDerivedFrom"],
    "wasderivedfrom": PROV["wasDerivedFrom"],
    "ispartof": DCT["isPartOf"],
    "partof": DCT["isPartOf"],
    "haspart": DCT["hasPart"],
    "references": DCT["references"],
    "isreferencedby": DCT["isReferencedBy"],
    "cites": DCT["references"],
    "iscitedby": DCT["isReferencedBy"],
    "isversionof": DCT["isVersionOf"],
    "isnewversionof": DCT["replaces"],
    "ispreviousversionof": DCT["isReplacedBy"],
    "obsoletes": DCT["replaces"],
    "isobsoletedby": DCT["isReplacedBy"],
    "requires": DCT["requires"],
    "isrequiredby": DCT["isRequiredBy"],
}
_SOURCES_OF = {"issourceof", "sourceof"}
"""Said of the other end."""


def describe_derivation(description: Description, body: Json) -> None:
    """The inputs, and the software that made this of them."""
    if not (body.get("inputDatasets") or body.get("usedSoftware")):
        return
    for source in texts(body, "inputDatasets"):
        if not _is_path(source):
            description.say(PROV["wasDerivedFrom"], dataset_iri(source))
    used = [words for words in texts(body, "usedSoftware") if not _is_path(words)]
    if not used:
        return
    activity = digest_iri("processing", description.about.value)
    description.say(PROV["wasGeneratedBy"], activity)
    description.add(activity, RDF["type"], PROV["Activity"])
    for words in used:
        _describe_software(description, activity, words)


def describe_relationships(description: Description, body: Json) -> None:
    """Other datasets, related in the words of the record; where these are clear, in DataCite's sense."""
    for related in items(body, "relationships"):
        if not isinstance(related, dict):
            continue
        pid = first_text(related, "pid", "targetPid")
        if pid is None or _is_path(pid) or (node := dataset_iri(pid)) == description.about:
            continue
        said = _NOT_A_LETTER.sub("", (first_text(related, "relationship") or "").lower())
        if said in _SOURCES_OF:
            description.add(node, PROV["wasDerivedFrom"], description.about)
        else:
            description.say(_RELATIONS.get(said, DCT["relation"]), node)


def _describe_software(description: Description, activity: NamedNode, words: str) -> None:
    address = iri(words) if words.startswith(("http://", "https://")) and "@" not in words else None
    is_name = address is None and "@" not in words
    node = doi_iri(words) or (
        thing_iri("software", words.casefold()) if is_name else digest_iri("software", words)
    )
    description.add(activity, PROV["used"], node)
    description.add(node, RDF["type"], PAN["Software"])
    description.add(node, SCHEMA["url"], address)
    description.add(node, SCHEMA["name"], None if address else prose(words))


def _is_path(words: str) -> bool:
    """A path inside the facility, no identifier; it is not published."""
    return words.startswith(("/", "\\", "~", "file:")) or words[1:3] in {":\\", ":/"}
