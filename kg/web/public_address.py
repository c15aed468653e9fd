"""The addresses of this service as clients see them, for documents that name it."""

from pyoxigraph import NamedNode
from starlette.requests import Request

from kg.errors import BadInput


def address_of(request: Request, path: str = "/") -> str:
    """The absolute IRI of a path on the host that the client asked.

    Raises:
        BadInput: the header Host is not the name of a host.
    """
    try:
        return NamedNode(str(request.base_url).rstrip("/") + path).value
    except ValueError:
        raise BadInput("The header Host is not the name of a host.") from None
