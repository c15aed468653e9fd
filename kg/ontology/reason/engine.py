"""rustdl, asked about axioms in our form: the one place that knows its interface.

It reasons in this process. Young as it is (weekly releases), its completeness is guarded in
`kg.ontology.reason.complete`, and `kg.ontology.reason.hermit` is there to be compared with.
"""

import warnings
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, cast

import rustdl

from kg.errors import BadInput
from kg.ontology.axiom import Axiom
from kg.ontology.expression import Compound, Expression
from kg.ontology.reason.functional import mended, text_of

NAME = f"rustdl {rustdl.__version__}"

_SECONDS = 60


class Classification(Protocol):
    """What is used of rustdl's answer."""

    classes: list[str]
    unsatisfiable: list[str]
    inconsistent: bool
    complete: bool
    consistency_undetermined: bool
    conversion_timed_out: bool
    prep_timed_out: bool
    timed_out_pairs: int
    wedge_clauses_refused: int
    wedge_hierarchy_blind: bool

    def is_subclass(self, low: str, high: str, /) -> bool:
        """Whether it follows."""

    def direct_subsumers(self, low: str, /) -> list[str]:
        """The nearest classes above."""

    def equivalent_classes(self, iri: str, /) -> list[str]:
        """The classes of the same meaning, itself included."""


_MAYBE_DROPPED = {"HasKey", "DatatypeDefinition"}


def classified(text: str, seconds: float = _SECONDS) -> Classification:
    """Rustdl's classification of an ontology in functional-style syntax.

    Raises:
        BadInput: the reasoner cannot read it.
    """
    try:
        with warnings.catch_warnings():  # what it warns of is among the reasons of `incompleteness`
            warnings.simplefilter("ignore")
            found = rustdl.classify_bytes(text.encode(), format="ofn", global_timeout_ms=int(seconds * 1000))
            return cast(Classification, found)
    except rustdl.RustdlError as error:
        raise BadInput(f"The reasoner cannot read this ontology: {str(error)[:300]}") from error


def follows(classes: Iterable[str], axioms: Iterable[Axiom], low: str, high: str | None) -> bool:
    """Whether `low` lies below `high` by these axioms; whether it has no members where `high` is None."""
    found = classified(text_of(dict.fromkeys(classes), map(mended, axioms)))
    if found.inconsistent:
        return True
    if low in found.unsatisfiable:
        return True
    return high is not None and bool(found.is_subclass(low, high))


def dropped(axioms: Iterable[Axiom], text: str) -> dict[str, int]:
    """How many axioms of which kind the reasoner leaves out, by its own account.

    It takes a file and reads it once more, so it is asked only about ontologies with data ranges or keys:
    all else it has been seen to keep (tests/ontology/test_reason_classify.py).
    """
    if not any(each.kind in _MAYBE_DROPPED or any(map(_has_data, each.parts)) for each in axioms):
        return {}
    with TemporaryDirectory() as folder:
        file = Path(folder) / "ontology.ofn"
        file.write_text(text, "utf-8")
        return dict(rustdl.dropped_axioms(str(file)))


def _has_data(part: Expression) -> bool:
    if not isinstance(part, Compound):
        return False
    return part.op.startswith("Data") or any(map(_has_data, part.parts))
