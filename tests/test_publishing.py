"""Publishing while queries run: every answer whole, none older than what was already served."""

import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import orjson
import pytest

from kg.query.question import QueryResult, Question
from kg.store.home import Home
from kg.web.change.changes import Changes
from kg.web.state import Limits, State

PUBLICATIONS = 8
ASKERS = 3
MANY = 900
"""Triples whose square is the rows of the slow query."""
PAUSE = 0.005
"""Seconds between two queries of one asker, in which the others and the publication get on."""
JSON = "application/sparql-results+json"
BOTH = """SELECT ?a ?b WHERE {
  GRAPH <https://example.org/one> { <https://example.org/mark> <https://example.org/is> ?a }
  GRAPH <https://example.org/two> { <https://example.org/mark> <https://example.org/is> ?b } }"""
SLOW = """SELECT (COUNT(*) AS ?n) (SAMPLE(?m) AS ?mark) WHERE {
  GRAPH <https://example.org/one> { <https://example.org/mark> <https://example.org/is> ?m }
  GRAPH <https://example.org/many> { ?a ?p ?x . ?b ?q ?y . FILTER(CONCAT(STR(?a), STR(?b)) != "no") } }"""


def marked(number: int) -> str:
    """One update that changes both graphs."""
    one, two = (f"GRAPH <https://example.org/{name}>" for name in ("one", "two"))
    mark = "<https://example.org/mark> <https://example.org/is>"
    return (
        f"DELETE WHERE {{ {one} {{ {mark} ?a }} }} ; DELETE WHERE {{ {two} {{ {mark} ?a }} }} ;"
        f"INSERT DATA {{ {one} {{ {mark} {number} }} {two} {{ {mark} {number} }} }}"
    )


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.fixture
def changes(home: Home) -> Iterator[Changes]:
    with closing(Changes(home, wait=60)) as changes:
        many = "\n".join(f"<https://example.org/{n}> <https://example.org/p> {n} ." for n in range(MANY))
        changes.put("https://example.org/many", many.encode(), "text/turtle")
        changes.update(marked(0))
        yield changes


def row(answer: QueryResult) -> dict[str, str]:
    (found,) = orjson.loads(answer.body)["results"]["bindings"]
    return {name: value["value"] for name, value in found.items()}


class Asker(threading.Thread):
    """Asks one query after the other, and keeps what was wrong with the answers."""

    def __init__(self, state: State, reached: list[int], stop: threading.Event) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.asked = 0
        self._state, self._reached, self._stop_event = state, reached, stop

    def run(self) -> None:
        while not self._stop_event.wait(PAUSE):
            at_least = self._reached[-1]
            try:
                found = row(self._state.pool.run(Question(BOTH, JSON)))
            except Exception as error:  # noqa: BLE001 - any at all is a failed answer
                self.wrong.append(repr(error))
                continue
            self.asked += 1
            if found["a"] != found["b"]:
                self.wrong.append(f"torn: {found}")
            if int(found["a"]) < at_least:
                self.wrong.append(f"stale: {found} where {at_least} was served")


@pytest.mark.slow
@pytest.mark.parametrize("union", [True, False])
def test_no_answer_is_lost_torn_or_stale(home: Home, changes: Changes, union: bool) -> None:
    state = State(home, Limits(timeout=60, memory_mb=1000, workers=2, union=union), None)
    reached, stop = [0], threading.Event()
    askers = [Asker(state, reached, stop) for _ in range(ASKERS)]
    try:
        for asker in askers:
            asker.start()
        for number in range(1, PUBLICATIONS + 1):
            state.reach(changes.update(marked(number)).generation)
            reached.append(number)
            time.sleep(0.1)
    finally:
        stop.set()
        for asker in askers:
            asker.join()
        state.close()

    assert [wrong for asker in askers for wrong in asker.wrong] == []
    assert all(asker.asked > PUBLICATIONS for asker in askers)
    assert len(home.numbers()) <= 3


@pytest.mark.slow
def test_a_generation_stays_while_a_query_runs_on_it_and_goes_when_idle(home: Home, changes: Changes) -> None:
    state = State(home, Limits(timeout=60, memory_mb=1000, workers=2), None)
    answers: list[QueryResult] = []
    slow = threading.Thread(target=lambda: answers.append(state.pool.run(Question(SLOW, JSON))))
    try:
        slow.start()
        time.sleep(0.2)
        for number in (1, 2, 3):
            state.reach(changes.update(marked(number)).generation)
        is_running, kept = slow.is_alive(), home.numbers()
        slow.join()
        state.reach(changes.update(marked(4)).generation)
        state.pool.run(Question(BOTH, JSON))
        state.reach(changes.update(marked(5)).generation)
    finally:
        state.close()

    (answer,) = answers
    assert (row(answer)["mark"], row(answer)["n"], answer.generation) == ("0", str(MANY * MANY), 2)
    if is_running:  # else the machine was faster than three publications
        assert 2 in kept
    assert 2 not in home.numbers()
