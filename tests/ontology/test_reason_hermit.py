"""HermiT, the second opinion: what it finds, what it needs, how it is stopped."""

import shutil
import subprocess
from pathlib import Path

import pytest
from by_hand import NS, A, B, C, D, P, below, both, document, some

from kg.errors import BadInput
from kg.ontology.axiom import axiom
from kg.ontology.expression import compound
from kg.ontology.reason.classify import classify

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java")


def test_hermit_without_java_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)

    with pytest.raises(BadInput, match="HermiT needs Java"):
        classify(document(below(A, B)), "hermit")


@needs_java
def test_hermit_without_owlready2_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.ontology.reason.hermit.find_spec", lambda _: None)

    with pytest.raises(BadInput, match="pip install owlready2"):
        classify(document(below(A, B)), "hermit")


@needs_java
def test_hermit_finds_what_follows_outside_of_el() -> None:
    """All values of p are c, and some value is b: so some value is both."""
    only = compound("ObjectAllValuesFrom", (P, C))
    stated = [below(A, both(some(P, B), only)), axiom("EquivalentClasses", (D, some(P, both(B, C))))]

    assert classify(document(*stated), "hermit").broader[A] == {D}
    assert classify(document(*stated)).broader[A] == {D}


@needs_java
def test_hermit_refuses_a_contradiction_and_names_empty_classes() -> None:
    individual = NS + "i"
    apart = axiom("DisjointClasses", (A, B))
    stated = [apart, *(axiom("ClassAssertion", (iri, individual)) for iri in (A, B))]

    with pytest.raises(BadInput, match="contradicts itself"):
        classify(document(*stated), "hermit")
    empty = classify(document(apart, below(C, A), below(C, B)), "hermit")
    assert (empty.unsatisfiable, empty.pairs) == ((C,), frozenset())


@needs_java
def test_hermit_is_stopped_when_it_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.ontology.reason.hermit import hermit

    with pytest.raises(BadInput, match="did not finish"):
        hermit(document(below(A, B)), seconds=0.01)


@needs_java
def test_hermit_leaves_no_files_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    seen: list[bool] = []
    run = subprocess.run

    def watched(command: list[str], **kept: object) -> object:
        seen.append(any(tmp_path.iterdir()))
        return run(command, **kept)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "run", watched)

    classify(document(below(A, B)), "hermit")

    assert seen == [True]
    assert [*tmp_path.iterdir()] == []
