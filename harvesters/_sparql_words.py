"""The terms of other endpoints, in ours: DCAT stays, schema.org is read in either spelling."""

from pyoxigraph import NamedNode

from kg.rdf.names import CITO, DCAT, DCT, FABIO, FOAF, ORG, PAN, PROV, SCHEMA, SKOS, SOSA

_HTTP = "http://schema.org/"
_DATA = (PAN["Dataset"], DCAT["Dataset"])
_SOFTWARE = (PAN["Software"],)
_TEXT = (PAN["Publication"],)
_TRAINING = (PAN["TrainingMaterial"],)

TYPES: dict[NamedNode, tuple[NamedNode, ...]] = {
    DCAT["Dataset"]: _DATA,
    SCHEMA["Dataset"]: _DATA,
    PAN["Dataset"]: _DATA,
    DCAT["DatasetSeries"]: (PAN["DataCollection"], DCAT["DatasetSeries"], DCAT["Dataset"]),
    SCHEMA["SoftwareSourceCode"]: _SOFTWARE,
    SCHEMA["SoftwareApplication"]: _SOFTWARE,
    SCHEMA["ScholarlyArticle"]: _TEXT,
    FABIO["Expression"]: _TEXT,
    FABIO["JournalArticle"]: _TEXT,
    FABIO["ConferencePaper"]: _TEXT,
    SCHEMA["LearningResource"]: _TRAINING,
    SCHEMA["Course"]: (*_TRAINING, SCHEMA["Course"]),
}
"""What a class of theirs is here."""

RENAMED: dict[NamedNode, NamedNode] = {
    SCHEMA["name"]: DCT["title"],
    SCHEMA["headline"]: DCT["title"],
    SCHEMA["alternateName"]: DCT["alternative"],
    SCHEMA["description"]: DCT["description"],
    SCHEMA["abstract"]: DCT["abstract"],
    SCHEMA["identifier"]: DCT["identifier"],
    SCHEMA["author"]: DCT["creator"],
    SCHEMA["creator"]: DCT["creator"],
    SCHEMA["contributor"]: DCT["contributor"],
    SCHEMA["publisher"]: DCT["publisher"],
    SCHEMA["license"]: DCT["license"],
    SCHEMA["dateCreated"]: DCT["created"],
    SCHEMA["datePublished"]: DCT["issued"],
    SCHEMA["dateModified"]: DCT["modified"],
    SCHEMA["keywords"]: DCAT["keyword"],
    SCHEMA["inLanguage"]: DCT["language"],
    SCHEMA["version"]: DCAT["version"],
    SCHEMA["temporalCoverage"]: DCT["temporal"],
    SCHEMA["isPartOf"]: DCT["isPartOf"],
    SCHEMA["hasPart"]: DCT["hasPart"],
    SCHEMA["isBasedOn"]: PROV["wasDerivedFrom"],
    SCHEMA["distribution"]: DCAT["distribution"],
    SCHEMA["contentUrl"]: DCAT["downloadURL"],
    SCHEMA["encodingFormat"]: DCT["format"],
    SCHEMA["contentSize"]: DCT["extent"],
}
"""A property of schema.org that has a name here; others of it stay."""

_KEPT = tuple(map(str, (CITO, DCAT, DCT, FABIO, FOAF, ORG, PAN, PROV, SCHEMA, SKOS, SOSA)))
_NEVER = {
    *(FOAF[name] for name in ("mbox", "mbox_sha1sum", "phone")),
    *(SCHEMA[name] for name in ("email", "telephone", "faxNumber")),
    DCAT["contactPoint"],
    # What only we say of a record: findings, and where it came from.
    *(PAN[name] for name in ("finding", "retrieved", "payloadHash", "mapping", "broaderOrSelf")),
}


def spelled(term: NamedNode) -> NamedNode:
    """The term of schema.org under https, any other as it is."""
    return SCHEMA[term.value.removeprefix(_HTTP)] if term.value.startswith(_HTTP) else term


def our_predicate(term: NamedNode) -> NamedNode | None:
    """The property under which a statement is kept; None where it is not.

    Kept are the vocabularies that this catalogue speaks. Ways to reach people are not, nor is owl:sameAs,
    which would make of two things one on a stranger's word.
    """
    ours = spelled(term)
    ours = RENAMED.get(ours, ours)
    return ours if ours.value.startswith(_KEPT) and ours not in _NEVER else None
