"""`kg search`: datasets for a question, with the reasons."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.numbers import show_numbers
from kg.cli.show import JsonOption, StoreOption, complain, print_json, say
from kg.cli.why_not import tell_why_not
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.answer.engine import Engine
    from kg.answer.search import Hit, SearchAnswer
    from kg.store.generation import Generation


def register(app: typer.Typer) -> None:
    """Add `search`."""
    app.command()(search)


def search(
    text: Annotated[str, typer.Argument(help="The question: words, a technique, an instrument, a DOI.")] = "",
    limit: Annotated[int, typer.Option(help="Hits to show, at most 1000.")] = 10,
    as_of: Annotated[str | None, typer.Option(help="Day (ISO) that access is judged for; today.")] = None,
    facility: Annotated[str | None, typer.Option(help="Only this facility: a name or IRI.")] = None,
    technique: Annotated[
        str | None,
        typer.Option(help="Only this technique and narrower ones: a label, PaNET number or IRI."),
    ] = None,
    instrument: Annotated[str | None, typer.Option(help="Only this instrument: a name or IRI.")] = None,
    year: Annotated[int | None, typer.Option(help="Only this year of measurement, else issue.")] = None,
    access: Annotated[str | None, typer.Option(help="Only open, embargoed, closed or unknown.")] = None,
    alike: Annotated[
        str | None, typer.Option(metavar="IRI", help="The records behind this hit, one by one.")
    ] = None,
    format: Annotated[
        str | None, typer.Option(help="Every dataset found, as csv, json or bibtex, instead of hits.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="The file for --format; default stdout.")] = None,
    receipt: Annotated[
        bool, typer.Option("--receipt", help="Print a receipt that fixes question, reading and hits.")
    ] = False,
    from_receipt: Annotated[
        str | None, typer.Option(metavar="RECEIPT", help="Ask the question of a receipt again.")
    ] = None,
    data_level: Annotated[str | None, typer.Option(help="Only raw, processed or simulated data.")] = None,
    sample: Annotated[str | None, typer.Option(help="Only samples of exactly this name.")] = None,
    person: Annotated[str | None, typer.Option(metavar="IRI", help="Only by this person.")] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--not", metavar="SLOT:VALUE", help="What must not hold.")
    ] = None,
    off: Annotated[
        list[str] | None,
        typer.Option(metavar="CHIP", help="Ignore a chip of the text: its number from 0, or slot:label."),
    ] = None,
    sort: Annotated[str, typer.Option(help="relevance, date, -date, title or citations.")] = "relevance",
    offset: Annotated[int, typer.Option(min=0, help="Hits to leave out at the start.")] = 0,
    why_not: Annotated[
        str | None, typer.Option(metavar="IRI", help="Say why this record (IRI or DOI) is no hit.")
    ] = None,
    json: JsonOption = False,
    store: StoreOption = None,
) -> None:
    """Search datasets by words, meaning and technique; every hit says why it is there."""
    from kg.answer.options import check_off
    from kg.answer.search import search as find
    from kg.cli.export import Keeping, asked_pairs, keep, replay
    from kg.cli.stores import current_of, home_to_read

    settings = Settings()
    day = _day(as_of)
    home = home_to_read(store)
    if from_receipt is not None:
        answer = replay(from_receipt, home, settings, limit)
        print_json(answer.as_json()) if json else _show(answer)
        return
    if home.remote is not None:
        current_of(home)  # which names the address, where nothing was published from here
    engine = open_engine(home.path, settings)
    filters = {
        "facility": facility, "technique": technique, "instrument": instrument, "year": year,
        "access": access, "data_level": data_level, "sample": sample, "person": person, "alike": alike,
        "excluded": tuple(exclude or ()), "off": tuple(off or ()),
    }  # fmt: skip
    order = None if sort == "relevance" else sort
    if why_not is not None:
        tell_why_not(engine, text, why_not, filters, day, json=json)
        return
    answer = find(
        engine,
        text,
        limit=limit,
        offset=offset,
        as_of=day,
        sort=order,
        **filters,  # type: ignore[arg-type]
    )
    check_off(answer.reading.chips, tuple(off or ()))
    if format is not None or receipt:
        asked = asked_pairs(text, filters)
        keep(answer, engine, home, asked, Keeping(format, output, json))
        return
    print_json(answer.as_json()) if json else _show(answer)


def open_engine(store: Path, settings: Settings) -> "Engine":
    """The current generation of a store, open for search.

    Raises:
        BadInput: nothing was published there yet.
    """
    from kg.store.home import Home

    generation = Home(store).current()
    if generation is None:
        raise BadInput(
            f"Nothing is published in {store} yet. Make a first generation with "
            f"`kg harvest SOURCE LOCATION --store {store}`, or look at the sample world with `kg demo`."
        )
    return open_generation(generation, settings)


def open_generation(generation: "Generation", settings: Settings) -> "Engine":
    """A generation, open for search. Raises BadInput where its index is of another version of the program."""
    from kg.answer.engine import WITHOUT_VECTORS, Engine
    from kg.index.encoder import encoder_problem, load_encoder

    if generation.facts.get("encoder") is None:  # no vectors to compare with: the encoder need not be made
        problem = encoder_problem(settings.encoder, settings.cache)
        return Engine.open(generation, None, problem or WITHOUT_VECTORS)
    problem = encoder_problem(settings.encoder, settings.cache)
    return Engine.open(generation, load_encoder(settings.encoder, settings.cache, complain), problem)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadInput(f"--as-of takes an ISO date such as 2026-01-31, not {text!r}.") from error


def _show(answer: "SearchAnswer") -> None:
    from kg.answer.advice import advice

    if answer.aggregate is not None:
        show_numbers(answer.aggregate)
    _show_reading(answer)
    hits = "1 hit" if answer.total == 1 else f"{answer.total} hits"
    say(f"{hits} in generation {answer.generation}, {answer.milliseconds:.0f} ms")
    for place, hit in enumerate(answer.hits, start=1):
        _show_hit(place, hit)
    for relaxation in answer.relaxations:
        instead = f"{relaxation.instead} instead of" if relaxation.instead else "without"
        say(f"  {instead} {relaxation.drop}: {relaxation.hits}")
    for line in () if answer.total else advice(answer):
        say(f"  {line}")
    if answer.without_dense:
        say(f"\nNot searched by meaning. {answer.without_dense}")


def _show_reading(answer: "SearchAnswer") -> None:
    """What was understood, what was not, and what no hit holds."""
    from kg.answer.sentence import sentence

    reading = answer.reading
    if reading.ask:
        say(f"  asked: {reading.ask.told}")
    for place, chip in enumerate(reading.chips):
        written = reading.text[slice(*chip.span)] or chip.written
        state = "  (switched off)" if place in answer.off else ""
        say(f"  {chip.slot}: {sentence(chip, answer.as_of)}   (“{written}”, {chip.basis}){state}")
    for choice in reading.ambiguous:
        meanings = ", ".join(f"“{label}”" for _, _, label in choice.choices)
        say(f"  “{choice.text}” may mean {meanings}: write that instead. Here it is searched as a word.")
    for one in reading.unmapped:
        broader = ", ".join(f"“{label}”" for _, label in one.broader)
        say(f"  PaNET has no technique “{one.text}”. Broader ones: {broader or 'none'}.")
    for line in reading.unknown:
        say(f"  {line}")
    for doi in answer.absent_dois:
        say(f"  The DOI {doi} is not in this graph.")
    if reading.unmatched:
        say(f"  searched as words: {', '.join(reading.unmatched)}")
    if answer.unheld:
        say(f"  No hit holds: {', '.join(answer.unheld)}")


def _show_hit(place: int, hit: "Hit") -> None:
    from kg.ontology.render.plain import visible

    alike = f"  [{hit.group_size} records alike]" if hit.group_size > 1 else ""
    say(f"\n{place:3}. {visible(hit.title or '(no title)')}{alike}")
    opens = f", opens {hit.opens}" if hit.opens else ""
    until = f" to {hit.date_end[:10]}" if hit.date_end else ""
    when = f"{hit.date_kind} {hit.date[:10]}{until}" if hit.date else None
    techniques = ", ".join(label for _, label in hit.techniques)
    facts = (hit.facility, hit.instrument, techniques, hit.sample, when, f"access {hit.access}{opens}")
    say(f"     {visible(' · '.join(fact for fact in facts if fact))}")
    if hit.from_parts:
        say(f"     its parts state: {', '.join(hit.from_parts)}")
    say(f"     {hit.iri}")
    for reason in hit.because:
        say(f"     - {visible(reason.text)}")
