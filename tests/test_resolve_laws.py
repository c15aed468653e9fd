"""Whatever a stranger writes, a resolver answers, soon, and says nothing that it does not know."""

import string

from hypothesis import assume, given
from hypothesis import strategies as st

from kg.rdf.mint import orcid_iri
from kg.rdf.names import THING
from kg.resolve.day import resolve_day, resolve_moment
from kg.resolve.doi import dois_in, related_finding
from kg.resolve.finding import Finding, finding_triples
from kg.resolve.formula import read_formula
from kg.resolve.instrument import resolve_instrument
from kg.resolve.licence import resolve_licence
from kg.resolve.organisation import resolve_ror
from kg.resolve.person import resolve_name, resolve_orcid
from kg.resolve.technique import panet_number, resolve_technique
from kg.resolve.unit import resolve_unit

TEXTS = st.text(max_size=200) | st.text(
    alphabet=string.ascii_letters + string.digits + " /.,;:()[]^*-+_@#%<>\"'·µÅ°²₂\u2028\x00", max_size=200
)
ABOUT = THING["dataset/x"]
resolve_technique(None, "warming up")  # makes its tables here, not within the deadline of a test


@given(TEXTS)
def test_no_text_is_too_strange(text: str) -> None:
    resolve_day(text, "f")
    resolve_moment(text, "f")
    dois_in(text)
    related_finding(text, "f")
    read_formula(text)
    resolve_instrument(text)
    resolve_licence(text)
    resolve_ror(text)
    resolve_name(text)
    resolve_orcid(text)
    resolve_technique(text, text)
    resolve_unit(text, text)


@given(TEXTS, TEXTS)
def test_a_finding_has_a_node_and_never_repeats_an_address(said: str, remedy: str) -> None:
    finding = Finding("licence-unknown", "license", f"{said} a.b@example.org", None, 0.0, remedy)

    triples = finding_triples(ABOUT, finding)

    assert triples[0][0] == ABOUT
    assert len({subject for subject, _, _ in triples[1:]}) == 1
    assert not any("a.b@example.org" in term.value for _, _, term in triples)
    assert finding_triples(ABOUT, finding) == triples


@given(st.sampled_from("fpnumk"), st.sampled_from(["m", "s", "A", "K", "J", "Pa", "V", "W", "Hz", "eV"]))
def test_a_prefix_scales_by_its_power_of_ten(prefix: str, symbol: str) -> None:
    power = {"f": -15, "p": -12, "n": -9, "u": -6, "m": -3, "k": 3}[prefix]

    plain, _ = resolve_unit(symbol, "current")
    scaled, _ = resolve_unit(prefix + symbol, "current")

    assert plain is not None
    assert scaled is not None
    assert abs(scaled.factor / plain.factor / 10.0**power - 1) < 1e-12
    assert scaled.si == plain.si


@given(st.integers(1, 99), st.integers(1, 99))
def test_doubling_a_formula_doubles_its_amounts(oxygen: int, iron: int) -> None:
    whole = read_formula(f"Fe{2 * iron}O{2 * oxygen}")
    doubled = read_formula(f"(Fe{iron}O{oxygen})2")

    assert whole is not None
    assert doubled == whole


@given(st.from_regex(r"\A[0-9]{15}\Z"))
def test_of_eleven_check_digits_one_holds(digits: str) -> None:
    assume(len(set(digits)) > 1)

    assert len([check for check in "0123456789X" if orcid_iri(digits + check)]) == 1


@given(st.integers(0, 99999))
def test_every_number_is_read_from_its_iri(number: int) -> None:
    assert panet_number(f"http://purl.org/pan-science/PaNET/PaNET{number:05d}") == f"{number:05d}"
