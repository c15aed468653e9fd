"""What a work is, by the words for types that Crossref, OpenCitations, OpenAlex and their like use."""

import re

from kg.rdf.claim import WorkKind

_KINDS: dict[WorkKind, str] = {
    "publication": """
        article, journal article, proceedings article, conference paper, posted content, preprint, review,
        letter, editorial, data paper, book, monograph, edited book, reference book, reference entry,
        book chapter, book part, book section, book track, proceedings, conference proceedings, dissertation,
        thesis, report, report component, technical report, peer review, standard, erratum, retraction,
        working paper, web content, research article, review article, publication, literature, patent, text
    """,
    "dataset": "dataset, data file, database",
    "software": "software, computer program",
    "other": """
        component, grant, journal, journal issue, journal volume, book series, book set, report series,
        standard series, proceedings series, paratext, supplementary materials, libguides, other
    """,
}
_BY_WORD = {" ".join(word.split()): kind for kind, words in _KINDS.items() for word in words.split(",")}
_BETWEEN = re.compile(r"[\s_-]+")


def work_kind(word: str | None) -> WorkKind | None:
    """The kind of a work of this type ("journal-article", "Book chapter"); None for other words."""
    return _BY_WORD.get(_BETWEEN.sub(" ", word).strip().lower()) if word else None
