"""The word index (tantivy): BM25 over weighted fields, and how much of a question each document holds.

Queries are built from terms, never parsed from text, so no character of a question has a meaning of its own.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.index.documents import Document

if TYPE_CHECKING:
    import numpy as np
    import tantivy
    from numpy.typing import NDArray

WEIGHTS = {
    "title": 4.0, "variants": 1.5, "keywords": 2.0, "techniques": 3.0, "broader": 0.7, "instrument": 2.0,
    "facility": 1.0, "sample": 3.0, "formula": 3.0, "creators": 1.5, "files": 1.0, "description": 1.0,
    "sample_ids": 1.0,
}  # fmt: skip
"""Searched fields and the weight of a word found in them."""

PROSE = ("title", "variants", "keywords", "description")
"""Fields of running text, whose word order is kept."""

IDENTIFIERS = "identifiers"
EVERYTHING = "everything"
MOST_TERMS = 64
"""Terms of a question that are looked up; a longer text is cut there."""

_RARE = 0.01
_WHOLE = 4.0  # all texts as one field: on DataFinder dev BM25 alone rises from 0.093 to 0.130 nDCG@10
_STEMS = "pan_stem"
_HEAP = 64_000_000
_EDGE = ".,;:!?()[]{}<>\"'`"
_STOP = """
a about all am an and any are as at be been by can could data dataset datasets did do does for from had has
have how i if in into is it its like looking me my no not of on onto or our please show some such that the
their then there these they this those to using used use want was we were what when where which who
with without would you beamline beamlines experiment experiments instrument instruments measurement
measurements measure measured record records
"""


def write_words(documents: Iterable[Document], folder: Path) -> None:
    """Build the index of the documents, in their order, in an empty folder."""
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_STEMS, _analyzer())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    for number, document in enumerate(documents):
        entry = tantivy.Document()
        entry.add_unsigned("number", number)
        for name, texts in document.texts.items():
            for text in texts:
                entry.add_text(name, text)
                if name != IDENTIFIERS:
                    entry.add_text(EVERYTHING, text)
        writer.add_document(entry)
    writer.commit()
    writer.wait_merging_threads()


class Words:
    """A written index, open for search. Documents are known by their number, from 0."""

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._tantivy: Any = tantivy
        index = tantivy.Index.open(str(folder))
        self._analyze = _analyzer().analyze
        index.register_tokenizer(_STEMS, _analyzer())
        self._schema = index.schema
        self._searcher = index.searcher()
        self.size: int = self._searcher.num_docs
        self._numbers = self._number_table()
        self._stop = frozenset(self.stems(_STOP))

    def terms(self, text: str) -> list[str]:
        """The distinct stems of a text that are worth looking up, in order."""
        words = (stem for stem in self.stems(text) if stem not in self._stop)
        return list(dict.fromkeys(words))[:MOST_TERMS]

    def stems(self, text: str) -> list[str]:
        """Every stem of a text, as it stands in the index."""
        stems: list[str] = self._analyze(text)
        return stems

    def rarity(self, term: str) -> float:
        """How much a term tells, by how few documents hold it; all below one in a hundred count alike.

        So a word that no document holds does not outweigh all others of the question.
        """
        share = self._searcher.doc_freq(EVERYTHING, term) / max(self.size, 1)
        return math.log(1 + 1 / max(share, _RARE))

    def best(self, terms: Sequence[str], limit: int) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
        """Numbers and BM25 scores of the best documents, best first."""
        query = self._any(self._in_fields(term) for term in terms)
        return self._run(query, limit)

    def coverage(
        self, rarity: Mapping[str, float], least: float
    ) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
        """Documents that hold at least the share `least` of the terms' rarity, and that share, 0 to 1."""
        import numpy as np

        total = sum(rarity.values())
        if not total:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        numbers, shares = self._run(self._covering(rarity, least * total), max(self.size, 1))
        shares /= total
        enough = shares >= least - 1e-6
        return numbers[enough], shares[enough]

    def naming(self, name: str) -> "NDArray[np.int64]":
        """Documents whose running text holds this name, its words together; one word may stand between."""
        stems, query = self.stems(name), self._tantivy.Query
        if not stems:
            return self._run(query.empty_query(), 1)[0]
        if len(stems) == 1:
            return self._run(self._any(self._term(field, stems[0]) for field in PROSE), max(self.size, 1))[0]
        phrases = (query.phrase_query(self._schema, field, stems, slop=1) for field in PROSE)
        return self._run(self._any(phrases), max(self.size, 1))[0]

    def identified(self, text: str) -> "NDArray[np.int64]":
        """Documents one of whose identifiers stands in the text as a word of its own."""
        from kg.index.texts import identifier_forms

        words = [
            re.sub(r"^(doi:|https?://(dx\.)?doi\.org/)", "", word.strip(_EDGE).lower())
            for word in text.split()
        ]
        # A number such as 2020 is some catalogue's identifier, but nobody asks for that.
        candidates = [word for word in words[:MOST_TERMS] if len(word) > 5 and any(c.isdigit() for c in word)]
        forms = [form for form in identifier_forms(candidates) if len(form) > 5]
        queries = [self._term(IDENTIFIERS, form) for form in forms]
        return self._run(self._any(queries), 1000)[0]

    def texts(self, number: int) -> dict[str, list[str]]:
        """The stored texts of a document, by field."""
        query = self._tantivy.Query.term_query(self._schema, "number", number)
        (hit,) = self._searcher.search(query, 1, count=False).hits
        stored: dict[str, list[str]] = self._searcher.doc(hit[1]).to_dict()
        return {name: values for name, values in stored.items() if name in WEIGHTS or name == IDENTIFIERS}

    def _covering(self, rarity: Mapping[str, float], needed: float) -> "tantivy.Query":
        """Each term counts its rarity; documents with common terms only cannot reach `needed`: left out."""
        common, light = set(), 0.0
        for term in sorted(rarity, key=lambda term: rarity[term]):
            light += rarity[term]
            if light >= needed - 1e-6:
                break
            common.add(term)
        query, occur = self._tantivy.Query, self._tantivy.Occur
        scored = {t: query.const_score_query(self._term(EVERYTHING, t), rarity[t]) for t in rarity}
        telling = self._any(scored[term] for term in rarity if term not in common)
        return query.boolean_query(
            [(occur.Must, telling), *((occur.Should, scored[term]) for term in common)],
        )

    def _in_fields(self, term: str) -> "tantivy.Query":
        boosted = self._tantivy.Query.boost_query
        fields = [*WEIGHTS.items(), (EVERYTHING, _WHOLE)]
        return self._any(boosted(self._term(name, term), weight) for name, weight in fields)

    def _term(self, field: str, term: str) -> "tantivy.Query":
        return self._tantivy.Query.term_query(self._schema, field, term)

    def _any(self, queries: "Iterable[tantivy.Query]") -> "tantivy.Query":
        return self._tantivy.Query.boolean_query([(self._tantivy.Occur.Should, query) for query in queries])

    def _run(self, query: "tantivy.Query", limit: int) -> "tuple[NDArray[np.int64], NDArray[np.float64]]":
        import numpy as np

        hits = self._searcher.search(query, limit, count=False).hits
        numbers = np.fromiter((self._numbers[at.segment_ord][at.doc] for _, at in hits), np.int64, len(hits))
        return numbers, np.fromiter((score for score, _ in hits), np.float64, len(hits))

    def _number_table(self) -> list[list[int]]:
        """Document number by segment and place: cheaper than asking the index for each hit."""
        hits = self._searcher.search(self._tantivy.Query.all_query(), max(self.size, 1), count=False).hits
        places = [place for _, place in hits]
        numbers = self._searcher.fast_field_values("number", places) if places else []
        table: list[list[int]] = [[] for _ in range(self._searcher.num_segments)]
        for place, number in sorted(zip(places, numbers, strict=True), key=lambda of: of[0].doc):
            row = table[place.segment_ord]
            row.extend([-1] * (place.doc - len(row)))
            row.append(int(number))
        return table


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    for name in WEIGHTS:
        order = "position" if name in PROSE else "freq"
        builder.add_text_field(name, stored=True, tokenizer_name=_STEMS, index_option=order)
    builder.add_text_field(EVERYTHING, tokenizer_name=_STEMS, index_option="freq")
    builder.add_text_field(IDENTIFIERS, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def _analyzer() -> "tantivy.TextAnalyzer":
    import tantivy

    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )
