"""What an editor posts for review: two versions; if wanted, a usage table and the switches of rules."""

from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass

import anyio
import orjson
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from kg.errors import BadInput
from kg.web.edge.bodies import media_type, read_body

LARGEST = {"before": 16_000_000, "after": 16_000_000, "usage": 4_000_000, "config": 100_000}
"""Bytes that each file may have."""
LARGEST_BODY = sum(LARGEST.values()) + 4_000_000
"""Bytes of a whole request: JSON writes line ends and quotes with two letters each."""
_READ_SECONDS = 60.0
_LONGEST_NAME = 300
_MOST_FIELDS = 12
_JSON, _FORM = "application/json", "multipart/form-data"
_UNNAMED = {"usage": "usage.csv", "config": ".kg-ontology.toml"}


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was posted; the ending of its name says its syntax."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Posted:
    """What to judge; without `before` the release that is served counts. `form` is a name of a rendering."""

    before: File | None
    after: File
    usage: File | None = None
    config: File | None = None
    form: str | None = None


async def read_posted(request: Request) -> Posted:
    """The files in a request: a multipart form, or JSON with a name and a text for each.

    Raises:
        BadInput: a form or JSON document that cannot be read, or a field that is missing or unknown.
        HTTPException: 408 for a body that comes too slowly, 413 beyond the limits, 415 for another type.
    """
    kind = media_type(request)
    if kind not in (_JSON, _FORM):
        raise HTTPException(415, f"Two versions come as {_FORM} or {_JSON}, not as {kind[:60]!r}.")
    with anyio.move_on_after(_READ_SECONDS):
        body = await read_body(request, LARGEST_BODY)
        return await _from_form(request, body) if kind == _FORM else _from_json(body)
    raise HTTPException(408, f"The files took more than {_READ_SECONDS:g} seconds to come.")


async def _from_form(request: Request, body: bytes) -> Posted:
    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    parser = MultiPartParser(request.headers, whole(), max_files=len(LARGEST), max_fields=_MOST_FIELDS)
    try:
        form = await parser.parse()
    except (MultiPartException, KeyError) as error:
        raise BadInput(f"The form cannot be read: {error}") from None
    try:
        return _posted({name: file for name in form if (file := await _field(form, name)) is not None})
    finally:
        await form.close()


async def _field(form: FormData, name: str) -> File | str | None:
    """A field's file or text; None for one that was left empty."""
    values = form.getlist(name)
    if len(values) > 1:
        raise BadInput(f"The form holds {len(values)} fields called {name[:40]!r}; send one.")
    (value,) = values
    if not isinstance(value, UploadFile):
        return value if value.strip() else None
    data = await value.read()
    return File(value.filename or "", data) if value.filename or data else None


def _from_json(body: bytes) -> Posted:
    try:
        told = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise BadInput(f"The body is not JSON: {error}.") from None
    if not isinstance(told, dict):
        raise BadInput('The body must be a JSON object such as {"before": {...}, "after": {...}}.')
    return _posted({name: _given(name, value) for name, value in told.items() if value is not None})


def _given(name: str, value: object) -> File | str:
    """A file of a JSON document: an object with name and text; a table or switches may be the text alone."""
    if name not in LARGEST:
        return str(value)
    if isinstance(value, str) and name in _UNNAMED:
        value = {"name": _UNNAMED[name], "text": value}
    texts = value if isinstance(value, dict) else {}
    if {*texts} != {"name", "text"} or not all(isinstance(text, str) for text in texts.values()):
        raise BadInput(f'{name} must be an object of two texts, {{"name": "PaNET.csv", "text": "..."}}.')
    return File(texts["name"], texts["text"].encode())


def _posted(fields: Mapping[str, File | str]) -> Posted:
    unknown = sorted(fields.keys() - LARGEST.keys() - {"format"})
    if unknown:
        raise BadInput(f"There is no field {unknown[0][:40]!r}; there are {', '.join(LARGEST)} and format.")
    files = {name: _file(name, value) for name, value in fields.items() if name != "format"}
    form = fields.get("format")
    if isinstance(form, File):
        raise BadInput("format must be a text, not a file.")
    if "after" not in files:
        raise BadInput("The field `after` is missing: the later version, as a file.")
    return Posted(files.get("before"), files["after"], files.get("usage"), files.get("config"), form)


def _file(field: str, given: File | str) -> File:
    if not isinstance(given, File):
        raise BadInput(f"{field} must be a file, not a text: send it with a file name.")
    name = given.name or _UNNAMED.get(field, "")
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise BadInput(
            f"The file in {field} needs a name of 1 to {_LONGEST_NAME} printable characters whose ending "
            f"tells its syntax, such as PaNET.csv or PaNET.owl, not {name[:40]!r}."
        )
    if len(given.data) > LARGEST[field]:
        raise HTTPException(
            413,
            f"{name} has {len(given.data):,} bytes; {field} may have {LARGEST[field]:,}. Give the ontology "
            "without its data, or a module of it (ROBOT's `extract` makes one).",
        )
    return File(name, given.data)
