"""`kg eval`: how well questions are read, techniques linked, documents ranked, on judged data."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.eval_behind import behind
from kg.cli.show import JsonOption, StoreOption, complain, print_json, progress, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.answer.engine import Engine
    from kg.index.encoder import Encoder

evaluation = typer.Typer(
    help="Measure reading, linking and ranking on judged data; losers are shown, too.", no_args_is_help=True
)

_Questions = Annotated[
    Path, typer.Argument(metavar="QUERIES", help="JSON: a list `queries`, each with `id`, `query`, `intent`.")
]


def register(app: typer.Typer) -> None:
    """Add the group `eval`."""
    evaluation.command()(behind)
    app.add_typer(evaluation, name="eval")


@evaluation.command()
def search(
    queries: Annotated[Path, typer.Argument(help="JSON lines with `id` and `query`.")],
    docs: Annotated[Path, typer.Argument(help="JSON lines with `id` and fields of text.")],
    qrels: Annotated[Path, typer.Argument(help="Judgements: query_id, iter, doc_id, relevance.")],
    run_dir: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write a TREC run file per system there.")
    ] = None,
    text: Annotated[str, typer.Option(metavar="KEY", help="Key of the queries' text.")] = "query",
    as_markdown: Annotated[bool, typer.Option("--markdown", help="The table as Markdown.")] = False,
    words_only: Annotated[bool, typer.Option("--words-only", help="Leave out what needs vectors.")] = False,
    json: JsonOption = False,
) -> None:
    """Rank the documents by every system side by side: nDCG@10 and Recall@20 with 95 % intervals.

    The default is the very ranking of `kg search`. In run files, white space and % inside a name are written
    as in addresses (%20), since their columns are parted by spaces.
    """
    from kg.evaluate.collection import load_collection
    from kg.evaluate.ranking import evaluate_search
    from kg.evaluate.table import markdown

    collection = load_collection(queries, docs, qrels, text)
    encoder, problem = (None, "Left out by --words-only.") if words_only else _encoder()
    with progress(json) as show:
        report = evaluate_search(collection, encoder, show, run_dir, problem)
    for remark in (*report["remarks"], *([problem] if problem else ())):
        complain(remark)
    if json:
        print_json(report)
    elif as_markdown:
        say(markdown(report).rstrip("\n"))
    else:
        _show_ranking(report)


@evaluation.command()
def reading(queries: _Questions, store: StoreOption = None, json: JsonOption = False) -> None:
    """Compare what is read of each question with what it means; without --store, by shipped names only."""
    from kg.evaluate.reading import evaluate_reading, known_facility, load_queries
    from kg.read.lexicon import shipped_lexicon
    from kg.read.read import read

    asked = load_queries(queries)
    lexicon = _engine(store).lexicon if store else shipped_lexicon()
    report = evaluate_reading(asked, lambda text: read(lexicon, text), known_facility(lexicon))
    print_json(report) if json else _show_reading(report)


@evaluation.command()
def linking(
    file: Annotated[Path, typer.Argument(help="JSON lines with `text` and `targets` (`panet`, `gain`).")],
    words_only: Annotated[bool, typer.Option("--words-only", help="Leave out what needs vectors.")] = False,
    json: JsonOption = False,
) -> None:
    """Link the names that other vocabularies have for techniques: Hit@1, Hit@5 and MRR of all ways."""
    from kg.evaluate.linking import run

    encoder, problem = (None, "Left out by --words-only.") if words_only else _encoder()
    if problem:
        complain(problem)
    report = run(file, encoder)
    print_json(report) if json else _show_linking(report)


@evaluation.command()
def answers(
    queries: _Questions,
    as_of: Annotated[str | None, typer.Option(help="Day (ISO) that access is judged for; today.")] = None,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Ask a store the questions and count what the first ten hits break, judged from the graph itself."""
    from kg.cli.search import open_engine
    from kg.cli.stores import current_of, home_to_read
    from kg.evaluate.answers import evaluate_answers
    from kg.evaluate.reading import known_facility, load_queries
    from kg.store.reader import Reader

    asked, day = load_queries(queries), _day(as_of)
    home = home_to_read(store)
    engine = open_engine(home.path, Settings())
    graph = Reader(current_of(home).graph)
    with progress(json) as show:
        report = evaluate_answers(engine, graph, asked, known_facility(engine.lexicon), day, show)
    print_json(report) if json else _show_answers(report)


