"""KGCL: what it can say is said in its words, the rest is a comment that is counted."""

import re

from reviewing import BASE, below, document, iri, small_change, term, view

from kg.ontology.axiom import SUBCLASS, axiom
from kg.ontology.change import Change
from kg.ontology.document import Term
from kg.ontology.expression import AND, SOME, compound
from kg.ontology.render.kgcl import kgcl

ID = r"<[^\s>]+>"
TEXT = r"'[^'\n]*'"
ENTITY = rf"(?:{ID}|\w+:\S+)"
STATEMENT = re.compile(
    "|".join(
        (
            rf"create node {ID} {TEXT}",
            rf"create {ID}",
            rf"delete {ID}",
            rf"rename {ID} from {TEXT} to {TEXT}",
            rf"(?:create|remove) synonym {TEXT} for {ID}",
            rf"(?:create|delete) edge {ID} {ENTITY} {ID}",
            rf"obsolete {ID}(?: with replacement {ID})?",
            rf"unobsolete {ID}",
            rf"add definition {TEXT} to {ID}",
            rf"change definition of {ID} from {TEXT} to {TEXT}",
            rf"remove definition for {ID}",
        )
    )
)
"""The statements of kgcl-schema's grammar (kgcl.lark, 0.7.0) that are used, written out by hand."""


def lines(change: Change) -> list[str]:
    return kgcl(change).split("\n")


def test_a_small_change_in_kgcl() -> None:
    assert lines(small_change()) == [
        "# 7 changes in KGCL, 0 that KGCL cannot say",
        f"create node <{iri('01335')}> 'speckle imaging'",
        f"add definition 'Imaging of speckles' to <{iri('01335')}>",
        f"rename <{iri('01022')}> from 'diffraction' to 'diffraction-based techniques'",
        f"create synonym 'diffraction' for <{iri('01022')}>",
        f"delete <{iri('01099')}>",
        f"create edge <{iri('01022')}> rdfs:subClassOf <{iri('00200')}>",
        f"create edge <{iri('01335')}> rdfs:subClassOf <{iri('00200')}>",
    ]


def one_term(old: Term, new: Term) -> list[str]:
    return lines(Change(view(document("a", (old,))), view(document("b", (new,)))))


def test_what_kgcl_has_no_words_for_is_a_comment_and_counted() -> None:
    found = one_term(term("01022", "Bragg's law"), term("01022", "two\nlines", definition="it's"))

    assert found[0] == "# 0 changes in KGCL, 2 that KGCL cannot say"
    assert len(found) == 3
    assert all(line.startswith("# ") for line in found)


def test_a_retirement() -> None:
    kept, gone = term("01022", "a"), term("01022", "a", retired=True)

    assert one_term(kept, gone)[1:] == [f"obsolete <{iri('01022')}>"]
    assert one_term(gone, kept)[1:] == [f"unobsolete <{iri('01022')}>"]


def test_definitions_and_synonyms() -> None:
    found = one_term(
        term("01022", "a", ("x", "y"), "one"),
        term("01022", "a", ("y", "z"), "two"),
    )

    assert found[1:] == [
        f"change definition of <{iri('01022')}> from 'one' to 'two'",
        f"remove synonym 'x' for <{iri('01022')}>",
        f"create synonym 'z' for <{iri('01022')}>",
    ]


def test_restrictions_are_edges_and_intersections_are_not() -> None:
    some = compound(SOME, (iri("1001000"), iri("2011000")))
    both = compound(AND, (iri("00200"), some))
    before = document("a", (term("01022", "a"),))
    after = document(
        "b",
        (term("01022", "a"),),
        (axiom(SUBCLASS, (iri("01022"), some)), axiom(SUBCLASS, (iri("01022"), both))),
    )

    found = lines(Change(view(before), view(after)))

    assert found[1] == f"create edge <{iri('01022')}> <{iri('1001000')}> <{iri('2011000')}>"
    assert found[2].startswith("# create axiom SubClassOf(")
    assert found[0] == "# 1 change in KGCL, 1 that KGCL cannot say"


def test_every_line_is_a_statement_of_the_grammar_or_a_comment() -> None:
    before = document("a", (term("01022", "a", ("x'y",)), term("2", "gone")), (below("01022", "00200"),))
    after = document("b", (term("01022", "b' from 'c"), term("3"), term("4", "new\x1b")), (below("3", "4"),))

    for change in (small_change(), Change(view(before), view(after))):
        for line in lines(change):
            assert line.startswith("# ") or STATEMENT.fullmatch(line), line
            assert BASE in line or line.startswith("# ")
