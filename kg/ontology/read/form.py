"""Which syntax a file is in, by its ending and, where that leaves it open, its first words."""

import re

from kg.errors import BadInput

TEMPLATE = "robot-template"
ENDINGS = {
    ".csv": TEMPLATE,
    ".tsv": TEMPLATE,
    ".owl": "rdf-xml",
    ".rdf": "rdf-xml",
    ".xml": "rdf-xml",
    ".ttl": "turtle",
    ".nt": "n-triples",
    ".jsonld": "json-ld",
    ".owx": "owl-xml",
    ".ofn": "functional",
    ".fss": "functional",
    ".omn": "manchester",
}
_OPEN = {".owl", ".xml", ".rdf"}
"""Endings that are in use for several syntaxes."""

_HEAD = 20_000
_WORDS = (
    ("rdf-xml", re.compile(rb"<(?:\w+:)?RDF\b")),
    ("owl-xml", re.compile(rb"<(?:\w+:)?Ontology\b")),
    ("functional", re.compile(rb"^\s*(?:Prefix\s*\(|Ontology\s*\()", re.MULTILINE)),
    ("manchester", re.compile(rb"^\s*(?:Prefix|Ontology|Class):", re.MULTILINE)),
    ("turtle", re.compile(rb"^\s*@?(?:prefix|base)\s", re.MULTILINE | re.IGNORECASE)),
)
_COMMENTS = re.compile(rb"<!--.*?-->", re.DOTALL)


def form_of(data: bytes, name: str) -> str:
    """The syntax's name as in `kg.ontology.document.Document.format`.

    Raises:
        BadInput: the ending is unknown, or the file is binary.
    """
    dot = name.rfind(".")
    ending = name[dot:].lower() if dot > max(name.rfind("/"), name.rfind("\\")) else ""
    if ending not in ENDINGS:
        raise BadInput(f"{name}: no ontology has the file ending {ending!r}; use {', '.join(ENDINGS)}.")
    head = data[:_HEAD]
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BadInput(f"{name} is a binary file, not the text of an ontology.")
    if ending in _OPEN:
        bare = _COMMENTS.sub(b"", head)
        return next((form for form, word in _WORDS if word.search(bare)), ENDINGS[ending])
    return ENDINGS[ending]
