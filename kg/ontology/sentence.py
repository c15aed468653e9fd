"""One line of a change told in plain words."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the change in plain words.

    `kind` is asserted (an editor wrote it), inferred (it follows) or side-effect (more than anybody wrote:
    what edited terms gain by their new place, and all that follows for terms nobody touched). `terms` are the
    IRIs it speaks of; `because` the axioms it follows from, in plain words.
    """

    kind: Literal["asserted", "inferred", "side-effect"]
    text: str
    terms: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
