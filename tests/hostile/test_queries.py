"""No query is too deep, too wide, too greedy or too strange for an honest answer in time."""

import pytest

from hostile.case import Case
from hostile.judge import judge
from hostile.queries import CASES, ENDLESS, HOPELESS
from hostile.service import GRACE, PATIENCE, Service
from hostile.watch import children_rest


@pytest.mark.parametrize("case", [case for case in CASES if case not in HOPELESS], ids=str)
def test_a_hostile_query_is_answered_in_time_and_honestly(service: Service, case: Case) -> None:
    _ask_and_judge(service, case)


@pytest.mark.parametrize("case", HOPELESS, ids=str)
def test_a_hopeless_query_is_stopped_by_a_short_limit(hurried: Service, case: Case) -> None:
    _ask_and_judge(hurried, case)


def _ask_and_judge(service: Service, case: Case) -> None:
    reply = service.ask(case.sparql, {"Accept": case.accept} if case.accept else None, PATIENCE)

    judge(reply, service.world, case.right, case.reasons)
    if case in ENDLESS:
        assert children_rest(service.process.pid, 2 * GRACE), "the query still runs after its answer"


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({case.name for case in CASES}) == len(CASES)
