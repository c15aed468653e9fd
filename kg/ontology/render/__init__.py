"""A review in the form that its reader takes: a terminal, a script, a merge request, code scanning."""

from collections.abc import Collection, Sequence
from typing import Literal, get_args

from kg.errors import BadInput
from kg.ontology.finding import Level
from kg.ontology.render.plain import WORST, Catalogue
from kg.ontology.review import Review

Form = Literal["text", "json", "sarif", "junit", "markdown", "github", "kgcl"]
FORMS: tuple[Form, ...] = get_args(Form)


def rendered(
    review: Review,
    form: str,
    rules: Catalogue,
    columns: Sequence[str] = (),
    failing: Collection[Level] = WORST,
) -> str:
    """The review in one of `FORMS`, without a line end.

    `rules` explain the findings' rules, `columns` are the headings of the later version's table; findings of
    a level in `failing` make a JUnit test fail.

    Raises:
        BadInput: there is no such form.
    """
    if form == "json":
        from kg.ontology.render.answer import as_json

        return as_json(review)
    if form == "sarif":
        from kg.ontology.render.sarif import sarif

        return sarif(review, rules)
    if form == "junit":
        from kg.ontology.render.junit import junit

        return junit(review, rules, failing, columns)
    if form == "markdown":
        from kg.ontology.render.markdown import markdown

        return markdown(review, rules, columns)
    if form == "github":
        from kg.ontology.render.annotations import annotations

        return annotations(review, rules, columns)
    if form == "kgcl":
        from kg.ontology.render.kgcl import kgcl

        return kgcl(review.change)
    if form == "text":
        from kg.ontology.render.text import Page, text

        return text(review, Page(rules, columns))
    raise BadInput(f"No format is called {form[:40]!r}; there are: {', '.join(FORMS)}.")
