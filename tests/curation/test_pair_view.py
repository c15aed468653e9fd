"""What a curator sees of a pair of the sample world."""

from pathlib import Path

from kg.citation.book import Book
from kg.curation.pair_view import view
from kg.report.book_file import book_of
from kg.store.home import Home

DATA = "https://doi.org/10.5072/aurora.0001"


def test_instruments_proposals_and_publishers_have_names(sample_home: Path) -> None:
    home = Home(sample_home)
    generation = home.current()
    assert generation is not None
    with Book.open(book_of(generation)) as book:
        citing = next(pair.citing for pair in book.pairs_of(cited=DATA))
        found = view(book, home.reader(generation), citing, DATA, "ada")

    assert found is not None
    assert found.cited is not None
    work = found.cited.work
    # The sample world measured these data on LYRA of the Aurora Light Source, under AU20250037.
    assert [found.names[iri] for iri in work.instruments] == ["LYRA"]
    assert [found.names[iri] for iri in work.proposals] == ["AU20250037"]
    assert found.names[work.publisher or ""] == "Aurora Light Source"
