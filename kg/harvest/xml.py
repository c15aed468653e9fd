"""XML from outside as plain elements: no document types, no entities, no depth or size without end.

The parser is expat, told to stop at the first declaration; so nothing is ever expanded or fetched.
Untrusted answers are read in the contained worker: `World.get_xml` and `World.contained_bytes` do that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from kg.errors import BadRecord

DEEPEST = 100
"""Levels of nesting; kernel-4 and OAI-PMH need fewer than twenty."""

MOST_ELEMENTS = 2_000_000
_XML = "http://www.w3.org/XML/1998/namespace"
_ENCODINGS = {"utf-8", "utf8", "us-ascii", "ascii", "utf-16", "iso-8859-1", "latin-1"}


@dataclass(slots=True)
class Element:
    """One element: names are `{namespace}local` (Clark's notation), `text` is its own text, joined."""

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
        return self.name[1:].partition("}")[0] if self.name.startswith("{") else ""

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
        BadRecord: not well-formed, a document type or an entity in it, or too many levels or elements.
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

    The own text stands before the children, so mixed content is kept in other order.
    """
    return "".join(_written(element, "")).encode("utf-8", "replace")


class _Reader:
    def __init__(self) -> None:
        self._open: list[Element] = []
        self._texts: list[list[str]] = []
        self._root: Element | None = None
        self._count = 0

    def read(self, data: bytes) -> Element:
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.EntityDeclHandler = _refuse_entity
        parser.XmlDeclHandler = _check_encoding
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._said
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            reason = expat.ErrorString(error.code)
            raise BadRecord(
                f"No well-formed XML: {reason}, line {error.lineno}, column {error.offset + 1}."
            ) from None
        except (LookupError, UnicodeError) as error:
            raise BadRecord(f"The XML's encoding cannot be read: {error}.") from None
        if self._root is None:
            raise BadRecord("Empty, where XML was expected.")
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
        else:
            self._root = element
        self._open.append(element)
        self._texts.append([])

    def _end(self, _: str) -> None:
        self._open.pop().text = "".join(self._texts.pop())

    def _said(self, text: str) -> None:
        self._texts[-1].append(text)


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def _refuse_doctype(name: str, *_: object) -> None:
    raise BadRecord(f"The XML declares a document type ({name[:40]!r}); such documents are not read.")


def _refuse_entity(name: str, *_: object) -> None:
    raise BadRecord(f"The XML declares an entity ({name[:40]!r}); such documents are not read.")


def _check_encoding(_: str, encoding: str | None, __: int) -> None:
    if encoding and encoding.lower() not in _ENCODINGS:
        raise BadRecord(f"The XML says it is in {encoding[:40]!r}; send UTF-8.")


def _listed(element: Element) -> list[Any]:
    return [element.name, element.attributes, element.text, [_listed(child) for child in element.children]]


def _written(element: Element, outer: str) -> Iterator[str]:
    namespace = element.namespace
    yield f"<{element.local}"
    if namespace != outer:
        yield f" xmlns={quoteattr(namespace)}"
    for number, (key, value) in enumerate(element.attributes.items()):
        space, _, local = key[1:].rpartition("}") if key.startswith("{") else ("", "", key)
        if space == _XML:
            yield f" xml:{local}={quoteattr(value)}"
        elif space:
            yield f" xmlns:a{number}={quoteattr(space)} a{number}:{local}={quoteattr(value)}"
        else:
            yield f" {local}={quoteattr(value)}"
    yield ">"
    yield escape(element.text if element.text.strip() else "")
    for child in element.children:
        yield from _written(child, namespace)
    yield f"</{element.local}>"
