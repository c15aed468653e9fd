"""The document type at the head of an XML file: Protégé's short names for IRIs, and nothing that grows."""

from collections.abc import Callable
from xml.parsers import expat

from kg.errors import BadInput

_MOST = 500
_LONGEST = 500
_GROWTH = 4 * 2**20
"""Characters that all uses of entities together may stand for, beyond four times the file."""


class _Prolog(Exception):
    """The first element has come: what follows cannot declare anything."""


def check_entities(data: bytes, name: str) -> None:
    """Refuse entities that nest, come from elsewhere, or stand for much.

    Raises:
        BadInput: there are such entities, or the head is no XML.
    """
    declared: list[int] = []

    def entity(
        named: str, is_parameter: bool, value: str | None, base: str | None, system: str | None, *_: object
    ) -> None:
        if is_parameter or value is None or system is not None:
            raise BadInput(
                f"{name}: the entity {named[:40]!r} asks for another file, which is never fetched."
            )
        if "&" in value or "%" in value:
            raise BadInput(f"{name}: the entity {named[:40]!r} holds another one; such files are not read.")
        declared.append(len(value))
        if len(value) > _LONGEST or len(declared) > _MOST:
            raise BadInput(
                f"{name}: entities may name namespaces: at most {_MOST}, of {_LONGEST} characters each."
            )

    _run(data, name, entity)
    if declared and data.count(b"&") * max(declared) > 4 * len(data) + _GROWTH:
        raise BadInput(f"{name}: its entities stand for far more text than the file has.")


def check_depth(data: bytes, name: str, deepest: int) -> None:
    """Refuse elements that are nested deeper than a parser by recursion can follow.

    Raises:
        BadInput: they are, or the text is no XML.
    """
    depth = 0

    def start(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise BadInput(f"{name} is nested deeper than {deepest} levels.")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    _parse(parser, data, name)


def _run(data: bytes, name: str, entity: Callable[..., None]) -> None:
    def begun(*_: object) -> None:
        raise _Prolog

    parser = expat.ParserCreate()
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = begun
    try:
        _parse(parser, data, name)
    except _Prolog:
        return


def _parse(parser: expat.XMLParserType, data: bytes, name: str) -> None:
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise BadInput(
            f"{name} is not well-formed XML: {reason}, line {error.lineno}, column {error.offset + 1}."
        ) from None
    except (LookupError, UnicodeError, ValueError) as error:
        raise BadInput(f"{name}: the XML's encoding cannot be read: {error}.") from None
