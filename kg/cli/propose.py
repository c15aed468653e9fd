"""`kg propose`: what a language model would read in a question, or ask the graph; checked, and not run."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say
from kg.errors import BadInput
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.propose.model import Model
    from kg.propose.query import ProposedQuery, Vocabulary
    from kg.propose.reading import ProposedReading
    from kg.store.home import Home


def register(app: typer.Typer) -> None:
    """Add `propose`."""

    @app.command()
    def propose(
        question: Annotated[str, typer.Argument(help="The question, in any language that the model knows.")],
        sparql: Annotated[
            bool, typer.Option("--sparql", help="A SPARQL query instead of a reading.")
        ] = False,
        as_json: JsonOption = False,
        store: StoreOption = None,
    ) -> None:
        """Ask the language model of the settings for a reading. Nothing of what it says is run.

        Off unless KG_MODEL_ADDRESS and KG_MODEL_NAME are set. It is sent the question, and for --sparql
        the names of classes and properties; never a record.
        """
        from kg.cli.stores import home_to_read

        model = model_of(Settings())
        if model is None:
            raise BadInput(
                "No language model is set. Set KG_MODEL_ADDRESS to an OpenAI-compatible address and "
                "KG_MODEL_NAME to what the model is called there; `kg read` needs none."
            )
        home = home_to_read(store)
        answer = _query(home, model, question) if sparql else _reading(home, model, question)
        if as_json:
            print_json(answer.as_json())
        else:
            _show(answer)


def model_of(settings: Settings) -> "Model | None":
    """The language model of the settings; None where none is set.

    Raises:
        BadInput: its address cannot be used, or the file of its token cannot be read.
    """
    from kg.cli.stores import secret
    from kg.propose.model import Model

    if not settings.model_address:
        return None
    if not settings.model_name:
        raise BadInput(
            "KG_MODEL_ADDRESS is set, and KG_MODEL_NAME is not: say what the model is called there."
        )
    token = secret(settings.model_token, settings.model_token_file, "KG_MODEL_TOKEN")
    return Model(settings.model_address, settings.model_name, token, settings.model_timeout)


def _reading(home: "Home", model: "Model", question: str) -> "ProposedReading":
    from kg.cli.search import open_engine
    from kg.propose.reading import propose_reading
    from kg.read.read import read

    lexicon = open_engine(home.path, Settings()).lexicon
    return propose_reading(model, lambda text: read(lexicon, text), question)


def _query(home: "Home", model: "Model", question: str) -> "ProposedQuery":
    from kg.propose.query import propose_query

    return propose_query(model, _vocabulary(home), question)


def _vocabulary(home: "Home") -> "Vocabulary":
    from kg.cli.search import open_engine
    from kg.cli.stores import current_of
    from kg.propose.query import Vocabulary

    lexicon = open_engine(home.path, Settings()).lexicon
    reader = home.reader(current_of(home))
    rows = list(reader.rows("void_properties"))
    return Vocabulary(
        tuple(row["class"].value for row in reader.rows("void_classes")),
        tuple(dict.fromkeys(row["property"].value for row in rows)),
        frozenset([*lexicon.table.terms, *lexicon.named]),
    )


def _show(answer: "ProposedReading | ProposedQuery") -> None:
    from kg.ontology.render.plain import visible
    from kg.propose.reading import ProposedReading

    say(f"Proposed by the language model {answer.model}; nothing was run.")
    if isinstance(answer, ProposedReading):
        for chip in answer.chips:
            say(f"  {'not ' if chip.negated else ''}{chip.slot}: {chip.label}   ({chip.basis})")
        for one in answer.refused:
            say(f"  refused: {visible(one.slot)} “{visible(one.phrase)}”. {visible(one.reason)}")
        for phrase in answer.foreign:
            say(f"  mind: “{visible(phrase)}” shares no word with the question")
        say(
            f"To search for it: kg search {answer.sentence!r}"
            if answer.chips
            else "Nothing of it holds here."
        )
        return
    say(visible(answer.sparql))
    for problem in answer.problems:
        say(f"  problem: {visible(problem)}")
