"""What is asked to be checked: a statement, and what else is known of the article it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import orjson

from kg.citation.identifier import is_placeholder, normal_iri
from kg.citation.work import PartialDate, Person
from kg.errors import BadInput
from kg.resolve.person import resolve_orcid, several
from kg.statement.find import LONGEST

MOST_AUTHORS = 5_000
LONGEST_NAME = 300
LONGEST_TITLE = 2_000

FIELDS = ("text", "identifiers", "publication_date", "authors", "article", "title")


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement; `published` is the article's date, `article` its DOI as IRI; unknown is None or empty."""

    text: str
    published: PartialDate | None = None
    authors: tuple[Person, ...] = ()
    article: str | None = None
    title: str | None = None


def asked_from(fields: Mapping[str, object]) -> Asked:
    """What JSON or a form asks for.

    Args:
        fields: `text`, or `identifiers` as a list of texts; `publication_date` as 2026-05-01, 2026-05 or
            2026; `authors` as a list or one text, with names or ORCIDs apart by semicolons or lines;
            `article`, its DOI; `title`, its title. Empty ones count as absent.

    Raises:
        BadInput: a field is unknown or cannot be read; the message names it.
    """
    if unknown := [name for name in fields if name not in FIELDS]:
        raise BadInput(f"There is no field {str(unknown[0])[:40]!r}; there are: {', '.join(FIELDS)}.")
    listed = _texts(fields.get("identifiers"), "identifiers")
    text = "\n".join(filter(None, (_text(fields.get("text"), "text", LONGEST), *listed)))
    if not text.strip():
        raise BadInput("There is nothing to check: give the statement as `text`, or a list of DOIs.")
    return Asked(
        text,
        read_date(_text(fields.get("publication_date"), "publication_date", 40)),
        read_authors(_texts(fields.get("authors"), "authors")),
        read_article(_text(fields.get("article"), "article", LONGEST_NAME)),
        _text(fields.get("title"), "title", LONGEST_TITLE),
    )


def read_fields(text: str) -> dict[str, object]:
    """The fields in a text: of a JSON object its own, of a list of JSON texts the identifiers; else the text.

    Raises:
        BadInput: it begins like a JSON object and is none.
    """
    begins = text.lstrip()[:1]
    if begins not in ("{", "["):
        return {"text": text}
    try:
        told = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        if begins == "[":
            return {"text": text}  # "[dataset] Example, A. (2024) …"
        raise BadInput(f"This begins like JSON and is none: {error}.") from None
    return dict(told) if isinstance(told, dict) else {"identifiers": told}


def read_date(said: str | None) -> PartialDate | None:
    """A day, a month or a year. Raises BadInput for anything else."""
    if said is None:
        return None
    try:
        date.fromisoformat(said + {4: "-01-01", 7: "-01"}.get(len(said), ""))
    except ValueError:
        raise BadInput(
            f"publication_date must be such as 2026-05-01, 2026-05 or 2026, not {said!r}."
        ) from None
    return PartialDate(said, "asked")


def bounds(of: PartialDate) -> tuple[date, date]:
    """The first and the last day that a partial date may be.

    >>> bounds(PartialDate("2024-02", "asked"))
    (datetime.date(2024, 2, 1), datetime.date(2024, 2, 29))
    """
    if of.precision == "day":
        return date.fromisoformat(of.text), date.fromisoformat(of.text)
    if of.precision == "year":
        return date(of.year, 1, 1), date(of.year, 12, 31)
    first = date.fromisoformat(f"{of.text}-01")
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1) if of.text < "9999-12" else None
    return first, following - timedelta(1) if following else date.max


def read_authors(said: tuple[str, ...]) -> tuple[Person, ...]:
    """People by name or ORCID; "Ada Example (0000-0002-1825-0097)" is one with both."""
    names = [name.strip() for text in said for part in _split(text) for name in several(part) if name.strip()]
    if len(names) > MOST_AUTHORS:
        raise BadInput(f"{len(names):,} authors are given; at most {MOST_AUTHORS:,} are compared.")
    return tuple(_person(name) for name in names)


def _split(text: str) -> list[str]:
    return text.replace("\r", "\n").replace(";", "\n").split("\n")


def _person(said: str) -> Person:
    said = said[:LONGEST_NAME]
    words = said.replace("(", " ").replace(")", " ").replace("[", " ").replace("]", " ").split()
    found = {word: orcid.value for word in words if (orcid := resolve_orcid(word.strip(","))[0]) is not None}
    name = " ".join(word for word in words if word not in found).strip(" ,") or None
    return Person(name, next(iter(found.values()), None))


def read_article(said: str | None) -> str | None:
    """The article's DOI as IRI. Raises BadInput where it is none."""
    if said is None:
        return None
    iri = None if is_placeholder(said) else normal_iri(said, "doi")
    if iri is None:
        raise BadInput(f"article must be a DOI such as 10.1107/S1600576724000123, not {said[:80]!r}.")
    return iri.value


def _text(value: object, name: str, longest: int) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f"{name} must be a text, not {type(value).__name__}.")
    if len(value) > longest:
        raise BadInput(f"{name} has {len(value):,} characters; at most {longest:,} are read.")
    return value.strip() or None


def _texts(value: object, name: str) -> tuple[str, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_AUTHORS:
        raise BadInput(f"{name} has {len(values):,} entries; at most {MOST_AUTHORS:,} are read.")
    return tuple(text for one in values if (text := _text(one, name, LONGEST)))
