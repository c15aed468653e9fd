"""Is the relation between data and article registered, so that who finds the one finds the other?"""

from kg.rdf.mint import doi_iri
from kg.resolve.doi import dois_in
from kg.statement.case import NOT_DATA, Case
from kg.statement.verdict import Verdict

_ASKED = frozenset({"ok", "partial"})
_WITHOUT_RELATIONS = frozenset({"nexus", "ror", "pidinst", "tess"})
"""Sources whose records have no place for a publication."""


def relation(case: Case) -> Verdict:
    """Whether the data's record, or a source of citations, relates the data with the article."""
    if case.kind not in ("dataset", "software", None) or case.mention.iri is None:
        return Verdict("relation", "unknown", NOT_DATA)
    related = _related(case)
    also = f" The record names {_some(related)}." if related else ""
    article = case.asked.article
    if article is None:
        return Verdict("relation", "unknown", f"The article's DOI was not given.{also}", case.looked)
    if article in related:
        return Verdict("relation", "pass", "The record of the data names the article.", case.looked)
    if stated := tuple(f"{source} ({word})" for source, word in case.known.stated):
        return Verdict("relation", "pass", f"The relation is stated by {_some(stated)}.", case.looked)
    if told := _sources_that_say_so(case, article):
        return Verdict("relation", "pass", f"The relation is known to {_some(told)}.", case.looked)
    asked = _asked(case)
    if not asked:
        return Verdict("relation", "unknown", "No source was asked that could tell of it.")
    words = f"It is not registered, as far as the sources asked say: {_some(asked, 20)}.{also}"
    remedy = (
        "Ask the facility to add the article's DOI to the record of the data (IsSupplementTo or IsCitedBy), "
        "and the publisher to deposit the data's DOI with the references of the article."
    )
    return Verdict("relation", "fail", words, case.looked, remedy)


def _related(case: Case) -> tuple[str, ...]:
    """DOIs that the record names, as IRIs; some records write them into a sentence."""
    if case.record is None:
        return ()
    found: dict[str, None] = {}
    for said in case.record.related:
        iri = doi_iri(said)
        found.update(dict.fromkeys([iri.value] if iri else [one.iri.value for one in dois_in(said[:2000])]))
    return tuple(found)


def _sources_that_say_so(case: Case, article: str) -> tuple[str, ...]:
    if case.book is None or case.mention.iri is None:
        return ()
    wanted = {article, case.book.stands_for(article) or article}
    claims = case.book.claims_about(case.mention.iri)
    return tuple(sorted({one.source for one in claims if wanted & {one.subject, one.object}}))


def _asked(case: Case) -> tuple[str, ...]:
    """Sources that could know: catalogues of the record, and sources of citations that answered for it."""
    if case.record is None and not _is_spoken_of(case):
        return ()
    catalogues = {of.source for of in case.looked}
    places = {"", *(of.iri for of in case.record.facilities)} if case.record else {""}
    states = case.book.sources() if case.book else []
    answered = {of.name for of in states if of.state in _ASKED and of.facility in places}
    return tuple(sorted((catalogues | answered) - _WITHOUT_RELATIONS))


def _is_spoken_of(case: Case) -> bool:
    """Whether some source says anything of what no record describes."""
    return bool(case.book and case.mention.iri and case.book.claims_about(case.mention.iri))


def _some(names: tuple[str, ...], most: int = 5) -> str:
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more
