"""Which pairs are dropped, which flagged, and what is counted."""

from datetime import date

import pytest

from kg.citation.flags import (
    ClaimedPair,
    cites_forward,
    drop_by_dates,
    drop_by_identifiers,
    flags_of,
    is_counted,
)
from kg.citation.relation import RelationClass
from kg.citation.work import PartialDate, Work
from kg.rdf.claim import WorkKind

TODAY = date(2026, 11, 20)
DATA = Work(kind="dataset")
ARTICLE = Work(kind="publication")
DOI = "https://doi.org/"


def article(when: str, basis: str = "crossref", title: str | None = None) -> Work:
    return Work(kind="publication", date=PartialDate(when, basis), title=title)


@pytest.mark.parametrize(
    ("citing", "cited", "reason"),
    [
        ("10.7554/elife.01567", "10.5061/dryad.b835k", None),
        ("10.5061/dryad.b835k", "10.5061/dryad.b835k", "self-loop"),
        ("10.1107/s2414314618016334", "10.1107/s2414314618016334/lh4040sup1.cif", "component"),
        ("10.7554/elife.01567.016", "10.7554/elife.01567", "component"),
        ("10.1038/s41467-025-65484-7", "10.5291/ill-data.xxx", "placeholder"),
        ("10.1038/s41467-025-65484-7", "10.5286/isis.e.rb%23%23%23%23%23%23%23", "placeholder"),
    ],
)
def test_what_identifiers_rule_out(citing: str, cited: str, reason: str | None) -> None:
    found = drop_by_identifiers(DOI + citing, DOI + cited)

    assert (found.reason if found else None) == reason


def test_two_identifiers_of_one_work_are_a_self_loop() -> None:
    found = drop_by_identifiers(DOI + "10.1/a", DOI + "10.1/b", is_one_work=True)

    assert found is not None
    assert (found.reason, found.evidence) == ("self-loop", {"identifiers": [DOI + "10.1/a", DOI + "10.1/b"]})


@pytest.mark.parametrize(
    ("when", "basis", "collected", "is_dropped"),
    [
        ("2019", "crossref", "2025-09-05", True),
        ("2025-09-04", "crossref", "2025-09-05", True),
        ("2025-09-05", "crossref", "2025-09-05", False),
        ("2025-09", "crossref", "2025-09-05", False),  # not precise enough to tell
        ("2025", "crossref", "2025-09-05", False),
        ("2024", "doi", "2025-09-05", False),  # came in in 2024, may be out in 2026
        ("2013", "doi", "2025-09-05", True),
        ("2026", "crossref", "2025-09-05", False),
    ],
)
def test_articles_older_than_the_measurement_are_dropped_when_that_is_sure(
    when: str, basis: str, collected: str, is_dropped: bool
) -> None:
    found = drop_by_dates(article(when, basis), Work(kind="dataset", collected=collected), "citation")

    assert (found is not None) is is_dropped
    if found:
        assert found.reason == "published-before-data"
        compared = {"citing": when, "citing_basis": basis, "compared": "collected", "data": collected}
        assert found.evidence == compared


@pytest.mark.parametrize(
    ("when", "basis", "issued", "opens", "is_dropped"),
    [
        # DESY: an instrument paper of 2013 beside data deposited in 2026, and a real one of 2025.
        ("2013", "doi", "2026", None, True),
        ("2025", "doi", "2026", None, False),
        # Dryad 8515: the article of 2009 whose data were deposited in 2011.
        ("2009", "crossref", "2011", None, False),
        ("2020-06", "crossref", "2026-01-24", None, True),
        ("2020", "crossref", "2025-06-01", None, False),  # between 4.4 and 5.4 years
        ("2021", "crossref", "2026-01-24", None, False),
        # The date of issue may be the end of an embargo of three years, as the ESRF writes it.
        ("2021-06", "crossref", "2028", "2028-09-06", False),
        ("2017", "crossref", "2028", "2028-09-06", True),
    ],
)
def test_where_only_the_deposit_is_known_five_years_must_lie_between(
    when: str, basis: str, issued: str, opens: str | None, is_dropped: bool
) -> None:
    data = Work(kind="dataset", issued=issued, opens=opens)

    assert (drop_by_dates(article(when, basis), data, "citation") is not None) is is_dropped


@pytest.mark.parametrize(
    ("klass", "kind"),
    [
        ("documentation", "dataset"),
        ("derivation", "dataset"),
        ("citation", "publication"),
        ("citation", None),
    ],
)
def test_age_is_no_fault_of_documents_and_among_publications(
    klass: RelationClass, kind: WorkKind | None
) -> None:
    assert drop_by_dates(article("1999"), Work(kind=kind, issued="2026"), klass) is None


