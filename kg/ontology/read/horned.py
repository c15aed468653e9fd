"""OWL/XML, functional and Manchester syntax as RDF/XML, by py-horned-owl."""

import re
from typing import Literal

import pyhornedowl

from kg.errors import BadInput
from kg.ontology.document import Fault
from kg.ontology.read.entities import check_depth
from kg.ontology.read.limits import DEEPEST_TEXT

_NAMES: dict[str, Literal["owx", "ofn", "omn"]] = {"owl-xml": "owx", "functional": "ofn", "manchester": "omn"}
_EMPTY_IRI = re.compile(r"<((?:\w+:)?IRI)\s*(?:>\s*</\1\s*>|/>)")
_BASE = re.compile(r"""\bxml:base\s*=\s*("[^"<>]+"|'[^'<>]+')|\bontologyIRI\s*=\s*("[^"<>]+"|'[^'<>]+')""")
_SKIPPED = re.compile(r'"(?:[^"\\]++|\\.)*+(?:"|\Z)|<[^<>\s]*>|#[^\n]*|[(){}\[\]]')
_PLACE = re.compile(r"BytePosition\((\d+)\)")
_MOST_LINES = 5


def as_rdf(data: bytes, name: str, form: str) -> tuple[bytes, tuple[Fault, ...]]:
    """The ontology in RDF/XML, and what had to be mended to read it.

    An empty `<IRI></IRI>` in OWL/XML, which py-horned-owl refuses, is written out as the base address: that
    is what an empty reference means (RFC 3986, section 5.2.2).

    Raises:
        BadInput: the text is not in that syntax, or nested too deeply.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not UTF-8 text (byte {error.start:,}).") from None
    faults: tuple[Fault, ...] = ()
    if form == "owl-xml":
        check_depth(data, name, DEEPEST_TEXT)
        text, faults = _mended(text)
    else:
        _check_brackets(text, name)
    try:
        found = pyhornedowl.open_ontology_from_string(text, _NAMES[form])
        return found.save_to_string("rdf").encode(), faults
    except ValueError as error:
        raise BadInput(f"{name} is not valid {form}: {_reason(str(error), text)}") from None


def _mended(text: str) -> tuple[str, tuple[Fault, ...]]:
    places = [text.count("\n", 0, found.start()) + 1 for found in _EMPTY_IRI.finditer(text)]
    base = _BASE.search(text)
    if not places or base is None:
        return text, ()
    address = (base[1] or base[2])[1:-1]
    mended = _EMPTY_IRI.sub(lambda found: f"<{found[1]}>{address}</{found[1]}>", text)
    lines = ", ".join(map(str, places[:_MOST_LINES])) + (", ..." if len(places) > _MOST_LINES else "")
    one = len(places) == 1
    message = (
        f"{len(places)} empty IRI{'' if one else 's'} (line {lines}) {'was' if one else 'were'} read as the"
        f" file's own address {address}, for that is what an empty reference means. Write the IRI in full."
    )
    return mended, (Fault("repaired-input", message, text="<IRI></IRI>"),)


def _check_brackets(text: str, name: str) -> None:
    depth = 0
    for found in _SKIPPED.finditer(text):
        if found[0] in "([{":
            depth += 1
        elif found[0] in ")]}":
            depth -= 1
        if depth > DEEPEST_TEXT:
            raise BadInput(f"{name} is nested deeper than {DEEPEST_TEXT} levels.")


def _reason(error: str, text: str) -> str:
    place = _PLACE.search(error)
    where = ""
    if place is not None:
        where = f" (line {text.encode()[: int(place[1])].count(10) + 1})"
    return error.removeprefix("Failed to open ontology: ")[:300] + where
