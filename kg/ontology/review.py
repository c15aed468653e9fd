"""Judge a change: two documents in, one review out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from kg.ontology.change import Change
from kg.ontology.finding import Finding

Verdict = Literal["pass", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One line of the change in plain words.

    `kind` is asserted (an editor wrote it), inferred (it follows) or side-effect (it follows for a term that
    nobody touched); `terms` are the IRIs it speaks of; `because` the axioms it follows from, in plain words.
    """

    kind: Literal["asserted", "inferred", "side-effect"]
    text: str
    terms: tuple[str, ...] = ()
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change does to the harvested data; None where there was nothing to ask.

    `techniques_in_use_changed` counts techniques that datasets state and whose broader classes changed;
    `datasets_changed` the datasets that gain or lose a technique by inference. `source` says what was asked
    (a store's generation or a usage table). `details` holds whatever else was found, by name.
    """

    techniques_in_use_changed: int | None = None
    datasets_changed: int | None = None
    source: str | None = None
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Review:
    """The verdict and everything it rests on.

    `findings` are those this change introduces, worst first; `older` counts those that stood before and stand
    still, `mended` those that are gone. `sentences` tell the change in plain words. `complete` is False when
    the classification of either version is not to be relied on: the verdict then is `fail`, with a finding
    `no-verdict` that says why. `seconds` is wall-clock time.
    """

    change: Change
    verdict: Verdict
    findings: tuple[Finding, ...]
    older: int
    mended: int
    sentences: tuple[Sentence, ...]
    impact: Impact
    complete: bool
    seconds: float
    version_step: Literal["major", "minor", "patch", "none"] | None = None
