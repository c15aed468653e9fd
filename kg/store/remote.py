"""Where another SPARQL 1.1 engine takes queries, updates and whole graphs, and how to log in there."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.rdf.mint import digest

_KNOWN = (
    # Virtuoso: only the addresses that end in -auth may write.
    ("/sparql", "/sparql-auth", "/sparql-graph-crud-auth"),
    # Oxigraph.
    ("/query", "/update", "/store"),
)
"""How the address for queries ends, and what stands in its place for updates and for graphs."""


@dataclass(frozen=True, slots=True)
class Access:
    """What the operator says about an engine beside its address; None where nothing was said."""

    update: str | None = None
    graphs: str | None = None
    user: str | None = None
    password: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Remote:
    """One engine. `graphs` is its Graph Store address; secrets are sent to these three addresses only."""

    query: str
    update: str
    graphs: str
    access: Access = Access()

    @property
    def host(self) -> str:
        """Host and port, for messages."""
        return urlsplit(self.query).netloc

    @property
    def folder_name(self) -> str:
        """A name for the local folder of this engine that people can tell apart."""
        readable = "".join(letter if letter.isalnum() else "-" for letter in self.host)
        return f"{readable}-{digest(self.query)[:8]}"


def is_address(place: str) -> bool:
    """Whether a store is named by an address rather than by a folder."""
    return "://" in place


def remote_of(place: str, access: Access | None = None) -> Remote:
    """The addresses of an engine, from the one that takes its queries.

    Known are the layouts of Oxigraph, Virtuoso, Fuseki, GraphDB and RDF4J; for another, the access names
    the addresses of updates and graphs.

    Raises:
        BadInput: it is no web address, or holds a password.
    """
    access = access or Access()
    for address in filter(None, (place, access.update, access.graphs)):
        _refuse_odd(address)
    query, update, graphs = _addresses(place.rstrip("/"))
    return Remote(query, access.update or update, access.graphs or graphs, access)


def _refuse_odd(address: str) -> None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise BadInput(f"The address of the store cannot be read: {error}.") from None
    if parts.username is not None or parts.password is not None:
        # The address itself is not repeated: it holds a secret.
        raise BadInput(
            f"The address of the store at {parts.hostname} holds a user or password. Leave these out, and "
            "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN."
        )
    if parts.scheme not in ("http", "https") or not parts.hostname or port == 0:
        raise BadInput(f"{address!r} is no web address of a SPARQL engine; give http(s)://host/path.")
    if parts.query or parts.fragment:
        raise BadInput(f"{address!r} has a part after ? or #; give scheme, host and path only.")


def _addresses(place: str) -> tuple[str, str, str]:
    path = urlsplit(place).path
    if "/repositories/" in path:  # RDF4J, and GraphDB, which speaks its protocol
        repository = place.removesuffix("/statements")
        return repository, f"{repository}/statements", f"{repository}/rdf-graphs/service"
    if path.count("/") == 2 and path.endswith(("/sparql", "/query")):  # Fuseki: /dataset/sparql
        dataset = place.rpartition("/")[0]
        return place, f"{dataset}/update", f"{dataset}/data"
    for ending, update, graphs in _KNOWN:
        if path == ending:
            base = place.removesuffix(ending)
            return place, base + update, base + graphs
    if not path:
        return f"{place}/query", f"{place}/update", f"{place}/store"
    return place, place, place
