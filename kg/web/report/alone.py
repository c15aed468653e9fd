"""The report as one document that stands alone, for mail, archives and printing."""

from pathlib import Path

from markupsafe import Markup

from kg.report import words
from kg.report.report import Report
from kg.web import pages
from kg.web.report.chart import curves_chart, years_chart

_STYLE = Path(__file__).parents[1] / "static" / "style.css"


def alone(report: Report, is_sample: bool = False) -> str:
    """The whole report as HTML that loads nothing; its numbers lead nowhere, its SPARQL is in it."""
    shown = pages.show(
        "report-alone.html",
        report=report,
        words=words,
        years_drawn=years_chart(report.by_year),
        curves_drawn=curves_chart(report.first_citation),
        style=Markup(_STYLE.read_text(encoding="utf-8")),  # ours, and free of markup
        is_sample=is_sample,
        base=None,
        as_of=None,
    )
    return bytes(shown.body).decode()
