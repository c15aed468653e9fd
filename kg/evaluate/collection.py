"""A test collection for ranking: documents, queries, and which documents people judged relevant."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.index.documents import Card, Document

FIELDS = {
    "title": "title", "paper_title": "papers", "papers": "papers", "variants": "variants",
    "keywords": "keywords", "techniques": "techniques", "technique": "techniques",
    "technique_label": "techniques", "instrument": "instrument", "facility": "facility", "sample": "sample",
    "formula": "formula", "creators": "creators", "collection": "variants", "text": "description",
    "description": "description", "abstract": "description",
}  # fmt: skip
"""Key of a document in the file -> field of the index; any other text counts as description."""

_HEADING = ("query_id", "query-id", "qid")

Judged = Mapping[str, Mapping[str, float]]
"""Query -> document -> judged relevance; above zero is relevant."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents by their place, queries by name, and query -> document -> judged relevance."""

    names: tuple[str, ...]
    documents: tuple[Document, ...]
    queries: Mapping[str, str]
    judged: Judged
    remarks: tuple[str, ...] = ()
    """What was left out of the measure, and what counts as never found."""


def load_collection(queries: Path, documents: Path, judgements: Path, text: str = "query") -> Collection:
    """Read JSON lines of queries (`id`, and the text under the key `text`) and documents (`id`, fields), and
    judgements: `query_id iter doc_id relevance`, parted by tabs, or by spaces as TREC has them.

    As in trec_eval, judgements of queries that are not asked do not count, and a relevant document that is
    not in the file is one that no system finds. Queries without any relevant document are left out.

    Raises:
        BadInput: a line breaks these rules, or no query has a relevant document.
    """  # noqa: D205
    asked = dict(_queries(queries, text))
    described = dict(_documents(documents))
    judged = _judgements(judgements)
    relevant = {name for name, gains in judged.items() if any(gain > 0 for gain in gains.values())}
    measured = {name: words for name, words in asked.items() if name in relevant}
    if not measured:
        raise BadInput(f"{judgements.name} calls no document relevant for any query of {queries.name}.")
    gains = {name: judged[name] for name in measured}
    remarks = tuple(_remarks(asked, gains, described, len(judged.keys() - asked.keys())))
    return Collection(tuple(described), tuple(described.values()), measured, gains, remarks)


def _remarks(
    asked: Mapping[str, str], gains: Judged, documents: Mapping[str, Document], others: int
) -> Iterator[str]:
    if len(asked) > len(gains):
        yield f"{len(asked) - len(gains)} queries have no relevant document and are left out."
    if others:
        yield f"{others} judged queries are not in the file of queries and do not count."
    absent = sum(name not in documents for of in gains.values() for name, gain in of.items() if gain > 0)
    if absent:
        yield f"{absent} relevant documents are not in the file of documents: no system can find them."


def _queries(path: Path, key: str) -> Iterator[tuple[str, str]]:
    for where, row in _rows(path):
        name, words = row.get("id"), row.get(key)
        if not isinstance(name, str) or not isinstance(words, str):
            raise BadInput(f"{where}: a query needs the texts `id` and `{key}`; it has {_keys(row)}.")
        yield name, words


def _documents(path: Path) -> Iterator[tuple[str, Document]]:
    seen = set()
    for where, row in _rows(path):
        name = row.get("id")
        if not isinstance(name, str):
            raise BadInput(f"{where}: a document needs the text `id`; it has {_keys(row)}.")
        if name in seen:
            raise BadInput(f"{where}: a second document is called {name!r}; each needs an `id` of its own.")
        seen.add(name)
        yield name, _document(name, len(seen) - 1, row)


def _document(name: str, place: int, row: dict[str, Any]) -> Document:
    texts: dict[str, list[str]] = {}
    for key, value in row.items():
        if key != "id":
            texts.setdefault(FIELDS.get(key, "description"), []).extend(_texts(value))
    title = next(iter(texts.get("title", ())), name)
    kept = {field: tuple(dict.fromkeys(filter(None, found))) for field, found in texts.items()}
    kept["variants"] = tuple(other for other in kept.get("variants", ()) if other != title)
    return Document(Card(iri=name, title=title, group=place), kept)


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)
    elif isinstance(value, dict):
        yield ". ".join(f"{key} {text}" for key, inner in value.items() for text in _texts(inner))
    elif value is not None:
        yield str(value)


def _judgements(path: Path) -> dict[str, dict[str, float]]:
    judged: dict[str, dict[str, float]] = {}
    for number, line in enumerate(_text(path).split("\n"), start=1):
        columns = line.rstrip("\r").split("\t") if "\t" in line else line.split()
        if not columns or (number == 1 and columns[0] in _HEADING):
            continue
        where = f"{path.name}, line {number}"
        if len(columns) != 4:
            raise BadInput(
                f"{where}: a judgement reads `query_id iter doc_id relevance`, not {line[:80]!r}. "
                "Where names hold spaces, tabs part the columns."
            )
        query, _, document, relevance = columns
        judged.setdefault(query, {})[document] = _relevance(relevance, where)
    return judged


def _relevance(text: str, where: str) -> float:
    try:
        return float(int(text))
    except ValueError as error:
        raise BadInput(f"{where}: relevance is a whole number such as 0 or 1, not {text!r}.") from error


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    import orjson

    for number, line in enumerate(_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path.name}, line {number}"
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise BadInput(
                f"{where}: not JSON ({error}). The file holds one JSON object per line."
            ) from error
        if not isinstance(row, dict):
            raise BadInput(f"{where}: a JSON object was expected, not {line[:60]!r}.")
        yield where, row


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"{path.name}: not UTF-8 text (byte {error.start}).") from error


def _keys(row: dict[str, Any]) -> str:
    return ", ".join(map(repr, list(row)[:8])) or "none"
