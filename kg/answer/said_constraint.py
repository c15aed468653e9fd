"""A condition of a search as it is shown, with the hits that it alone would leave."""

from dataclasses import asdict, dataclass
from typing import Any

from kg.answer.constraints import Constraint
from kg.answer.engine import Engine
from kg.answer.facets import count_groups


@dataclass(frozen=True, slots=True)
class SaidConstraint:
    """`clause` are the lines of SPARQL, `origin` the words it was read from or "chosen".

    `unknown` is true where what it names is nothing in this graph: then nothing can meet it.
    """

    slot: str
    label: str
    sentence: str
    clause: str
    hits_alone: int
    negated: bool
    origin: str
    unknown: bool

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        found = asdict(self)
        found["from"] = found.pop("origin")
        return found


def said(engine: Engine, condition: Constraint) -> SaidConstraint:
    """The condition with its count."""
    import numpy as np

    return SaidConstraint(
        condition.slot,
        condition.label,
        condition.sentence,
        "\n".join(condition.clause),
        count_groups(engine.groups, np.flatnonzero(condition.holds)),
        condition.negated,
        condition.origin,
        condition.is_unknown,
    )
