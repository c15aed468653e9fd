"""What kind of thing an identifier stands for, and of which level, each with the reason in words."""

from kg.citation.identifier import facility_of, is_component, level_of
from kg.citation.roll_up import rolled_up
from kg.rdf.names import DOI
from kg.statement.case import Case, Kind, Level
from kg.statement.doi_shapes import shape_of
from kg.statement.record import Record

_BY_CLASS: tuple[tuple[frozenset[str], Kind], ...] = (
    (frozenset({"Instrument", "Beamline"}), "instrument"),
    (frozenset({"Software"}), "software"),
    (
        frozenset({"Dataset", "DataCollection", "DatasetSeries", "File"}),
        "dataset",
    ),
    (frozenset({"Publication", "ProjectOutput"}), "publication"),
)
_SAID: dict[str, Kind] = {
    "dataset": "dataset", "publication": "publication", "software": "software", "other": "other",
}  # fmt: skip
_LEVEL_WORDS: tuple[tuple[str, Level], ...] = (
    ("session", "session"), ("experiment", "experiment"),
    ("proposal", "proposal"), ("collection", "collection"),
)  # fmt: skip

NAMES: dict[Kind, str] = {
    "dataset": "data", "publication": "a publication", "software": "software",
    "component": "a supplementary file of an article", "instrument": "an instrument",
    "other": "something else than data",
}  # fmt: skip
"""Kinds in a sentence."""


def kind_of(case: Case) -> tuple[Kind | None, str]:
    """The kind, and how it is known; None where it is not."""
    mention, known = case.mention, case.known
    if mention.scheme == "accession":
        return "dataset", f"{mention.repository} hands out its numbers to data."
    if mention.scheme == "proposal" or mention.iri is None:
        return None, "A proposal's number names an experiment." if mention.scheme == "proposal" else ""
    if own := _by_article(mention.iri, case.asked.article):
        return own
    shape = shape_of(mention.iri.removeprefix(str(DOI)))
    if shape == "component":
        return "component", "Its DOI has the shape that publishers give to files of an article."
    if case.record and (kind := _by_record(case.record)):
        return kind, "Its record says so."
    if claimed := [_SAID[word] for word in known.claimed if word in _SAID]:
        return claimed[0] if len({*claimed}) == 1 else None, "Sources of citations say so."
    if case.book and (work := case.book.work(mention.iri)) and work.work.kind:
        return _SAID[work.work.kind], "Sources of citations say so."
    if shape is not None:
        return shape, "Its DOI has a shape that is used for nothing else."
    if level_of(mention.iri) == "instrument":
        return "instrument", "The facility's DOIs of this shape are of instruments."
    if (facility := facility_of(mention.iri)) is not None:
        return "dataset", f"{facility.label} registers its data under this prefix."
    return None, ""


def _by_article(iri: str, article: str | None) -> tuple[Kind, str] | None:
    if article is None:
        return None
    if iri == article:
        return "publication", "It is the DOI of the article itself."
    if is_component(iri, article):
        return "component", "Its DOI lies under that of the article."
    return None


def _by_record(record: Record) -> Kind | None:
    """By its classes; where these leave it open, by the word beside them that says what it is."""
    found: Kind | None = next((kind for classes, kind in _BY_CLASS if record.types & classes), None)
    if found is not None:
        return found
    words = (word.strip().casefold() for word in record.words)
    said = next((_WORDS[word] for word in words if word in _WORDS), None)
    return said or (None if record.types <= _OPEN else "other")


_WORDS: dict[str, Kind] = {"dataset": "dataset", "software": "software", "component": "component"}
_OPEN = frozenset({"CreativeWork"})
"""Classes that do not say what a thing is."""


def level_in(case: Case) -> tuple[Level | None, str]:
    """The level, and how it is known; None for what has none or where it is not known."""
    mention, record = case.mention, case.record
    if mention.scheme == "proposal":
        return "proposal", "It is the number of a proposal or experiment."
    if mention.scheme == "accession":
        return "dataset", f"It is one entry of {mention.repository}."
    if case.kind == "instrument":
        return "instrument", case.kind_basis
    if mention.iri is None or case.kind not in ("dataset", None):
        return None, ""
    if (shown := level_of(mention.iri)) is not None:
        return shown, "The facility's DOIs of this shape are of this level."
    if (whole := rolled_up(mention.iri)) is not None and whole.kind == "part":
        return "part", f"It is a part of {whole.iri}."
    if record is None:
        return None, ""
    words = " ".join(record.words).casefold()
    stated = next((level for word, level in _LEVEL_WORDS if word in words), None)
    if stated is not None:
        return stated, f"Its record calls it {' '.join(record.words)!r}."
    by_class: tuple[tuple[str, Level], ...] = (
        ("File", "file"), ("DataCollection", "collection"), ("Dataset", "dataset"),
    )  # fmt: skip
    found = next((level for name, level in by_class if name in record.types), None)
    return found, "Its record says so." if found else ""