def test_old_data_deposited_late_keep_the_article_they_are_titled_after() -> None:
    title = "A new malaria agent in African hominids"
    data = Work(kind="dataset", issued="2021", title=f"Data from: {title}.")

    assert drop_by_dates(article("2009", title=title), data, "citation") is None
    assert drop_by_dates(article("2009", title="Quite another article of these years"), data, "citation")


@pytest.mark.parametrize(
    ("citing", "cited", "claims", "flags"),
    [
        (ARTICLE, DATA, [ClaimedPair("Cites")], ()),
        (ARTICLE, Work(), [ClaimedPair("Cites")], ()),
        (ARTICLE, ARTICLE, [ClaimedPair("Cites")], ("not-data",)),
        (ARTICLE, Work(kind="software"), [ClaimedPair("Cites")], ("not-data",)),
        (
            ARTICLE,
            DATA,
            [ClaimedPair("Cites"), ClaimedPair("References", 1, True)],
            ("contradictory-direction",),
        ),
        (ARTICLE, DATA, [ClaimedPair("relatedPublications")], ("relation-not-stated",)),
        (ARTICLE, DATA, [ClaimedPair("relatedPublications"), ClaimedPair("cites")], ()),
        (ARTICLE, DATA, [ClaimedPair("relatedPublications", 0.8)], ("in-free-text", "relation-not-stated")),
        (ARTICLE, DATA, [ClaimedPair("cites", 0.8), ClaimedPair("cites")], ()),
        (article("2027"), DATA, [ClaimedPair("cites")], ("future-date",)),
        (article("2026"), DATA, [ClaimedPair("cites")], ()),
        (article("2026-12"), DATA, [ClaimedPair("cites")], ("future-date",)),
        (
            article("2015", title="P08, the high-resolution diffraction beamline at PETRA III"),
            Work(kind="dataset", collected="2015-05-01"),
            [ClaimedPair("cites")],
            ("instrument-paper",),
        ),
        (
            article("2017", title="In-situ growth seen at a beamline"),
            Work(kind="dataset", collected="2015-05-01"),
            [ClaimedPair("cites")],
            (),
        ),
    ],
)
def test_flags(citing: Work, cited: Work, claims: list[ClaimedPair], flags: tuple[str, ...]) -> None:
    assert flags_of(citing, cited, claims, today=TODAY) == flags
    assert flags_of(citing, cited, claims[::-1], today=TODAY) == flags


def test_somebody_else_who_cites_closed_data_is_an_anomaly_and_the_team_is_none() -> None:
    data = Work(kind="dataset", opens="2028-09-06")
    claims = [ClaimedPair("cites")]

    assert flags_of(article("2027-01"), data, claims, today=date(2029, 1, 1), behind="independent") == (
        "negative-time",
    )
    assert flags_of(article("2028"), data, claims, today=date(2029, 1, 1), behind="independent") == ()
    assert flags_of(article("2027-01"), data, claims, today=date(2029, 1, 1), behind="companion") == ()


def test_constructed_pairs_are_marked() -> None:
    flags = flags_of(
        ARTICLE, DATA, [], today=TODAY, identifiers=[DOI + "10.5072/x", DOI + "10.15151/esrf-es-1"]
    )

    assert flags == ("constructed",)


@pytest.mark.parametrize(
    ("klass", "kind", "counts"),
    [
        ("citation", "dataset", True),
        ("companion", "dataset", True),
        ("citation", None, True),
        ("citation", "publication", False),
        ("citation", "software", False),
        ("derivation", "dataset", False),
        ("documentation", "dataset", False),
        ("context", "dataset", False),
    ],
)
def test_what_is_counted(klass: RelationClass, kind: WorkKind | None, counts: bool) -> None:
    assert is_counted(klass, kind) is counts


@pytest.mark.parametrize(
    ("one", "other", "forward", "backward", "is_forward"),
    [
        (ARTICLE, DATA, 1, 5, True),
        (DATA, ARTICLE, 5, 1, False),
        (Work(), DATA, 1, 1, True),
        (Work(kind="dataset"), Work(kind="software"), 9, 1, False),
        (article("2020"), article("2022"), 2, 1, False),
        (article("2022"), article("2020"), 1, 2, True),
        (DATA, DATA, 2, 1, True),
        (DATA, DATA, 1, 2, False),
    ],
)
def test_of_contradicting_directions_one_is_taken(
    one: Work, other: Work, forward: int, backward: int, is_forward: bool
) -> None:
    assert cites_forward(one, other, forward, backward) is is_forward
    assert cites_forward(other, one, backward, forward) is not is_forward
