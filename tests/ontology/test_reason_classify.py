"""The classifier on small ontologies: what follows, what is left open, what is refused."""

from itertools import pairwise

import pytest
import rustdl
from axioms import CLASSES, DATA, OBJECTS, axioms
from by_hand import NS, A, B, C, below, both, document, some
from el_oracle import Oracle
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import BadInput
from kg.ontology.axiom import Axiom, axiom
from kg.ontology.document import CLASS, Document, Fault, Term
from kg.ontology.expression import Expression, compound
from kg.ontology.read import limits
from kg.ontology.reason.classify import classify
from kg.ontology.reason.closure import closure
from kg.ontology.reason.engine import dropped
from kg.ontology.reason.functional import text_of
from kg.ontology.reason.module import Modules

small: st.SearchStrategy[Expression] = st.recursive(
    st.sampled_from(CLASSES),
    lambda inner: (
        st.tuples(st.sampled_from(OBJECTS), inner).map(lambda made: some(*made))
        | st.lists(inner, min_size=2, max_size=3, unique=True).map(lambda made: both(*made))
    ),
    max_leaves=4,
)
el: st.SearchStrategy[Axiom] = st.one_of(
    st.tuples(small, small).map(lambda made: below(*made)),
    st.tuples(st.sampled_from(CLASSES), small).map(lambda made: axiom("EquivalentClasses", made)),
    st.tuples(small, small)
    .filter(lambda made: made[0] != made[1])
    .map(lambda made: axiom("DisjointClasses", made)),
    st.tuples(st.sampled_from(OBJECTS), st.sampled_from(CLASSES)).map(
        lambda made: axiom("ObjectPropertyDomain", made)
    ),
    st.tuples(st.sampled_from(OBJECTS), st.sampled_from(OBJECTS)).map(
        lambda made: axiom("SubObjectPropertyOf", made)
    ),
)


@settings(max_examples=100)
@given(st.lists(el, max_size=8, unique=True))
def test_the_pairs_are_those_of_the_completion_rules(stated: list[Axiom]) -> None:
    oracle = Oracle(stated)

    hierarchy = classify(document(*stated))

    assert {pair for pair in hierarchy.pairs if {*pair} <= {*CLASSES}} == oracle.pairs()
    assert {*hierarchy.unsatisfiable} == oracle.unsatisfiable()


@settings(max_examples=200)
@given(st.lists(el, max_size=12, unique=True), st.sampled_from(CLASSES))
def test_a_module_holds_all_that_follows_for_its_class(stated: list[Axiom], iri: str) -> None:
    whole, part = Oracle(stated), Oracle(Modules(stated).of(iri))

    assert (iri in part.unsatisfiable()) == (iri in whole.unsatisfiable())
    if iri not in whole.unsatisfiable():
        assert {high for low, high in part.pairs() if low == iri} == {
            high for low, high in whole.pairs() if low == iri
        }


def test_disjoint_expressions_are_not_overlooked() -> None:
    """Found by chance: rustdl 0.4.42 sees nothing wrong here; HermiT finds all of them empty."""
    p, q, r = OBJECTS
    c0, c1, c2, c3, c4 = CLASSES
    stated = [
        axiom("EquivalentClasses", (c0, some(q, c4))),
        below(c4, c1),
        axiom("EquivalentClasses", (c0, some(r, c3))),
        axiom("EquivalentClasses", (c2, c4)),
        axiom("EquivalentClasses", (c2, some(q, c1))),
        below(some(q, c2), some(r, some(r, some(q, c2)))),
        axiom("EquivalentClasses", (c3, some(r, c1))),
        axiom("EquivalentClasses", (c1, both(c0, c1, c4))),
        axiom("DisjointClasses", (c0, some(q, some(r, some(r, c4))))),
        axiom("EquivalentClasses", (c3, some(p, both(c1, c2, c3)))),
    ]

    assert Oracle(stated).unsatisfiable() == {*CLASSES}
    assert classify(document(*stated)).unsatisfiable == CLASSES


def test_names_of_other_ontologies_are_classes_too() -> None:
    elsewhere = "https://www.wikidata.org/wiki/Q1"

    hierarchy = classify(document(below(A, elsewhere), below(elsewhere, B)))

    assert hierarchy.broader[A] == {elsewhere, B}
    assert hierarchy.broader[elsewhere] == {B}


