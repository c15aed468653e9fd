"""DataCite's XML and its JSON say the same: proved on invented records (law) and on real ones (recorded)."""

import base64
import json
from pathlib import Path
from typing import Any

from claimed import beside, links
from hypothesis import given, settings
from hypothesis import strategies as st
from kernel4 import Person, Work

from kg.harvest.registry import load_source
from kg.harvest.source import Mapped, Record
from kg.harvest.xml import read_xml

DATACITE = load_source("datacite")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=20
).filter(lambda words: bool(words.strip()))
NAMES = st.sampled_from(["Siri", "Olaf", "Jean-Luc", "Ana María", "Łukasz"])
PEOPLE = st.builds(
    Person,
    NAMES,
    st.sampled_from(["Holm", "Quist", "O'Hara", "van der Berg"]),
    st.sampled_from([None, "0000-0002-1825-0097", "0000-0001-5109-3700"]),
    st.sampled_from([None, "DESY", "Fjord University"]),
    st.sampled_from([None, "https://ror.org/01js2sh04"]),
)
DATES = st.tuples(
    st.sampled_from(["Issued", "Collected", "Available", "Created", "Submitted", "Valid", "Updated"]),
    st.sampled_from(
        ["2024", "2024-05", "2024-05-17", "2024-05-17/2024-05-19", "2024-05-17T08:00:00Z", "soon"]
    ),
)
RELATED = st.tuples(
    st.sampled_from(["IsSupplementTo", "IsCitedBy", "IsPartOf", "IsCollectedBy", "HasVersion", "Obsoletes"]),
    st.sampled_from(["10.5072/a", "10.5072/B(1)", "https://doi.org/10.5072/c"]),
)
WORKS = st.builds(
    Work,
    st.sampled_from(["10.5072/x.1", "10.15151/esrf-dc-1", "10.15151/ESRF-ES-77", "10.5442/NI000001"]),
    WORDS,
    st.sampled_from(["DESY", "Fjord Press", "European Synchrotron Radiation Facility"]),
    st.integers(1950, 2100),
    st.sampled_from([None, "https://ror.org/02550n020"]),
    st.lists(PEOPLE, max_size=3),
    st.lists(WORDS, max_size=3),
    st.lists(st.sampled_from(["LS-1", "MX-22"]), max_size=2, unique=True),
    st.lists(DATES, max_size=4),
    st.lists(RELATED, max_size=3),
    st.sampled_from([None, LICENCE]),
    st.sampled_from([None, "F-7"]),
    st.sampled_from(["Dataset", "Collection", "Software", "Instrument", "PhysicalObject", "Text", "Other"]),
)


def mapped(body: Any) -> Mapped:  # noqa: ANN401
    return DATACITE.triples(Record("doi", "key", body, b"", "a"))


def facts(of: Mapped) -> set[str]:
    """What is said of the thing itself: claims quote the form that they stand in; only JSON has counts."""
    return {f"{subject} {predicate} {value}" for subject, predicate, value in beside(of.triples)}


@settings(max_examples=150, deadline=None)
@given(WORKS)
def test_both_forms_of_a_record_say_the_same(work: Work) -> None:
    in_json = json.loads(json.dumps({"id": work.doi, "attributes": work.json()}))

    one, other = mapped(in_json), mapped(read_xml(work.xml()))
    assert facts(one) == facts(other)
    assert set(links(one.triples)) == set(links(other.triples))


def real(folder: Path, name: str) -> dict[str, Any]:
    item: dict[str, Any] = json.loads((folder / "citations" / "datacite" / name).read_text("utf-8"))["data"]
    return item


def real_xml(folder: Path, name: str) -> bytes:
    return (folder / "catalogues" / "datacite-xml" / f"{name}.kernel4.xml").read_bytes()


def test_the_real_collection_says_the_same_in_both_forms_but_for_its_page(shared_data: Path) -> None:
    """Recorded: an ESRF data collection, as REST JSON and as kernel XML; the XML has no landing page."""
    in_json = facts(mapped(real(shared_data, "doi_10.15151_esrf-dc-2493599001.json")))
    in_xml = facts(mapped(read_xml(real_xml(shared_data, "10.15151_ESRF-DC-2493599001"))))

    page = "<https://doi.esrf.fr/10.15151/ESRF-DC-2493599001>"
    doi = "<https://doi.org/10.15151/esrf-dc-2493599001>"
    assert in_xml <= in_json
    assert in_json - in_xml == {f"{doi} <http://www.w3.org/ns/dcat#landingPage> {page}"}


def test_the_real_award_says_the_same_once_its_own_xml_completes_it(shared_data: Path) -> None:
    """Recorded: an answer without RORs, for it was not asked for them; its XML has them."""
    item = real(shared_data, "doi_10.71707_r3sy-7371_award.json")
    data = real_xml(shared_data, "10.71707_r3sy-7371")
    item["attributes"]["xml"] = base64.b64encode(data).decode()

    in_json, in_xml = facts(mapped(item)), facts(mapped(read_xml(data)))

    assert in_xml <= in_json
    (page,) = in_json - in_xml
    assert page.endswith("<https://schema.org/url> <https://commons.datacite.org/doi.org/10.71707/r3sy-7371>")


def test_xml_inside_json_that_cannot_be_read_is_left_aside() -> None:
    """Invented: no base64, a document type, too long; what the JSON says holds."""
    attributes = {"doi": "10.5072/a", "titles": [{"title": "Ice"}]}
    bomb = b'<!DOCTYPE r [<!ENTITY a "b">]><resource><titles><title>&a;</title></titles></resource>'

    for text in ("%%%", base64.b64encode(bomb).decode(), "A" * 2_000_000):
        found = facts(mapped({"id": "10.5072/a", "attributes": {**attributes, "xml": text}}))
        assert found == facts(mapped({"id": "10.5072/a", "attributes": attributes}))
