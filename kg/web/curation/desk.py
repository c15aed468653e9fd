"""What the page and the interface for scripts do alike: look at pairs, and enter a word on one."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool as in_thread

from kg.citation.book import Book
from kg.curation.agreement import Agreement, agreement
from kg.curation.judgement import Judgement, judgement
from kg.curation.labelled import labelled_pairs
from kg.curation.pair_view import PairView, no_such_pair, view
from kg.curation.queue import Waiting, Wanted, order_named, queue, which_named
from kg.curation.word import Asked, public_name, word_of
from kg.errors import BadInput
from kg.report.book_file import book_of
from kg.report.facility import Reported, find_facility, list_facilities
from kg.report.scope import open_book
from kg.web.change.turns import Turns
from kg.web.problems import NotHere
from kg.web.rights.principal import Principal

PAGE = 20
_MOST_PAGES = 100_000
FILTERS = ("facility", "order", "show", "page")


class Desk:
    """One service's; it reads what is served now, and writes by turns."""

    def __init__(self, turns: Turns) -> None:
        self.turns = turns

    def waiting(
        self, principal: Principal, given: Mapping[str, str]
    ) -> tuple[Wanted, int, tuple[Waiting, ...], tuple[Reported, ...]]:
        """A page of the queue, how long it is, and all facilities.

        Raises:
            BadInput: a parameter is none, or there is no book.
        """
        if unknown := sorted(set(given) - set(FILTERS)):
            raise BadInput(f"There is no parameter {unknown[0][:40]!r}; there are: {', '.join(FILTERS)}.")
        page = _page(given.get("page") or "1")
        with open_book(book_of(self.turns.state.now().generation)) as database:
            facility = find_facility(database, given["facility"]).iri if given.get("facility") else None
            wanted = Wanted(
                public_name(principal.name),
                facility,
                order_named(given.get("order")),
                which_named(given.get("show")),
                PAGE,
                (page - 1) * PAGE,
            )
            total, pairs = queue(database, wanted)
            return wanted, total, pairs, list_facilities(database)

    def pair(self, principal: Principal, citing: str, cited: str) -> PairView:
        """A pair as this curator may see it.

        Raises:
            NotHere: there is no such pair.
        """
        served = self.turns.state.now()
        with Book.open(book_of(served.generation)) as book:
            found = view(book, served.reader, citing, cited, public_name(principal.name))
        if found is None:
            raise NotHere(no_such_pair(citing, cited))
        return found

    async def label(self, principal: Principal, asked: Asked) -> int:
        """Enter a word; returns the generation that holds it, which is served then.

        Raises:
            BadInput, NotHere: it cannot be said so, or not of this pair.
            KgError: as `Turns.take`.
        """
        shown = await in_thread(self.pair, principal, asked.citing, asked.cited)
        word = word_of(asked, shown.pair, shown.own, public_name(principal.name))
        written = await self.turns.take(principal, lambda writing: writing.label(word))
        return written.generation

    def agreement(self) -> tuple[list[Agreement], list[Judgement]]:
        """How far curators agree with each other, and the rules with them; behind and reuse."""
        with Book.open(book_of(self.turns.state.now().generation)) as book:
            pairs = list(labelled_pairs(book))
        return (
            [agreement(pairs, "behind"), agreement(pairs, "reuse")],
            [judgement(pairs, "behind"), judgement(pairs, "reuse")],
        )


def _page(said: str) -> int:
    if not (said.isascii() and said.isdigit() and len(said) < 10 and 1 <= int(said) <= _MOST_PAGES):
        raise BadInput(f"page must be a number from 1 to {_MOST_PAGES}, not {said[:40]!r}.")
    return int(said)
