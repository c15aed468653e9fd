"""A service with two curators, a reader and an operator, on a store of its own."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from citation_books import claimed, dataset, doi
from starlette.testclient import TestClient

from kg.citation.book import Book
from kg.citation.row import Pair
from kg.loading import load_files
from kg.pipeline import publish
from kg.rdf.mint import thing_iri
from kg.rdf.names import PAN
from kg.rdf.syntax import canonical
from kg.rdf.terms import Triple
from kg.report.book_file import book_of
from kg.store.home import Home
from kg.web.app import create_app
from kg.web.change.changes import Changes
from kg.web.rights.audit import AuditLog
from kg.web.rights.doorkeeper import Doorkeeper
from kg.web.rights.tokens import TokenFile
from kg.web.state import Limits, Rights

ROLES = {
    "ada": "curator",
    "ben@lab.example": "curator",
    "cleo": "curator",
    "rita": "reader",
    "olga": "operator",
    "edna": "ontology-editor",
}
BEN = "curator-" + sha256(b"ben@lab.example").hexdigest()[:8]
"""What the second curator is called in public: the token's name is an address."""

CITING, CITED = "https://doi.org/10.5072/paper.1", "https://doi.org/10.5072/data.1"
"""A citation about which the rules cannot tell: unknown, and unknown."""
_PAIRS = (("paper.1", "data.1"), ("paper.2", "data.1"), ("paper.3", "data.2"), ("paper.4", "data.2"))
_FACILITIES = {"data.1": "borealis-neutron-centre", "data.2": "aurora-light-source"}


def labelling_home(folder: Path) -> Path:
    """A store of four citations, two of each of two data, and paper.4 the companion of data.2."""
    triples: list[Triple] = []
    for name, facility in _FACILITIES.items():
        node = doi(f"10.5072/{name}")
        triples += dataset(f"10.5072/{name}", title=f"Title of {name}")
        triples.append((node, PAN["facility"], thing_iri("facility", facility)))
    for citing, cited in _PAIRS:
        if citing == "paper.4":
            triples += claimed(f"10.5072/{cited}", "IsSupplementTo", f"10.5072/{citing}")
        else:
            triples += claimed(f"10.5072/{citing}", "Cites", f"10.5072/{cited}")
    file = folder / "claims.nt"
    file.write_bytes(canonical(triples))
    home = Home(folder / "home")
    load_files(home, [file])
    publish(home)
    return home.path


def token(name: str) -> str:
    return f"token-of-{name}-0123456789"


def bearer(name: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token(name)}"}


@contextmanager
def curating(home: Path, address: str = "") -> Iterator[TestClient]:
    """A client of the service; its audit log is `audit.jsonl` beside the store."""
    tokens = home.parent / "tokens"
    lines = [f"sha256:{sha256(token(of).encode()).hexdigest()} {role} {of}" for of, role in ROLES.items()]
    tokens.write_text("\n".join(lines), encoding="utf-8")
    tokens.chmod(0o600)
    with closing(Changes(Home(home))) as changes:
        audit = AuditLog(home.parent / "audit.jsonl")
        rights = Rights(Doorkeeper(TokenFile(tokens)), changes, audit)
        limits = Limits(timeout=3, memory_mb=1000)
        app = create_app(Home(home), limits, rights=rights, public_address=address)
        with TestClient(app, raise_server_exceptions=False, follow_redirects=False) as opened:
            yield opened


def pair_now(home: Path, citing: str = CITING, cited: str = CITED) -> Pair:
    """The pair in the newest generation."""
    generation = Home(home).current()
    assert generation is not None
    with Book.open(book_of(generation)) as book:
        (pair,) = book.pairs_of(cited=cited, citing=citing)
    return pair


def said(site: TestClient, who: str, **word: Any) -> Any:  # noqa: ANN401
    """Post a label about the pair; the answer."""
    named = {"citing": CITING, "cited": CITED} | word
    return site.post("/api/v1/curation/labels", json=named, headers=bearer(who))
