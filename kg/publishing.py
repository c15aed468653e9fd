"""From the live store to the generation that readers open: the last stage, after any kind of change."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from kg.citations import BOOK_FORMAT, copy_book, refresh_book
from kg.store.closure import closure_facts
from kg.store.copies import LAYOUT, make_copies
from kg.store.counts import triple_facts
from kg.store.generation import Generation, make_generation, remove_older
from kg.store.home import Home
from kg.store.outcomes import state_counts
from kg.vocabulary import copy_releases
from kg.writer import Writer

if TYPE_CHECKING:
    from kg.index.encoder import Encoder

Progress = Callable[[str, int, int | None], None]


def quiet(doing: str, done: int, total: int | None = None) -> None:
    """Tell nobody how far it is."""


def publish_live(
    home: Home, writer: Writer, encoder: "Encoder | None", progress: Progress = quiet
) -> Generation:
    """Publish what an open writer holds; the previous generation stays for its readers, older ones go."""
    from kg.index.build import FORMAT

    before = home.current()
    former = before.number if before else 0
    # The ledger remembers, so that a restored store never gives an old number to a new state.
    number = max([*home.numbers(), former, int(writer.ledger.facts.find("generation") or 0)]) + 1
    refresh_book(home, writer, number, progress)
    wanted = {
        "revision": writer.ledger.revision(),
        "encoder": encoder.identity if encoder else None,
        "index_format": FORMAT,  # a newer product cannot read an older index
        "layout": LAYOUT,
        "citations": BOOK_FORMAT,
        **_elsewhere(home, writer),
    }
    if before and wanted.items() <= before.facts.items() and _is_there(home, writer, before):
        return before

    def fill(unfinished: Generation) -> dict[str, Any]:
        return _fill(home, unfinished, before, writer, encoder, progress) | wanted

    writer.ledger.facts.remember("generation", str(number))
    made = make_generation(home.generations_path, home.pointer_path, number, fill)
    remove_older(home.generations_path, keep=[number, former])
    if home.remote:
        from kg.store.endpoint_generation import remove_unions

        remove_unions(writer.store, keep=home.numbers())
    return made


def _elsewhere(home: Home, writer: Writer) -> dict[str, Any]:
    """Where the graphs are when not in the store's folder, and what shows that others wrote to them there."""
    if home.remote is None:
        return {}
    from kg.store.endpoint_generation import fingerprint

    return {"engine": home.remote.query, "graphs": fingerprint(writer.store)}


def _is_there(home: Home, writer: Writer, published: Generation) -> bool:
    """Whether a generation's graph is where it was put; an engine can lose it."""
    if home.remote is None:
        return True
    from kg.store.endpoint_generation import holds_union

    return holds_union(writer.store, published.number)


def _fill(
    home: Home,
    unfinished: Generation,
    before: Generation | None,
    writer: Writer,
    encoder: "Encoder | None",
    progress: Progress,
) -> dict[str, Any]:
    from kg.index.build import build_index
    from kg.store.techniques import techniques_of

    progress("Copying the graph", 0, None)
    if home.remote:
        from kg.store.endpoint_generation import make_union

        triples = make_union(writer.store, unfinished.number, progress)
    else:
        triples = make_copies(writer.store, unfinished)
    writer.ledger.copy(unfinished.ledger)
    copy_releases(writer, unfinished.releases)
    reader = home.reader(unfinished)
    former = before.index if before else None
    build_index(reader, unfinished.index, encoder, progress, techniques_of(reader), former)
    (counts,) = reader.select("counts")
    facts: dict[str, Any] = {
        "generation": unfinished.number,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "sample": writer.ledger.facts.find("sample") == "yes",
    }
    facts |= triple_facts(triples, reader)
    facts |= copy_book(home, unfinished.citations)
    facts |= {name: int(value.value) for name, value in counts.items()}
    facts["closure"] = closure_facts(reader)
    return facts | {"sources": state_counts(unfinished.ledger)}
