"""Samples: those a dataset names, and SciCat's own sample records."""

from pyoxigraph import NamedNode

from harvesters._composition import describe_formula
from harvesters._describe import Description, prose
from harvesters._parameters import describe_parameters
from harvesters._place import site
from harvesters._read import branch, first_text, identifier, texts
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import digest_iri, doi_iri, handle_iri, thing_iri
from kg.rdf.names import DCT, PAN, RDF, SCHEMA

_FORMULA_FIELDS = ("sample_chemical_formula", "chemical_formula", "chemicalFormula", "composition")


def describe_samples(description: Description, record: Record, scope: str) -> None:
    """State the samples by their ids, else the one that the metadata speak of."""
    metadata = branch(record.body, "scientificMetadata")
    inner = branch(metadata, "sample")
    ids = texts(record.body, "sampleIds", "sampleId") or texts(inner, "identifier")
    name = first_text(inner, "name") or _plain(metadata.get("sample_name"))
    formula = _formula(metadata, "scientificMetadata")
    if formula[0] is None:
        formula = _formula(inner, "scientificMetadata.sample")
    nodes = {sample_iri(sample, scope): sample for sample in ids}
    if not ids and (name or formula[0]):
        nodes = {digest_iri("sample", description.about.value): ""}
    for node, sample in nodes.items():
        description.say(PAN["sample"], node)
        description.add(node, RDF["type"], PAN["Sample"])
        description.add(node, DCT["identifier"], prose(sample))
        if len(nodes) == 1:  # of several samples nobody says which one the name belongs to
            description.add(node, SCHEMA["name"], prose(name))
            describe_formula(description, node, *formula)


def sample_triples(record: Record) -> Mapped:
    """A sample record of its own."""
    body = record.body
    sample = identifier(body, "sampleId", "_id", "id")
    if sample is None:
        raise BadRecord("A sample without sampleId.")
    description = Description(sample_iri(sample, site(record, None, "scicat")))
    characteristics = branch(body, "sampleCharacteristics")
    description.say(RDF["type"], PAN["Sample"])
    description.say(DCT["identifier"], prose(sample))
    description.say(SCHEMA["name"], prose(body.get("description")))
    describe_formula(description, description.about, *_formula(characteristics, "sampleCharacteristics"))
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")
    describe_parameters(description, characteristics, "sampleCharacteristics")
    return Mapped(description.about, description.triples)


def sample_iri(sample: str, scope: str) -> NamedNode:
    """The sample's DOI (an IGSN is one) or handle, else ours within the bounds of its catalogue."""
    return doi_iri(sample) or handle_iri(sample) or thing_iri("sample", scope, sample)


def _formula(tree: dict[str, Json], where: str) -> tuple[str | None, str | None]:
    """The formula, and the field it stands in where that is for nothing else."""
    for field in _FORMULA_FIELDS:
        if field in tree and (said := _plain(tree[field])):
            return said, f"{where}.{field}" if "formula" in field.lower() else None
    return None, None


def _plain(value: Json) -> str | None:
    """The text of a value that may stand alone or as `{value, unit}`."""
    if isinstance(value, dict):
        value = value.get("value", value.get("v"))
    return value.strip() or None if isinstance(value, str) else None
