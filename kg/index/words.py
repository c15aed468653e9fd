"""The word index: BM25, coverage and words by field (kg.index.postings), phrases and identifiers (tantivy).

Queries are built from terms, never parsed from text, so no character of a question has a meaning of its own.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.index.documents import Document
from kg.index.forms import Forms, Vocabulary
from kg.index.phrases import Phrases, write_phrases
from kg.index.postings import Postings, PostingsWriter

if TYPE_CHECKING:
    import numpy as np
    import tantivy
    from numpy.typing import NDArray

WEIGHTS = {
    "title": 3.0, "papers": 1.5, "variants": 1.0, "keywords": 1.5, "techniques": 2.0, "broader": 0.5,
    "instrument": 1.5, "facility": 1.0, "sample": 2.0, "formula": 2.0, "sample_ids": 1.0, "creators": 1.0,
    "files": 0.5, "description": 1.0,
}  # fmt: skip
"""Searched fields and how many times a word found in them counts."""

PROSE = ("title", "variants", "keywords", "description")
"""Fields of running text, in which techniques are named."""

ORDERED = (*PROSE, "sample", "formula", "papers")
"""Fields whose word order is kept: those that a phrase is asked of."""

_PLACES = {field: place for place, field in enumerate(WEIGHTS)}
IDENTIFIERS = "identifiers"
POSTINGS = "postings"
MOST_TERMS = 64
"""Terms of a question that are looked up; a longer text is cut there."""

_RARE = 0.01
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


def write_words(documents: Iterable[Document], folder: Path, names: Iterable[str] = ()) -> None:
    """Build the index of the documents, in their order, in an empty folder.

    Who holds one of the `names` in running text is looked up now, not by each question.
    """
    import tantivy

    folder.mkdir(parents=True, exist_ok=True)
    index = tantivy.Index(_schema(), path=str(folder))
    index.register_tokenizer(_STEMS, _analyzer())
    writer = index.writer(heap_size=_HEAP, num_threads=1)
    vocabulary, postings = Vocabulary(), PostingsWriter()
    for number, document in enumerate(documents):
        entry = tantivy.Document()
        entry.add_unsigned("number", number)
        for name, texts in document.texts.items():
            for text in texts:
                entry.add_text(name, text)
                if name in ORDERED:
                    vocabulary.add(text)
        writer.add_document(entry)
        postings.add(
            (_PLACES[name], WEIGHTS[name], stems_of(text))
            for name, texts in document.texts.items()
            if name in WEIGHTS
            for text in texts
        )
    writer.commit()
    writer.wait_merging_threads()
    vocabulary.write(folder, stems_of)
    postings.write(folder / POSTINGS)
    words = Words(folder)
    phrases = (tuple(stems_of(name)) for name in names)
    write_phrases((of for of in phrases if len(of) > 1), lambda of: words.together(of, PROSE), folder)


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
        self.forms = Forms(folder)
        self.postings = Postings(folder / POSTINGS, self.size)
        self._phrases = Phrases(folder)
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
        share = self.postings.frequency(term) / max(self.size, 1)
        return math.log(1 + 1 / max(share, _RARE))

    def bm25(self, terms: Iterable[str]) -> "NDArray[np.float32]":
        """The score of every document; 0 for one that holds none of the terms."""
        return self.postings.bm25(dict.fromkeys(terms, 1.0))

    def best(self, terms: Iterable[str], limit: int) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Numbers and BM25 scores of the best documents, best first."""
        import numpy as np

        scores = self.bm25(terms)
        numbers = np.argsort(-scores, kind="stable")[:limit]
        numbers = numbers[scores[numbers] > 0]
        return numbers, scores[numbers]

    def coverage(
        self, rarity: Mapping[str, float], least: float
    ) -> "tuple[NDArray[np.int64], NDArray[np.float32]]":
        """Documents that hold at least the share `least` of the terms' rarity, and that share, 0 to 1."""
        import numpy as np

        total = sum(rarity.values())
        if not total:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        shares = self.postings.coverage(rarity) / np.float32(total)
        numbers = np.flatnonzero(shares >= least - 1e-6)
        return numbers, shares[numbers]

    def holding(self, phrase: str, fields: Sequence[str] = ORDERED) -> "NDArray[np.int64]":
        """Documents one of whose texts in these fields has the words of the phrase, together and in order."""
        return self.holding_any([phrase], fields)

    def holding_any(self, phrases: Iterable[str], fields: Sequence[str] = ORDERED) -> "NDArray[np.int64]":
        """Documents that hold one of the phrases, ascending."""
        import numpy as np

        found = np.zeros(self.size, dtype=bool)
        for stems in _shortest({tuple(self.stems(phrase)) for phrase in phrases}):
            known = self._phrases.get(stems) if fields == PROSE else None
            found[self.together(stems, fields) if known is None else known] = True
        return np.flatnonzero(found)

    def together(self, stems: Sequence[str], fields: Sequence[str] = ORDERED) -> "NDArray[np.int64]":
        """Documents one of whose texts in these fields has the stems together and in order; ascending."""
        import numpy as np

        known = [field for field in fields if field in WEIGHTS]
        candidates = self.postings.holding_all(stems, [_PLACES[field] for field in known])
        if len(stems) < 2 or not candidates.size:
            return candidates
        query = self._tantivy.Query
        phrases = (query.phrase_query(self._schema, field, list(stems)) for field in known)
        return np.sort(self._run(self._any(phrases), len(candidates)))

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
        return self._run(self._any(queries), 1000)

    def texts(self, number: int) -> dict[str, list[str]]:
        """The stored texts of a document, by field."""
        query = self._tantivy.Query.term_query(self._schema, "number", number)
        (hit,) = self._searcher.search(query, 1, count=False).hits
        stored: dict[str, list[str]] = self._searcher.doc(hit[1]).to_dict()
        return {name: values for name, values in stored.items() if name in WEIGHTS or name == IDENTIFIERS}

    def _term(self, field: str, term: str) -> "tantivy.Query":
        return self._tantivy.Query.term_query(self._schema, field, term)

    def _any(self, queries: "Iterable[tantivy.Query]") -> "tantivy.Query":
        return self._tantivy.Query.boolean_query([(self._tantivy.Occur.Should, query) for query in queries])

    def _run(self, query: "tantivy.Query", limit: int) -> "NDArray[np.int64]":
        """The numbers of the documents, best first; asked for all at once, twice as fast."""
        import numpy as np

        hits = self._searcher.search(query, limit, count=False).hits
        if not hits:
            return np.zeros(0, dtype=np.int64)
        return np.array(self._searcher.fast_field_values("number", [at for _, at in hits]), dtype=np.int64)


def _shortest(asked: set[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The phrases that hold no other one: what holds "thin film" holds "film", so that alone is looked up."""
    lengths = {len(stems) for stems in asked} - {0}
    for stems in asked:
        shorter = (length for length in lengths if length < len(stems))
        parts = (stems[at : at + length] for length in shorter for at in range(len(stems) - length + 1))
        if stems and not any(part in asked for part in parts):
            yield stems


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("number", indexed=True, fast=True)
    for name in WEIGHTS:
        order = "position" if name in ORDERED else "freq"
        builder.add_text_field(name, stored=True, tokenizer_name=_STEMS, index_option=order)
    builder.add_text_field(IDENTIFIERS, stored=True, tokenizer_name="raw", index_option="basic")
    return builder.build()


def stems_of(text: str) -> list[str]:
    """Every stem of a text, as it stands in any index."""
    stems: list[str] = _shared_analyzer().analyze(text)
    return stems


@cache
def _shared_analyzer() -> "tantivy.TextAnalyzer":
    return _analyzer()


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
