"""The address of a thing's page: its IRI without `https://`, below the kind of thing.

`https://doi.org/10.1234/a` has the page `/datasets/doi.org/10.1234/a`. An IRI of another scheme stands behind
a question mark, `/datasets/?iri=…`, because proxies fold the two slashes of a path. A PaNET class has the
page `/techniques/PaNET01124`.
"""

from urllib.parse import quote, unquote, urlencode

from kg.rdf.names import PANET, THING

_SECURE = "https://"
_PLAIN = "/:;,()-._~!$&'*+=@"


def page_of(kind: str, iri: str) -> str:
    """The path of the page about an IRI; `kind` is datasets, techniques or facilities."""
    if kind == "techniques" and iri.startswith(str(PANET)):
        return f"/techniques/{quote(iri.removeprefix(str(PANET)), safe='')}"
    if iri.startswith(_SECURE):
        return f"/{kind}/{quote(iri.removeprefix(_SECURE), safe=_PLAIN)}"
    return f"/{kind}/?{urlencode({'iri': iri})}"


def iri_of(kind: str, raw_path: bytes) -> str:
    """The IRI that a raw path `/<kind>/…` stands for; a bare DOI stands for its own.

    Raw, because an IRI may hold percent signs of its own, and layers differ in how often they decode a path.
    """
    path = unquote(raw_path.partition(b"?")[0].decode("ascii", "replace").removeprefix(f"/{kind}/"))
    return f"{_SECURE}doi.org/{path}" if path.startswith("10.") else _SECURE + path


def local_page(iri: str) -> str | None:
    """The path of our own page about an IRI, where the IRI alone tells that there is one."""
    if iri.startswith(str(PANET)):
        return page_of("techniques", iri)
    for kind, page in (("dataset/", "datasets"), ("facility/", "facilities")):
        if iri.startswith(str(THING) + kind):
            return page_of(page, iri)
    return None


def linkable(address: str) -> str | None:
    """The address if a page may link to it (http and https only), else None."""
    return address if address.lower().startswith(("http://", _SECURE)) else None


def changed(path: str, parameters: dict[str, str], **changes: str | None) -> str:
    """`path` with these query parameters, some changed or (None) left out."""
    kept = {**parameters, **changes}
    query = urlencode({name: value for name, value in kept.items() if value})
    return f"{path}?{query}" if query else path
