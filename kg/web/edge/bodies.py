"""Reading what a client sends: never more than a limit, and only text that is UTF-8."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.errors import BadInput

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 1000
_UTF8 = ("utf-8", "utf8", "us-ascii")


def media_type(request: Request) -> str:
    """The type of the body, without parameters; empty when the client names none.

    Raises:
        HTTPException: 415 for a body that is compressed or in another encoding than UTF-8.
    """
    if request.headers.get("content-encoding", "identity").strip().lower() != "identity":
        # A small compressed body can stand for gigabytes.
        raise HTTPException(415, "Compressed bodies are not read; send the body as it is.")
    kind, *parameters = (part.strip() for part in request.headers.get("content-type", "").lower().split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "charset" and value.strip(' "') not in _UTF8:
            raise HTTPException(415, f"The body must be UTF-8, not {value[:40]!r}.")
    return kind


async def read_body(request: Request, limit: int) -> bytes:
    """The whole body.

    Raises:
        HTTPException: 413 as soon as it is known to have more than `limit` bytes.
    """
    told = request.headers.get("content-length", "0")
    refusal = HTTPException(413, f"The body may have {limit} bytes.")
    if told.isdigit() and len(told) < 20 and int(told) > limit:
        raise refusal
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > limit:
            raise refusal
    return bytes(body)


def decoded(body: bytes, what: str = "body") -> str:
    """The text of some bytes. Raises BadInput where they are not UTF-8."""
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadInput(f"The {what} is not UTF-8: {error.reason} at byte {error.start}.") from None


def fields(text: str) -> list[tuple[str, str]]:
    """The names and values of a form or of the part of an address behind the question mark.

    Raises:
        BadInput: a percent-encoded value is not UTF-8, or there are too many.
    """
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError as error:
        raise BadInput(f"A percent-encoded parameter is not UTF-8: {error.reason}.") from None
    except ValueError:
        raise BadInput(f"At most {_MOST_FIELDS} parameters are read.") from None


def address_fields(request: Request) -> list[tuple[str, str]]:
    """The parameters in the address, percent-decoded once. Raises as `fields` does."""
    return fields(decoded(request.scope["query_string"], "address"))
