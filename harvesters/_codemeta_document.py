"""The software in a CodeMeta document, as nodes; both spellings of JSON-LD's keywords count."""

from harvesters._bioschemas_node import DEEPEST, Node, node_of_json
from kg.harvest.payload import Json

_SOFTWARE = {"SoftwareSourceCode", "SoftwareApplication"}
_KEYWORDS = {"id": "@id", "type": "@type"}
"""CodeMeta 3 writes these for the keywords of JSON-LD."""


def software_in(body: Json) -> list[Node]:
    """The software that a document is about: itself, or those of its @graph that stand at its top."""
    if not isinstance(body, dict):
        return []
    graph = body.get("@graph")
    members = graph if isinstance(graph, list) else [body]
    nodes = [node_of_json(_spelled(one, 0)) for one in members if isinstance(one, dict)]
    return [node for node in nodes if _SOFTWARE & set(node.types) and node.label]


def _spelled(value: Json, depth: int) -> Json:
    if isinstance(value, list):
        return [_spelled(one, depth) for one in value]
    if not isinstance(value, dict) or depth > DEEPEST:
        return value
    return {_KEYWORDS.get(name, name): _spelled(one, depth + 1) for name, one in value.items()}
