"""Templates to responses: everything is escaped, and nothing is loaded from elsewhere."""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse

from kg.rdf.names import GRAPH, IANA, PREFIXES, THING
from kg.store.counts import things_told, told
from kg.web.addresses import changed, linkable, local_page, page_of

_FOLDER = Path(__file__).parent
_DIGEST = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{12,}\b")
_INVISIBLE = frozenset("\r\u00ad\u200b\u2060\ufeff")
"""What copying from other pages leaves behind; it neither says nor hides anything."""


def show(
    template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> HTMLResponse:
    """A page from `templates/`."""
    page = _environment().get_template(template).render(**values)
    return HTMLResponse(page, status, {"Vary": "Accept", **(headers or {})})


def island(value: object) -> Markup:
    """JSON that may stand inside a script element: no character in it can end or open markup."""
    text = json.dumps(value, ensure_ascii=True)
    for letter in "<>&":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)


def visible(text: object) -> str:
    """Text with control and direction-changing characters made visible, so that no title can hide a thing."""
    return "".join(_shown(letter) for letter in str(text))


def short(iri: str) -> str:
    """What a reader looks at: a known prefix and the rest, long digests cut.

    >>> short("http://purl.org/pan-science/PaNET/PaNET01124")
    'panet:PaNET01124'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(str(namespace)):
            return f"{prefix}:{iri.removeprefix(str(namespace))}"
    for namespace in (THING, GRAPH, IANA):
        iri = iri.removeprefix(str(namespace))
    return _DIGEST.sub(r"\1…", iri.partition("://")[2] or iri)


def size(count: int | float) -> str:
    """Bytes in words.

    >>> size(1_500_000)
    '1.5 MB'
    """
    for unit, scale in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if count >= scale:
            return f"{count / scale:.3g} {unit}"
    return f"{int(count)} bytes"


def count(number: int | None) -> str:
    """A count with its thousands apart; a dash when nobody counted."""
    return "–" if number is None else f"{number:,}"


def _shown(letter: str) -> str:
    if letter in _INVISIBLE:
        return ""
    category = unicodedata.category(letter)
    if category in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co") and letter not in "\n\t":
        return f"\\u{ord(letter):04x}"
    return letter


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: (
            value if isinstance(value, Markup) else visible("" if value is None else value)
        ),
    )
    environment.filters |= {"size": size, "short": short, "linkable": linkable, "local_page": local_page}
    environment.globals |= {
        "page_of": page_of,
        "changed": changed,
        "island": island,
        "count": count,
        "told": told,
        "things_told": things_told,
    }
    return environment
