"""What is counted as the triples of a generation, and in which words that is told: the same everywhere.

- `triples`: what the records, the vocabularies and all else that was written say, each statement once however
  many graphs say it.
- `with_description`: these and the description of the graph itself (VoID, see `kg.store.void`). It is the
  default graph of a generation, so it is what `COUNT(*)` finds there.
- quads, as `kg dump` writes them: a statement as often as there are graphs that say it, without that
  description.
"""

from typing import Any

from kg.store.graph_reader import GraphReader

WITHOUT = "Statements of records and vocabularies, each once; this description itself is not counted."
QUADS = "a statement counts once for every graph that says it, the description of the graph itself not at all"


def triple_facts(triples: int, reader: GraphReader) -> dict[str, int]:
    """The two numbers of a generation, as its facts keep them; `triples` were counted while it was made."""
    return {"triples": triples, "with_description": reader.size()}


def things_told(facts: dict[str, Any]) -> str:
    """How many datasets, and how many of these are publications: those are counted among them.

    >>> things_told({"datasets": 438, "publications": 225})
    '438 datasets, 225 of them publications'
    >>> things_told({"datasets": 25})
    '25 datasets'
    """
    many = f"{facts['datasets']:,} datasets"
    return f"{many}, {facts['publications']:,} of them publications" if "publications" in facts else many


def told(facts: dict[str, Any]) -> str:
    """The number of triples in words.

    >>> told({"triples": 17060, "with_description": 18243})
    '17,060 triples (18,243 with the description of the graph itself)'
    >>> told({"triples": 17060})
    '17,060 triples (without the description of the graph itself)'
    """
    return f"{facts['triples']:,} triples ({beside(facts)})"


def beside(facts: dict[str, Any]) -> str:
    """What is said beside the number of triples."""
    whole = facts.get("with_description")
    return f"{'without' if whole is None else f'{whole:,} with'} the description of the graph itself"
