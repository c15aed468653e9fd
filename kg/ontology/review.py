"""Judge a change: two documents in, one review out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Literal

from kg.ontology.change import Change
from kg.ontology.document import Document
from kg.ontology.finding import Finding
from kg.ontology.judge import Check, judge
from kg.ontology.memory import Memory
from kg.ontology.reason.explain import explain
from kg.ontology.rules.configuration import Configuration
from kg.ontology.sentence import Sentence
from kg.ontology.suggest.version import version_step
from kg.ontology.words import sentences

__all__ = ["Impact", "Review", "Sentence", "Verdict", "review"]

Verdict = Literal["pass", "warn", "fail"]


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
    the classification of either version is not to be relied on; a finding `no-verdict` says why. It fails the
    change if it is about the later version, and warns if only about the earlier one: else nobody could mend
    a broken file. `version_step` is None then, since nobody knows it. `seconds` is wall-clock time.
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


def review(
    before: Document,
    after: Document,
    *,
    configuration: Configuration | None = None,
    impact: Callable[[Change], Impact] | None = None,
    checks: Iterable[Check] = (),
    memory: Memory | None = None,
    reasons: bool = True,
) -> Review:
    """Judge the step from one version to the other.

    `impact` is asked what the change does to harvested data. `checks` find more in each version, such as
    mapping tables that no longer fit; they count as rules do. A `memory` handed on from review to review
    classifies each logic once; it must have been made with the same configuration. Without `reasons`, side
    effects are told but not explained, which is quicker.
    """
    start = perf_counter()
    configuration = configuration or Configuration()
    memory = memory or Memory(configuration.policy)
    change = Change(memory.view(before), memory.view(after))
    judged = judge(change, configuration, memory, checks)
    told = impact(change) if impact else Impact()
    return Review(
        change=change,
        verdict=_verdict(judged.new),
        findings=judged.new,
        older=judged.older,
        mended=judged.mended,
        sentences=sentences(change, explain if reasons else None, judged.complete),
        impact=told,
        complete=judged.complete,
        seconds=perf_counter() - start,
        version_step=_step(change, told) if judged.complete else None,
    )


def _step(change: Change, impact: Impact) -> Literal["major", "minor", "patch", "none"]:
    return version_step(change, data_lose=bool(impact.details.get("datasets_losing")))


def _verdict(findings: Iterable[Finding]) -> Verdict:
    levels = {each.level for each in findings}
    return "fail" if "fail" in levels else "warn" if "warn" in levels else "pass"
