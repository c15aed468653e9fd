"""A graph in the body of a request: RDF of one syntax, or a form whose files hold it."""

from collections.abc import AsyncGenerator

from pyoxigraph import RdfFormat, parse, serialize
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from kg.errors import BadInput
from kg.web.edge.bodies import media_type, read_body

_MULTIPART = "multipart/form-data"
_READ = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")
_JOINED = {"text/turtle": RdfFormat.TURTLE, "application/n-triples": RdfFormat.N_TRIPLES}
"""What several files of one form may be; the parsers of the others are not safe outside of a sandbox."""
_MOST_FILES = 100


async def read_graph(request: Request, limit: int) -> tuple[bytes, str]:
    """The bytes of the graph and their media type.

    Raises:
        HTTPException: 413 beyond `limit` bytes, 415 for a type that is no syntax of one graph.
        BadInput: a form that is broken or holds no file.
    """
    kind = media_type(request)
    if kind != _MULTIPART:
        _known(kind)  # before the body is read: it may be large
        return await read_body(request, limit), kind
    files = await _files(request, await read_body(request, limit))
    if len(files) == 1:
        return files[0]
    return b"".join(_n_triples(body, kind) for body, kind in files), "application/n-triples"


def _known(kind: str) -> str:
    if kind not in _READ:
        raise HTTPException(
            415, f"A graph comes as {', '.join(_READ)} or {_MULTIPART}, not as {kind[:60]!r}."
        )
    return kind


async def _files(request: Request, body: bytes) -> list[tuple[bytes, str]]:
    async def whole() -> AsyncGenerator[bytes, None]:
        yield body

    try:
        form = await MultiPartParser(request.headers, whole(), max_files=_MOST_FILES).parse()
    except (MultiPartException, KeyError) as error:
        raise BadInput(f"The form cannot be read: {error}") from None
    try:
        files = [
            (await file.read(), _known((file.content_type or "").partition(";")[0].strip().lower()))
            for _, file in form.multi_items()
            if isinstance(file, UploadFile)
        ]
    finally:
        await form.close()
    if not files:
        raise BadInput("The form holds no file.")
    return files


def _n_triples(body: bytes, kind: str) -> bytes:
    if kind not in _JOINED:
        raise HTTPException(415, f"Several files in one form can be {' or '.join(_JOINED)}, not {kind}.")
    try:
        # Two files may use one label for two nodes.
        quads = parse(body, format=_JOINED[kind], rename_blank_nodes=True)
        text = serialize((quad.triple for quad in quads), format=RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise BadInput(f"A file in the form is not valid {kind}: {error}") from None
    assert text is not None
    return text
