"""What a book keeps of a work says all that is known of it, and no more."""

import orjson
from hypothesis import given
from hypothesis import strategies as some

from kg.citation.work import PartialDate, Person, Work
from kg.citation.work_text import work_from_text, work_text

words = some.none() | some.text(max_size=5)
lists = some.lists(some.text(max_size=5), max_size=3).map(tuple)
people = some.builds(
    Person, words, words, some.sampled_from(["creator", "staff"]), words, words, some.none() | some.text()
)
dates = some.none() | some.builds(PartialDate, some.text(max_size=10), some.text(max_size=5))
works = some.builds(
    Work, some.sampled_from([None, "dataset"]), words, dates, some.lists(people, max_size=3).map(tuple),
    some.sampled_from([None, True, False]), issued=words, license=words, facilities=lists, parts=lists,
    identifiers=lists,
)  # fmt: skip


@given(works)
def test_a_work_is_read_as_it_was_written(work: Work) -> None:
    assert work_from_text(work_text(work)) == work


def test_what_is_unknown_takes_no_room() -> None:
    work = Work(
        kind="publication",
        date=PartialDate("2021-03", "crossref"),
        people=(Person("Ada Byron"), Person("Grace", None, "staff", None, "https://ror.org/1")),
        people_complete=False,
    )

    assert orjson.loads(work_text(work)) == {
        "kind": "publication",
        "date": ["2021-03", "crossref"],
        "people": [["Ada Byron", None, "creator"], ["Grace", None, "staff", None, "https://ror.org/1"]],
        "people_complete": False,
    }
