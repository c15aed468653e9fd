"""Identifiers of works in all the schemes that citation sources use, each as one IRI.

What is no well-formed identifier of its scheme gets no IRI: a claim about nobody knows what helps nobody.
"""

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.rdf.mint import doi_iri, handle_iri
from kg.rdf.names import OC_META, OPENALEX, PMC, PUBMED
from kg.rdf.terms import iri

_PMID = re.compile(
    r"(?:pmid:?\s*|https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/)?"
    r"([1-9]\d{0,8})/?$",
    re.IGNORECASE | re.ASCII,
)
_PMCID = re.compile(
    r"(?:pmcid:?\s*|https?://(?:www\.)?(?:ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/)?"
    r"(?:PMC)?([1-9]\d{0,8})/?$",
    re.IGNORECASE | re.ASCII,
)
_OMID = re.compile(r"(?:omid:|https?://w3id\.org/oc/meta/)?br/(\d{2,30})$", re.IGNORECASE | re.ASCII)
_OPENALEX = re.compile(
    r"(?:openalex:|https?://(?:api\.|www\.)?openalex\.org/(?:works/)?)?W([1-9]\d{0,14})$",
    re.IGNORECASE | re.ASCII,
)
_ARXIV = re.compile(
    r"(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf)/|(?:https?://doi\.org/)?10\.48550/arxiv\.)?"
    r"(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7})(?:v\d+)?(?:\.pdf)?$",
    re.IGNORECASE | re.ASCII,
)
# Handles under 10. are DOIs, and the handle system's own proxy resolves them; the two URIs are those of
# RFC 4452 and of old reference managers.
_DOI_HOST = re.compile(
    r"(?:doi:\s*)?(?:https?://(?:(?:www\.|dx\.)?doi\.[a-z.-]+|hdl\.handle\.net)/(?:doi:)?(?=10\.)"
    r"|(?:info|urn):doi[:/](?=10\.)|doi\.(?:ill|esrf)\.(?:fr|eu)/(?=10\.))",
    re.IGNORECASE,
)
# What sticks to identifiers that went through a web page: HTML's entities, characters that show nothing,
# and what an address asks of its server. SICIs end in a character of their own, which may be # or ?.
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[0-9a-f]{1,5}|amp|lt|gt|quot|apos|nbsp);", re.IGNORECASE)
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]")
_ASKED = re.compile(r"(?<!;2-)(?:\?[a-z_][\w.-]*=.*|#[a-z][\w=-]*)$", re.IGNORECASE | re.DOTALL)
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<", "”": "“"}
_ADDRESS = re.compile(r"https?://[^/\s]+\.[^/\s]+", re.IGNORECASE)
_SAID = re.compile(r"(?<![a-z])([a-z]+):(\S+)", re.IGNORECASE)

_FORMS = {
    "pmid": (_PMID, f"{PUBMED}{{}}"),
    "pmcid": (_PMCID, f"{PMC}PMC{{}}"),
    "omid": (_OMID, f"{OC_META}{{}}"),
    "openalex": (_OPENALEX, f"{OPENALEX}W{{}}"),
}
_ALIASES = {"pmc": "pmcid", "pubmed": "pmid", "uri": "url", "hdl": "handle"}


def work_iri(scheme: str, value: object) -> NamedNode | None:
    """The IRI of a work's identifier; `value` may be bare, prefixed or linked.

    Args:
        scheme: doi, pmid, pmcid, omid, openalex, arxiv, handle or url, in any case. A paper of arXiv is the
            DOI that arXiv registers for it, without version; an address that leads to a DOI is that DOI.
        value: the identifier as the source writes it.

    Returns:
        None for any other scheme, and for what is no well-formed identifier in its scheme.
    """
    if not isinstance(value, str) or not (said := value.strip()):
        return None
    name = scheme.strip().lower()
    name = _ALIASES.get(name, name)
    if name in _FORMS:
        pattern, form = _FORMS[name]
        found = pattern.match(said)
        return NamedNode(form.format(found[1])) if found else None
    if name == "doi":
        return _doi(said)
    if name == "arxiv":
        found = _ARXIV.match(said)
        return doi_iri(f"10.48550/arxiv.{found[1]}") if found else None
    if name == "handle":
        return handle_iri(said)
    return _at(said) if name == "url" else None


def work_iris(said: object) -> Iterator[tuple[str, NamedNode]]:
    """The identifiers in a list such as "omid:br/0612 doi:10.1108/jd-12-2013-0166 pmid:33817056".

    Each as (scheme, IRI), in the order they come; what is none is left out.
    """
    for found in _SAID.finditer(said if isinstance(said, str) else ""):
        scheme = found[1].lower()
        node = work_iri(scheme, found[2])
        if node is not None:
            yield scheme, node


def _doi(said: str) -> NamedNode | None:
    """Percent-decoded, without what sticks to DOIs, and from a facility's own resolver as well."""
    said = _without_entities(said)
    if not said.isprintable():
        said = _INVISIBLE.sub("", said).strip()
    if _DOI_HOST.match(said):
        said = _ASKED.sub("", said).rstrip("/")
    decoded = unquote(said)
    # Bytes that are no UTF-8 were not percent-encoded text: the identifier stays as it was written.
    return doi_iri(_DOI_HOST.sub("", _bare(said if "\ufffd" in decoded else decoded)))


def _without_entities(said: str) -> str:
    """Some texts went through two pages: "&amp;lt;"."""
    for _ in range(2):
        if "&" in said:
            said = _ENTITY.sub(lambda found: unescape(found[0]), said)
    return said


def _bare(said: str) -> str:
    """Without the quotes, brackets and punctuation of the sentence that it was taken from."""
    said = said.strip().lstrip("([{<\"'“ ")
    while said:
        last = said[-1]
        is_unopened = last in _CLOSING and said.count(last) > said.count(_CLOSING[last])
        if not (is_unopened or last.isspace() or last in ".,;:\"'…–。"):
            break
        said = said[:-1]
    return said


def _at(said: str) -> NamedNode | None:
    """What stands at an address: the identifier that is in it, else the address itself."""
    for scheme in ("openalex", "pmid", "pmcid", "omid", "arxiv", "handle"):
        if _ADDRESS.match(said) and (node := work_iri(scheme, said)):
            return node
    if _DOI_HOST.match(said) and (node := _doi(said)):
        return node
    return iri(said) if _ADDRESS.match(said) and "@" not in said else None