def test_imports_are_reasoned_over_with_the_document() -> None:
    hierarchy = classify(document(below(A, B), imported=(_named(document(below(B, C)), "other"),)))

    assert hierarchy.broader[A] == {B, C}


def _named(other: Document, name: str) -> Document:
    from dataclasses import replace

    return replace(other, name=name)


def test_an_axiom_that_was_lost_in_reading_leaves_it_incomplete() -> None:
    lost = Fault("bad-expression", "Row 7 makes no sense.", lost=True)

    hierarchy = classify(document(below(A, B), faults=(lost, Fault("repeated-row", "Harmless."))))

    assert not hierarchy.complete
    assert hierarchy.reasons == ("o states axioms that could not be read: Row 7 makes no sense.",)
    assert hierarchy.pairs == {(A, B)}


def test_an_axiom_that_the_reasoner_drops_leaves_it_incomplete() -> None:
    no_number = compound("DataComplementOf", ("http://www.w3.org/2001/XMLSchema#integer",))
    odd = compound("DataExactCardinality", (_one(), DATA[0], no_number))

    hierarchy = classify(document(below(A, odd), below(A, B)))

    assert not hierarchy.complete
    assert "left them out" in hierarchy.reasons[0]


def _one() -> Expression:
    from kg.ontology.read.vocabulary import count

    return count(1)


@settings(max_examples=300)
@given(axioms)
def test_the_reasoner_keeps_every_axiom_about_which_it_is_not_asked(
    tmp_path_factory: object, stated: Axiom
) -> None:
    """`dropped` asks rustdl only where data or keys are concerned; here it is asked about everything."""
    folder = tmp_path_factory.mktemp("dropped")  # type: ignore[attr-defined]
    text = text_of((), [stated], DATA)
    (folder / "o.ofn").write_text(text)

    assert dropped([stated], text) == dict(rustdl.dropped_axioms(str(folder / "o.ofn")))


def test_a_contradiction_of_the_whole_is_refused() -> None:
    individual = NS + "i"
    stated = [
        axiom("DisjointClasses", (A, B)),
        *(axiom("ClassAssertion", (iri, individual)) for iri in (A, B)),
    ]

    with pytest.raises(BadInput, match="contradicts itself"):
        classify(document(*stated))


def test_an_unknown_reasoner_is_refused() -> None:
    with pytest.raises(BadInput, match="rustdl, hermit"):
        classify(document(), "pellet")


def test_a_million_classes_are_refused_at_once() -> None:
    terms = dict.fromkeys((f"{NS}{number}" for number in range(10**6)), Term(A, frozenset({CLASS})))
    large = Document("large.owl", "turtle", None, None, {}, terms, {}, ())

    with pytest.raises(BadInput, match=r"1,000,000 classes; at most 50,000"):
        classify(large)


def test_a_hierarchy_of_too_many_levels_is_refused() -> None:
    """A chain of 4,000 classes has eight million pairs; rustdl takes more than 8 GB for it."""
    chain = [below(f"{NS}{number}", f"{NS}{number + 1}") for number in range(4000)]

    with pytest.raises(BadInput, match="too many levels"):
        classify(document(*chain))


def test_loops_do_not_disturb_the_count_of_pairs() -> None:
    limits.check_pairs({"a": {"b"}, "b": {"c"}, "c": {"a"}}, "o")


@given(st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdef")), max_size=6))
def test_the_closure_is_all_that_can_be_reached(edges: dict[str, set[str]]) -> None:
    nearest = {name: edges.get(name, set()) for name in "abcdef"}
    reached = {name: set(highs) for name, highs in nearest.items()}
    for middle in "abcdef":  # Warshall
        for low in "abcdef":
            if middle in reached[low]:
                reached[low] |= reached[middle]

    assert closure(nearest) == {name: frozenset(highs - {name}) for name, highs in reached.items()}


def test_a_long_chain_needs_no_recursion() -> None:
    names = [f"{number:05}" for number in range(3000)]
    nearest = {low: {high} for low, high in pairwise(names)} | {names[-1]: set()}

    assert len(closure(nearest)["00000"]) == 2999
