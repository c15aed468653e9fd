"""The graph of a curator's words on a pair: nothing is lost, only the newest counts."""

from dataclasses import replace

from pyoxigraph import RdfFormat, Triple, parse

from kg.citation.extract import extract
from kg.citation.label import Word, label_graph, revised
from kg.rdf.names import PAN, PROV

WORD = Word(
    "urn:citing", "urn:cited", "ada", "independent", "yes", 'Table 2 says "so"\nhere.', "2026-01-01T00:00:00Z"
)


def read(text: bytes) -> list[Triple]:
    return [quad.triple for quad in parse(text, format=RdfFormat.N_TRIPLES)]


def as_tuples(text: bytes) -> list[tuple[object, ...]]:
    return [(of.subject, of.predicate, of.object) for of in read(text)]


def test_a_word_is_read_back_as_it_was_said() -> None:
    (found,) = extract(as_tuples(revised((), WORD))).labels

    assert (found.citing, found.cited, found.curator, found.at) == ("urn:citing", "urn:cited", "ada", WORD.at)
    assert (found.behind, found.reuse, found.reason) == ("independent", "yes", WORD.reason)


def test_a_new_word_counts_and_the_old_one_stays() -> None:
    first = revised((), WORD)
    second = revised(
        as_tuples(first), replace(WORD, behind="rejected", reuse=None, at="2026-02-01T00:00:00Z")
    )
    third = revised(
        as_tuples(second),
        replace(WORD, behind=None, reuse=None, reason="mistaken", at="2026-03-01T00:00:00Z"),
    )

    assert {*first.splitlines()} < {*second.splitlines()} < {*third.splitlines()}
    assert [(of.behind, of.reuse) for of in extract(as_tuples(second)).labels] == [("rejected", None)]
    assert extract(as_tuples(third)).labels == []
    triples = read(third)
    labels = {of.subject for of in triples if of.object == PAN["CurationLabel"]}
    past = {of.subject: of.object.value for of in triples if of.predicate == PROV["invalidatedAtTime"]}  # type: ignore[union-attr]
    revisions = {(of.subject, of.object) for of in triples if of.predicate == PROV["wasRevisionOf"]}
    assert len(labels) == 3
    assert sorted(past.values()) == ["2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"]
    assert {of for _, of in revisions} == past.keys()
    assert len(revisions) == 2


def test_words_that_nobody_may_say_are_passed_over() -> None:
    text = revised((), WORD).replace(b'"independent"', b'"the Queen"').replace(b'"yes"', b'"maybe"')

    assert extract(as_tuples(text)).labels == []


def test_each_curator_and_pair_has_a_graph() -> None:
    graphs = {label_graph(*of) for of in (("a", "b", "c"), ("b", "a", "c"), ("a", "b", "d"), ("a", "bc", ""))}

    assert len(graphs) == 4