def _engine(store: str) -> "Engine":
    from kg.cli.search import open_engine
    from kg.cli.stores import home_to_read

    return open_engine(home_to_read(store).path, Settings())


def _encoder() -> "tuple[Encoder | None, str | None]":
    """The encoder of the settings, or why there is none."""
    from kg.index.encoder import encoder_problem, load_encoder

    settings = Settings()
    problem = encoder_problem(settings.encoder, settings.cache)
    return (None, problem) if problem else (load_encoder(settings.encoder, settings.cache, complain), None)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else date.today()
    except ValueError as error:
        raise BadInput(f"--as-of takes an ISO date such as 2026-01-31, not {text!r}.") from error


def _show_ranking(report: Mapping[str, Any]) -> None:
    say(f"{report['n']} queries, {report['documents']} documents; 95 % intervals; * is what search uses")
    say(f"{'':60}nDCG@10                  Recall@20   against {report['baseline']}")
    for row in report["systems"]:
        (low, high), (least, most) = row["interval"], row["difference_interval"]
        name = f"{'*' if row['default'] else ' '} {row['system']}"
        own = f"{row['ndcg@10']:.3f} [{low:.3f}, {high:.3f}]"
        apart = f"{row['difference']:+.3f} [{least:+.3f}, {most:+.3f}]"
        say(f"{name:60}{own:25}{row['recall@20']:.3f}       {apart}")


def _show_linking(report: Mapping[str, Any]) -> None:
    say(f"{report['n']} texts, PaNET {report['panet']}; 95 % intervals; * is what the product uses")
    say(f"{'':50}Hit@1                    Hit@5    MRR")
    for row in report["systems"]:
        low, high = row["interval"]
        name = f"{'*' if row['default'] else ' '} {row['system']}"
        say(f"{name:50}{row['hit@1']:.3f} [{low:.3f}, {high:.3f}]     {row['hit@5']:.3f}    {row['mrr']:.3f}")


def _show_reading(report: Mapping[str, Any]) -> None:
    for name, of in (("all", report), *report["by_language"].items()):
        exact = "-" if of["technique_exact"] is None else f"{of['technique_exact']:.3f}"
        say(
            f"{name:8}n {of['n']:3}   technique exact {exact:6} of {of['techniques_asked']:3}   "
            f"not asked for {of['false_constraints']} ({of['false_constraints_per_100']} in 100)"
        )
    for name, of in report["slots"].items():
        say(f"  {name:12}wanted {of['wanted']:3}, given {of['given']:3}, right {of['right']:3}")
    for one in report["mistakes"]:
        say(f"  {one['id']}: {one['query']}")
        for what in (*one["false"], *one["wrong"]):
            say(f"      {what}")


def _show_answers(report: Mapping[str, Any]) -> None:
    say(
        f"{report['n']} questions, {report['hits']} hits among the first ten, "
        f"{report['zero_results']} questions without any"
    )
    say(f"broken {report['broken']}, unstated {report['unstated']}, alike {report['alike']}")
    say(f"CPU of a search: median {report['cpu_ms']['median']} ms, p95 {report['cpu_ms']['p95']} ms")
    for query in report["queries"]:
        for of in query["broken"]:
            stated = ", ".join(of["stated"])
            say(f"  {query['query']}: {of['slot']} {of['wanted']} is broken by {of['iri']} ({stated})")
