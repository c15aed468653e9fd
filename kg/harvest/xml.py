"""XML from outside as plain elements: no document types, no entities, no depth or size without end.

The parser is expat, told to stop at the first declaration; so nothing is ever expanded or fetched.
Untrusted answers are read in the contained worker: `World.get_xml` and `World.contained_bytes` do that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from kg.errors import BadRecord
from kg.harvest.payload import is_page
from kg.rdf.names import XML

DEEPEST = 100
"""Levels of nesting; kernel-4 and OAI-PMH need fewer than twenty."""

MOST_ELEMENTS = 500_000
LONGEST_TEXT = 10 * 2**20
"""Characters of text in one element, its attributes' included."""

NOT_WELL_FORMED = "No well-formed XML"
"""How the complaint about a broken document begins."""

_A_PAGE = "This is an HTML page, where XML was expected."
_BLANKS = " \t\r\n"
_LATIN_1 = {"iso-8859-1", "latin-1", "latin1"}
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be", *_LATIN_1}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document can hold, not even escaped."""


@dataclass(slots=True)
class Element:
    """One element: names are `{namespace}local` (Clark's notation).

    `text` is its own text: what stands before, between and after the children, joined. Where that lies in
    relation to them is not kept, for no dialect read here needs it: text among elements occurs in
    descriptions with a little markup only. Words that only a child parts, as in "one<br/>two", stay two
    words. Blanks alone between children are layout, and dropped.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    text: str = ""
    children: list["Element"] = field(default_factory=list)

    @property
    def local(self) -> str:
        """The name without its namespace."""
        return self.name.rpartition("}")[2]

    @property
    def namespace(self) -> str:
        """The namespace; empty where there is none."""
        return self.name[1:].rpartition("}")[0] if self.name.startswith("{") else ""

    def all(self, *path: str) -> Iterator["Element"]:
        """The descendants reached by these local names, in document order; namespaces are not looked at."""
        first, *rest = path
        for child in self.children:
            if child.local == first:
                if rest:
                    yield from child.all(*rest)
                else:
                    yield child

    def first(self, *path: str) -> "Element | None":
        """The first of them."""
        return next(self.all(*path), None)

    def said(self, *path: str) -> str | None:
        """The stripped text of the first of them (of the element itself without a path); None when empty."""
        found = self.first(*path) if path else self
        return (found.text.strip() or None) if found else None

    def texts(self, *path: str) -> list[str]:
        """The non-empty texts of all of them."""
        return [said for found in self.all(*path) if (said := found.text.strip())]

    def attribute(self, name: str) -> str | None:
        """A non-empty attribute by its local name ("lang" also for xml:lang)."""
        for key, value in self.attributes.items():
            if key.rpartition("}")[2] == name and value.strip():
                return value.strip()
        return None


def read_xml(data: bytes) -> Element:
    """The root element.

    Raises:
        BadRecord: not well-formed, in another encoding than it says, a document type or an entity in it, or
            too many levels, elements or characters.
    """
    return _Reader().read(data)


def xml_tree(data: bytes) -> list[Any]:
    """The same as nested lists `[name, attributes, text, children]`: what the contained worker can answer."""
    return _listed(read_xml(data))


def element_of(tree: list[Any]) -> Element:
    """The element in the nested lists of `xml_tree`."""
    name, attributes, text, children = tree
    return Element(name, attributes, text, [element_of(child) for child in children])


def write_xml(element: Element) -> bytes:
    """The element as UTF-8, namespaces declared where they begin: the payload kept of one XML record.

    What `read_xml` gave is read again from it as the same. The own text stands before the children.
    Characters that XML cannot hold become U+FFFD.
    """
    return _NO_XML.sub("\ufffd", "".join(_written(element, ""))).encode()


class _Reader:
    def __init__(self) -> None:
        self._open: list[Element] = []
        self._texts: list[_Text] = []
        self._root: Element | None = None
        self._count = 0
        self._says_latin_1 = False

    def read(self, data: bytes) -> Element:
        if not data.strip():
            raise BadRecord("Empty: there is nothing in it.")
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_entity
        parser.XmlDeclHandler = self._check_encoding
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            if is_page(data):
                raise BadRecord(_A_PAGE) from None
            reason = expat.ErrorString(error.code)
            raise BadRecord(
                f"{NOT_WELL_FORMED}: {reason}, line {error.lineno}, column {error.offset + 1}."
            ) from None
        except (LookupError, UnicodeError) as error:
            raise BadRecord(f"The XML's encoding cannot be read: {error}.") from None
        if self._root is None:
            raise BadRecord("Empty: there is nothing in it.")
        if self._says_latin_1 and not data.isascii() and _is_utf_8(data):
            raise BadRecord(
                "The XML says it is in ISO-8859-1, but it is in UTF-8; its letters would be garbled."
            )
        return self._root

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) >= DEEPEST:
            raise BadRecord(f"The XML is nested deeper than {DEEPEST} levels.")
        if self._count > MOST_ELEMENTS:
            raise BadRecord(f"The XML has more than {MOST_ELEMENTS:,} elements.")
        named = {_clark(key): value for key, value in attributes.items()}
        element = Element(_clark(name), named)
        if self._open:
            self._open[-1].children.append(element)
            self._texts[-1].part()
        else:
            self._root = element
        self._open.append(element)
        self._texts.append(_Text(sum(map(len, attributes.values()))))

    def _end(self, _: str) -> None:
        element = self._open.pop()
        text = self._texts.pop().whole()
        element.text = "" if element.children and not text.strip(_BLANKS) else text

    def _said(self, text: str) -> None:
        self._texts[-1].add(text)

    def _check_encoding(self, _: str, encoding: str | None, __: int) -> None:
        named = (encoding or "utf-8").lower()
        if named not in _ENCODINGS:
            raise BadRecord(f"The XML says it is in {named[:40]!r}; send UTF-8.")
        self._says_latin_1 = named in _LATIN_1


class _Text:
    """The text of one element on its way; `length` counts what else of the element is limited with it."""

    def __init__(self, length: int) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._is_parted = False
        self._count(length)

    def add(self, text: str) -> None:
        self._count(len(text))
        if self._is_parted and self._pieces and not (self._pieces[-1][-1].isspace() or text[0].isspace()):
            self._pieces.append(" ")
        self._is_parted = False
        self._pieces.append(text)

    def part(self) -> None:
        """A child stands here."""
        self._is_parted = True

    def whole(self) -> str:
        return "".join(self._pieces)

    def _count(self, characters: int) -> None:
        self._length += characters
        if self._length > LONGEST_TEXT:
            raise BadRecord(f"An element of the XML holds more than {LONGEST_TEXT:,} characters.")


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_doctype(name: str, *_: object) -> None:
    if name.lower() == "html":
        raise BadRecord(_A_PAGE)
    raise BadRecord(f"The XML declares a document type ({name[:40]!r}); such documents are not read.")


def _refuse_entity(name: str, *_: object) -> None:
    raise BadRecord(f"The XML declares an entity ({name[:40]!r}); such documents are not read.")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _listed(element: Element) -> list[Any]:
    return [element.name, element.attributes, element.text, [_listed(child) for child in element.children]]


def _written(element: Element, outer: str) -> Iterator[str]:
    namespace = element.namespace
    yield f"<{element.local}"
    if namespace != outer:
        yield f" xmlns={quoteattr(namespace)}"
    for number, (key, value) in enumerate(element.attributes.items()):
        space, _, local = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
        if space == str(XML):
            yield f" xml:{local}={quoteattr(value)}"
        elif space:
            yield f" xmlns:a{number}={quoteattr(space)} a{number}:{local}={quoteattr(value)}"
        else:
            yield f" {local}={quoteattr(value)}"
    yield ">"
    # A carriage return lives on as a reference only: readers make a line feed of one that stands as it is.
    yield escape(element.text, {"\r": "&#13;"})
    for child in element.children:
        yield from _written(child, namespace)
    yield f"</{element.local}>"
