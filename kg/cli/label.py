"""`kg citations label`: a curator's word on a pair, entered by the way of the page."""

import os
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.citation.book import Book
    from kg.citation.label import Word
    from kg.citation.row import Label
    from kg.curation.label_list import Listed
    from kg.curation.pair_view import PairView
    from kg.curation.word import Asked
    from kg.store.generation import Generation
    from kg.store.home import Home

_WHOM = "companion, same_team, facility_staff, independent, unsure, or rejected: no citation of those data."

_DECIDED_BY_RULES = ", so the decision of the rules stays."
_DECIDED_BY_MOST = "; the word on which most of them agree counts."


def label(
    citing: Annotated[
        str, typer.Argument(metavar="CITING", help="The citing work: a DOI, such as 10.1234/a, or an IRI.")
    ],
    cited: Annotated[str, typer.Argument(metavar="CITED", help="The data, named likewise.")],
    curator: Annotated[
        str, typer.Option(metavar="NAME", help="Who says so; one with an @ in it is not shown as it is.")
    ],
    behind: Annotated[
        str | None, typer.Option(metavar="WORD", help=f"Who is behind the citation: {_WHOM}")
    ] = None,
    reuse: Annotated[
        str | None, typer.Option(metavar="WORD", help="Whether the data were used again: yes, no or unsure.")
    ] = None,
    reason: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="What shows it; needed for yes to reuse, for rejected, to change or withdraw a label, and "
            "to contradict the rules.",
        ),
    ] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take the label back; it stays on record.")
    ] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Label a pair, change one's label, or withdraw it: as on /curation, with an entry in the audit log.

    For example: kg citations label 10.1234/article 10.1234/data --behind independent --reuse yes
    --reason "Section 2 fits these curves." --curator ada
    """
    from kg.cli.stores import current_of, home_of
    from kg.curation.word import asked_from

    given = {"citing": citing, "cited": cited, "behind": behind, "reuse": reuse, "reason": reason}
    asked = asked_from(given | {"withdraw": withdraw})
    _check_curator(curator)
    home = home_of(store)
    if home.remote is not None:
        raise BadInput("Labels are written to a store in a folder; --store names an engine behind HTTP.")
    word = _word(home, current_of(home), asked, curator)
    generation = _entered(home, curator, word)
    found = _seen(home, current_of(home), word.citing, word.cited, word.curator)
    if as_json:
        print_json({"generation": generation} | found.as_json())
    else:
        _show(found, generation)


def _check_curator(name: str) -> None:
    """The rule for names of tokens. Raises BadInput."""
    from kg.web.rights.tokens import name_is_fit

    if not name_is_fit(name):
        raise BadInput(f"--curator takes 1 to 64 letters, digits and . _ @ + -, not {name[:80]!r}.")


def _word(home: "Home", generation: "Generation", asked: "Asked", curator: str) -> "Word":
    """The word to enter. Raises BadInput: there is no such pair, or it cannot be said so."""
    from kg.curation.word import public_name, word_of

    name = public_name(curator)
    found = _seen(home, generation, asked.citing, asked.cited, name)
    return word_of(asked, found.pair, found.own, name)


def _seen(home: "Home", generation: "Generation", citing: str, cited: str, name: str) -> "PairView":
    """The pair as this curator may see it. Raises BadInput where there is none."""
    from kg.citation.book import Book
    from kg.curation.pair_view import no_such_pair, view
    from kg.report.book_file import book_of

    with Book.open(book_of(generation)) as book:
        citing, cited = _named(book, citing), _named(book, cited)
        found = view(book, home.reader(generation), citing, cited, name)
    if found is None:
        raise BadInput(
            f"{no_such_pair(citing, cited)} All pairs: kg report citations --facility NAME --format csv"
        )
    return found


def _named(book: "Book", said: str) -> str:
    """The IRI that is meant: as it is where the book has it, else that of a DOI however it is written."""
    from kg.resolve.work_id import work_iri

    node = None if book.stands_for(said) else work_iri("doi", said)
    return node.value if node else said


def _entered(home: "Home", curator: str, word: "Word") -> int:
    """Write and publish by the way of the service; returns the generation that holds the word."""
    from contextlib import closing
    from uuid import uuid4

    from kg.settings import Settings
    from kg.web.change.changes import Changes
    from kg.web.rights.audit import Audited, AuditLog
    from kg.web.rights.principal import Principal

    settings = Settings()
    audit = AuditLog(settings.audit_log or home.path / "audit.jsonl")
    # Who may write to the folder needs no token, and so has no roles: the account stands for it.
    principal = Principal(curator, frozenset())
    with closing(Changes(home, settings.encoder, settings.cache, seconds=settings.update_timeout)) as changes:
        return Audited(changes, audit, principal, uuid4().hex, _account()).label(word).generation


def _account() -> str:
    """The name of the account that this runs as; its number where it has none."""
    from pwd import getpwuid

    try:
        return getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def _show(found: "PairView", generation: int) -> None:
    pair, own = found.pair, found.own
    say(line(f"{pair.citing} cites {pair.cited}"))
    for one in (*((own,) if own else ()), *found.others):
        say(f"  {told(one)}")
    if own is None:
        say("  Your label is withdrawn; that you gave it stays on record.")
    else:
        behind = "rejected" if "rejected" in pair.flags else pair.behind
        say(f"By the rules: {found.behind}, reuse {found.reuse}. Decided: {behind}, reuse {pair.reuse}.")
        if "curators-disagree" in pair.flags:
            stays = (behind, pair.reuse) == (found.behind, found.reuse)
            say(f"Curators differ{_DECIDED_BY_RULES if stays else _DECIDED_BY_MOST}")
    say(f"Readers now see generation {generation}.")


def told(one: "Label | Listed") -> str:
    """Who says what of a pair, when and why; one line."""
    words = [one.behind] if one.behind else []
    words += [f"reuse {one.reuse}"] if one.reuse else []
    why = f": {one.reason}" if one.reason else ""
    return line(f"{one.curator}, {one.at[:10]}, says {', '.join(words)}{why}")


def line(text: str) -> str:
    """On one line, with nothing in it that a terminal would obey."""
    from kg.web.pages import visible

    return visible(" ".join(text.split()))
