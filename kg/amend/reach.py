"""Whether a SPARQL Update may change graphs that the product keeps, judged from its text."""

from kg.rdf.names import GRAPH
from kg.rdf.sparql import TOKENS


def reaches_kept(sparql: str) -> bool:
    """Whether the text, free of escapes, could name such a graph; in doubt it does.

    It could with a variable after GRAPH, with ALL or NAMED, with BASE (a relative IRI may be anything), and
    with any IRI, be it a prefix, that begins as our graphs' or that these begin with.
    """
    after_graph = False
    for token in TOKENS.finditer(sparql):
        text, kind = token.group(), token.lastgroup
        if kind == "comment":
            continue
        if kind == "iri" and _leads_to_kept(text[1:-1]):
            return True
        if kind == "variable" and after_graph:
            return True
        word = text.upper() if kind in ("name", "local") else ""
        if any(sign in word for sign in ("ALL", "NAMED", "BASE")) and ":" not in word:
            return True
        # The engine takes `GRAPH?g` and `xGRAPH ?g` apart otherwise than one would think.
        after_graph = word.endswith("GRAPH")
    return False


def _leads_to_kept(iri: str) -> bool:
    ours = str(GRAPH).lower()
    return iri.lower().startswith(ours) or ours.startswith(iri.lower())
