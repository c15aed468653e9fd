"""What holds of every search: no text is an error, filters only take away, every hit has a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from searching import ask, open_engine

from kg.answer.engine import Engine


@pytest.fixture(scope="module")
def scattering(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    return open_engine(tmp_path_factory.mktemp("scattering"), "scattering")


HOSTILE = [
    'title:"x" AND (y OR', "*:*", "[1 TO 2}", "a^9~2 +b -c !d && || \\", '"', "'''", "(((((",
    "{}<>|\0\x07\x1b", "\ud800", "🦄" * 50, "word " * 2000, "x" * 10_000, "../../etc/passwd",
    "}} UNION { ?s ?p ?o } #", "%00%ff", "\n\nDROP ALL\n", "10.9999/" + "9" * 3000, "ﬀ İ ẞ ﷽",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_is_an_error(scattering: Engine, text: str) -> None:
    answer = ask(scattering, text)

    assert all(hit.because for hit in answer.hits)


@given(text=st.text(max_size=60))
@settings(max_examples=100, deadline=None)
def test_no_text_at_all_is_an_error(scattering: Engine, text: str) -> None:
    assert ask(scattering, text).total >= 0


WORDS = st.lists(
    st.sampled_from(
        [
            "small",
            "angle",
            "scattering",
            "neutron",
            "reflectometry",
            "films",
            "bone",
            "copper",
            "NNS",
            "zebra",
        ]
    ),
    max_size=5,
).map(" ".join)
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "facility": st.sampled_from(["NNS", "SOLI"]),
        "technique": st.sampled_from(["PaNET01124", "tomography", "reflectometry"]),
        "instrument": st.sampled_from(["N7", "S2-TOMO"]),
        "year": st.sampled_from([2020, 2021, 2022, 1999]),
        "access": st.sampled_from(["open", "closed", "unknown", "embargoed"]),
    },
)


@given(text=WORDS, filters=FILTERS, more=FILTERS)
@settings(max_examples=150, deadline=None)
def test_a_filter_never_adds_hits_and_every_hit_has_a_reason(
    scattering: Engine, text: str, filters: dict[str, str | int], more: dict[str, str | int]
) -> None:
    few = ask(scattering, text, **(more | filters))
    many = ask(scattering, text, **filters)

    assert {hit.iri for hit in few.hits} <= {hit.iri for hit in many.hits}
    assert all(hit.because for hit in many.hits)
    assert many.total == len(many.hits)
    assert [hit.score for hit in many.hits] == sorted((hit.score for hit in many.hits), reverse=True)
