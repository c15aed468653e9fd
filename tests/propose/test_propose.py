"""A language model proposes; a false one must not get anything past the check. Played by a local server."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from misbehaving_http import Listener, answer, listening

from kg.errors import BadInput, SourceUnavailable
from kg.index.documents import Named
from kg.propose.model import Model
from kg.propose.query import Vocabulary, problems, propose_query
from kg.propose.reading import ProposedReading, propose_reading
from kg.rdf.names import DCAT, DCT, PAN, RDF
from kg.rdf.panet import panet_table
from kg.read.lexicon import build_lexicon
from kg.read.read import read

NORTH = Named(
    "facility", "https://example.org/north", "Northern Neutron Source", ("Northern Neutron Source", "NNS")
)
LEXICON = build_lexicon(panet_table(), [NORTH])
VOCABULARY = Vocabulary(
    (DCAT["Dataset"].value,),
    (RDF["type"].value, DCT["title"].value, PAN["technique"].value),
    frozenset(LEXICON.table.terms),
)


def said(content: object) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return answer(json.dumps({"choices": [{"message": {"content": text}}]}).encode())


@contextmanager
def model_saying(content: object) -> Iterator[tuple[Model, Listener]]:
    with listening([said(content)]) as listener:
        yield Model(f"{listener.address}/v1", "tiny-1", "sesame", 5.0), listener


def proposed(*phrases: tuple[str, str] | tuple[str, str, bool]) -> ProposedReading:
    told = [dict(zip(("slot", "phrase", "negated"), one, strict=False)) for one in phrases]
    with model_saying({"phrases": told}) as (model, _):
        return propose_reading(
            model, lambda text: read(LEXICON, text), "What was seen at the northern source?"
        )


def test_what_holds_becomes_a_sentence_that_our_own_reader_reads() -> None:
    found = proposed(("technique", "ptychography"), ("facility", "NNS", True))
    assert found.sentence == "ptychography, not NNS"
    assert [(chip.slot, chip.label, chip.negated) for chip in found.chips] == [
        ("technique", "ptychography", False),
        ("facility", "Northern Neutron Source", True),
    ]
    assert found.as_json()["ran"] is False
    assert found.as_json()["proposed_by"] == "tiny-1"


def test_a_condition_that_shares_no_word_with_the_question_is_pointed_at() -> None:
    found = proposed(("facility", "Northern Neutron Source"), ("technique", "ptychography", True))
    assert found.foreign == ("not ptychography",)


@pytest.mark.parametrize(
    ("slot", "phrase"),
    [
        ("facility", "Atlantis Light Source"),  # there is none
        ("technique", "quantum flux tomoscopy"),  # sounds like one
        ("technique", "NNS"),  # another kind of thing
        ("technique", "ptychography at NNS"),  # two conditions in one
        ("sparql", "DROP ALL"),
        ("", ""),
    ],
)
def test_what_the_graph_does_not_know_is_refused_with_its_reason(slot: str, phrase: str) -> None:
    found = proposed((slot, phrase))
    assert found.chips == ()
    assert found.sentence == ""
    assert found.refused[0].phrase == phrase
    assert found.refused[0].reason


@pytest.mark.parametrize(
    "content", [{"phrases": "all"}, {"phrases": [1, None, []]}, {}, {"phrases": [{"slot": {}}]}]
)
def test_an_answer_of_another_shape_proposes_nothing(content: object) -> None:
    with model_saying(content) as (model, _):
        found = propose_reading(model, lambda text: read(LEXICON, text), "anything")
    assert (found.chips, found.sentence) == ((), "")


@pytest.mark.parametrize("content", ["I am a poem", "[1, 2]", "[" * 5000, "", "```json\nnot json\n```"])
def test_no_json_object_is_an_error_of_the_other_side(content: str) -> None:
    with model_saying(content) as (model, _), pytest.raises(SourceUnavailable, match="no JSON object"):
        propose_reading(model, lambda text: read(LEXICON, text), "anything")


def test_a_fenced_answer_is_read() -> None:
    with model_saying('```json\n{"phrases": [{"slot": "facility", "phrase": "NNS"}]}\n```') as (model, _):
        assert propose_reading(model, lambda text: read(LEXICON, text), "x").sentence == "NNS"


def test_the_model_is_sent_the_question_and_the_token_and_nothing_else() -> None:
    with model_saying({"phrases": []}) as (model, listener):
        propose_reading(model, lambda text: read(LEXICON, text), "Where are the gels?")
    head, _, form = listener.asked[0].partition(b"\r\n\r\n")
    assert listener.header("Authorization") == "Bearer sesame"
    assert b"POST /v1/chat/completions" in head
    user = [one["content"] for one in json.loads(form)["messages"] if one["role"] == "user"]
    assert user == ["Where are the gels?"]


def test_the_vocabulary_is_sent_for_a_query_and_no_thing() -> None:
    with model_saying({"sparql": "SELECT * { ?s a dcat:Dataset }"}) as (model, listener):
        propose_query(model, VOCABULARY, "Which datasets are there?")
    sent = listener.asked[0].partition(b"\r\n\r\n")[2].decode()
    assert "dcat:Dataset" in sent
    assert "PaNET01" not in sent


@pytest.mark.parametrize(
    ("status", "body"), [("500 Internal Server Error", b"{}"), ("302 Found", b""), ("200 OK", b"x" * 400_000)]
)
def test_a_broken_model_is_named(status: str, body: bytes) -> None:
    with listening([answer(body, status, Location="http://127.0.0.1:1/")]) as listener:
        model = Model(listener.address, "tiny-1", None, 5.0)
        with pytest.raises(SourceUnavailable, match="tiny-1"):
            propose_reading(model, lambda text: read(LEXICON, text), "x")


@pytest.mark.parametrize(
    "address",
    ["http://models.example.org/v1", "ftp://127.0.0.1/", "https://user:secret@example.org/v1", "models"],
)
def test_addresses_that_would_leak_are_refused(address: str) -> None:
    with pytest.raises(BadInput) as error:
        Model(address, "tiny-1")
    assert "secret" not in str(error.value)


PREFIXES = f"PREFIX dcat: <{DCAT}> PREFIX dct: <{DCT}> PREFIX pan: <{PAN}> "


@pytest.mark.parametrize(
    ("sparql", "problem"),
    [
        (PREFIXES + "SELECT ?d { ?d a dcat:Dataset ; dct:title ?t }", None),
        (PREFIXES + f"SELECT ?d {{ ?d pan:technique <{next(iter(LEXICON.table.terms))}> }}", None),
        (PREFIXES + "SELECT ?d { ?d pan:techniqe ?t }", "techniqe"),
        (PREFIXES + "SELECT ?d { ?d pan:technique <https://example.org/invented> }", "invented"),
        (PREFIXES + "DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("SELECT * { ?s nowhere:thing ?o }", "prefix"),
        ("", "asks for nothing"),
        ("SELECT * WHERE { ?s ?p ?o } ; DROP ALL", "no SPARQL"),
        (PREFIXES + "SELECT ?d { ?d a dcat:Dataset ;; }}", "no SPARQL"),
    ],
)
def test_a_proposed_query_is_held_against_the_graph(sparql: str, problem: str | None) -> None:
    found = list(problems(sparql, VOCABULARY))
    if problem is None:
        assert found == []
    else:
        assert any(problem in one for one in found)


def test_a_name_that_is_nearly_right_gets_the_right_one_named() -> None:
    (found,) = problems(PREFIXES + "SELECT ?d { ?d pan:techniqe ?t }", VOCABULARY)
    assert PAN["technique"].value in found
