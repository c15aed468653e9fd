"""What to put into another page so that it shows how often data are cited."""

from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from kg.citation.identifier import doi_of
from kg.web.addresses import page_of


@dataclass(frozen=True, slots=True)
class Embedded:
    """`badge` and `widget` are addresses here; `html` and `frame` the markup for other sites, as text."""

    badge: str
    widget: str
    html: str
    frame: str


def embedded(service: str, iri: str) -> Embedded:
    """The badge and the widget of a dataset; `service` is the address of this one, without a slash."""
    named = quote(doi_of(iri) or iri, safe="/:")
    badge, widget, page = f"/badge/{named}.svg", f"/widget/{named}", page_of("datasets", iri)
    html = Markup('<a href="{}"><img src="{}" alt="Citations of these data"></a>')
    frame = Markup('<iframe src="{}" title="Citations of these data" width="420" height="120"></iframe>')
    return Embedded(
        badge, widget, str(html.format(service + page, service + badge)), str(frame.format(service + widget))
    )
