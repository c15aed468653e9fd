"""A reference as BibTeX, RIS, CSL-JSON and plain text. Every text is kept on one line, whatever is in it."""

import re
from collections.abc import Callable, Iterator
from typing import Any, Literal

import orjson

from kg.answer.bibtex import CONTROL, entry, escaped, in_braces, verbatim
from kg.answer.cite import INVENTED, Citable, Name
from kg.rdf.claim import WorkKind

Form = Literal["bibtex", "ris", "csl", "text"]

_RIS_TYPES = {"dataset": "DATA", "publication": "JOUR", "software": "COMP", "other": "GEN"}
_CSL_TYPES = {
    "dataset": "dataset", "publication": "article-journal", "software": "software", "other": "document",
}  # fmt: skip
_SHORT = {INVENTED: "Constructed record: invented"}
_SURROGATE = re.compile("[\ud800-\udfff]")


def line(text: str) -> str:
    """A text on one line, without characters that control or turn round what stands beside them."""
    return " ".join(_SURROGATE.sub("", CONTROL.sub(" ", text)).split())


def plain_text(work: Citable) -> str:
    """DataCite's form, "Creator (Year). Title. Version. Publisher. DOI"; what is unknown is left out.

    A publication has its journal in the place of the publisher. Without creators the title comes first.
    Behind it, in brackets, is what whoever cites it should know.
    """
    creators = "; ".join(filter(None, (line(_inverted(of)) for of in work.creators)))
    title = line(work.title or "")
    year = f"({work.published.year})" if work.published else ""
    first, second = (creators, title) if creators else (title, "")
    parts = [" ".join(filter(None, (first, year))), second, _version(work)]
    parts.append(line(work.container or _publisher(work)))
    told = " ".join(part if part[-1] in ".?!" else f"{part}." for part in parts if part)
    notes = (f"[{_SHORT.get(note, note.rstrip('.'))}]" for note in work.notes)
    return " ".join(filter(None, (told, _address(work), *notes)))


def bibtex_form(work: Citable) -> str:
    """One entry; an article where the journal is known."""
    return entry(
        "article" if _kind(work) == "publication" else "misc",
        work.doi or work.iri,
        _bibtex_fields(work),
        set(),
    )


def ris(work: Citable) -> str:
    """One record, lines ended as the format wants it (carriage return and line feed)."""
    lines = [("TY", _RIS_TYPES[_kind(work)]), *_ris_fields(work), ("ER", "")]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER")


def csl(work: Citable) -> list[dict[str, Any]]:
    """The one item of a CSL-JSON document."""
    said: dict[str, Any] = {
        "id": verbatim(work.doi or work.iri),
        "type": _CSL_TYPES[_kind(work)],
        "title": line(work.title or ""),
        "author": [_csl_name(of) for of in work.creators if line(of.whole)],
        "issued": {"date-parts": [[int(part) for part in work.published.text.split("-")]]}
        if work.published
        else None,
        "container-title": line(work.container or ""),
        "publisher": _publisher(work),
        "version": line(work.version or ""),
        "DOI": line(work.doi or ""),
        "URL": _address(work),
        "note": " ".join(work.notes),
    }
    return [{name: value for name, value in said.items() if value}]


def csl_text(work: Citable) -> str:
    """The CSL-JSON document, to be read by people, too."""
    return orjson.dumps(csl(work), option=orjson.OPT_INDENT_2).decode() + "\n"


FORMS: dict[Form, tuple[Callable[[Citable], str], str, str, str]] = {
    "text": (plain_text, "Plain text", "text/plain", "txt"),
    "bibtex": (bibtex_form, "BibTeX", "application/x-bibtex", "bib"),
    "ris": (ris, "RIS", "application/x-research-info-systems", "ris"),
    "csl": (csl_text, "CSL-JSON", "application/vnd.citationstyles.csl+json", "json"),
}
"""Form -> its writer, what people call it, its media type, and the ending of its files."""


def _bibtex_fields(work: Citable) -> Iterator[tuple[str, str]]:
    yield "title", f"{{{escaped(work.title)}}}" if work.title and line(work.title) else ""
    yield "author", " and ".join(filter(None, map(_bibtex_name, work.creators)))
    yield "journal", escaped(work.container or "")
    yield "publisher", escaped(_publisher(work))
    yield "year", work.published.year if work.published else ""
    yield "version", escaped(work.version or "")
    yield "doi", verbatim(work.doi or "")
    yield "url", verbatim(_address(work))
    kind = {"dataset": "Data set", "software": "Software"}.get(work.kind, "")
    yield "note", escaped(" ".join(filter(None, (f"{kind}." if kind and work.notes else kind, *work.notes))))


def _ris_fields(work: Citable) -> Iterator[tuple[str, str]]:
    yield "TI", line(work.title or "")
    for of in work.creators:
        yield "AU", line(_inverted(of))
    if work.published:
        yield "PY", work.published.year
        yield "DA", _ris_date(work.published.text)
    yield "JO", line(work.container or "")
    yield "PB", _publisher(work)
    yield "ET", line(work.version or "")
    yield "DO", line(work.doi or "")
    yield "UR", _address(work)
    for note in work.notes:
        yield "N1", note


def _kind(work: Citable) -> WorkKind:
    """What a form may call it: a publication whose journal is not known may be a thesis as well."""
    return "other" if work.kind == "publication" and not line(work.container or "") else work.kind


def _publisher(work: Citable) -> str:
    """Of an article without what only repeats the journal."""
    said = line(work.publisher or "")
    is_same = said.casefold() == line(work.container or "").casefold()
    return "" if is_same and _kind(work) == "publication" else said


def _ris_date(text: str) -> str:
    """YYYY/MM/DD; the slashes stay where month or day is not known, as the format wants it."""
    parts = text.split("-")
    return text.replace("-", "/") if len(parts) == 3 else "/".join([*parts, "", "", ""][:4])


def _inverted(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.family and name.given else name.whole


def _bibtex_name(name: Name) -> str:
    if name.family and name.given and "," not in name.family:
        return f"{in_braces(name.family)}, {in_braces(name.given)}"
    # BibTeX would make a family name of the last word: "Collaboration, T. G.".
    whole = escaped(name.whole)
    return f"{{{whole}}}" if " " in whole else whole


def _csl_name(name: Name) -> dict[str, str]:
    if name.family and name.given:
        return {"family": line(name.family), "given": line(name.given)}
    return {"literal": line(name.whole)}


def _version(work: Citable) -> str:
    """The version, called so where it is a bare number."""
    said = line(work.version or "")
    return f"Version {said}" if said[:1].isdigit() else said


def _address(work: Citable) -> str:
    return verbatim(work.iri)
