"""Repairs: only sure ones, every other byte kept, the second time nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mapping_tables import MASTER, NAMES, needs_data, real, released, small

from kg.ontology.document import Document
from kg.ontology.mappings.check import check
from kg.ontology.mappings.example import FAULTLESS, HEADER, MANUAL, METADATA
from kg.ontology.mappings.fix import Fixed, fix
from kg.ontology.mappings.read import read_table
from kg.ontology.read.template import read_template

PANET = "http://purl.org/pan-science/PaNET/"


def fixed(data: bytes, ontology: Document | None = None) -> Fixed:
    table = read_table(data, "table.csv")
    return fix(table, check(table, ontology or small()).findings)


def fixed_rows(*rows: str, header: str = HEADER) -> list[str]:
    """The rows below the header after the repair."""
    done = fixed((METADATA + "\n".join((header, *rows)) + "\n").encode()).data.decode()
    before, _, after = done.partition(header + "\n")
    assert before == METADATA
    return after.splitlines()


@pytest.mark.parametrize(
    "broken",
    [
        FAULTLESS.replace("panet:", "PANET:"),
        FAULTLESS.replace("panet:", " Panet:"),
        FAULTLESS.replace("PaNET01022", "PaNETPaNET01022 "),
        FAULTLESS.replace("other:1,Diffraction", "Diffraction,other:1"),
        FAULTLESS.replace("other:1,Diffraction", "Diffraction , Other:1 "),
        FAULTLESS.replace(",diffraction,", ", bending of waves ,"),
        FAULTLESS.replace(",diffraction,", ",lattice scattering,"),
        FAULTLESS.replace("skos:", "SKOS:").replace("semapv:", "Semapv:"),
    ],
)
def test_sure_repairs(broken: str) -> None:
    assert fixed_rows(broken) == [FAULTLESS]


@pytest.mark.parametrize(
    "kept",
    [
        FAULTLESS.replace("PaNET01022", "PaNET01023"),
        FAULTLESS.replace("PaNET01022", "PaNETPaNET01023"),
        FAULTLESS.replace("panet:", "pannet:"),
        FAULTLESS.replace(",diffraction,", ",powder diffraction,"),
        FAULTLESS.replace("PaNET01022,diffraction", "PaNET01999,obsolete lattice method"),
        FAULTLESS.replace(MANUAL, "by hand"),
    ],
)
def test_no_guesses(kept: str) -> None:
    assert fixed_rows(kept) == [kept]


def test_a_repeated_row_goes_and_the_first_stays() -> None:
    twin = FAULTLESS.replace("panet:", "Panet:").replace(",diffraction,", ",Diffraction ,")
    other = FAULTLESS.replace("other:1", "other:2").replace("exactMatch", "closeMatch")
    assert fixed_rows(FAULTLESS, other, twin) == [FAULTLESS, other]


def test_what_is_not_repaired_stays_byte_for_byte() -> None:
    text = (
        "\ufeff# curie_map:,,,,,\r\n#   panet: http://purl.org/pan-science/PaNET/,,,,,\r\n"
        "#   other: https://example.org/,,,,,\r\n\r\n"
        f'{HEADER}\r\n"panet:PaNET01022",  diffraction,skos:exactMatch,"other:1","a ""b"", c",{MANUAL}\r\n'
        "# a comment , kept\r\n"
        f'panet:PaNET01030,"powder diffraction",skos:exactMatch,other:2,"x\r\ny",{MANUAL}'
    )
    wanted = text.replace(",  diffraction,", ",diffraction,")
    assert fixed(text.encode()).data == wanted.encode()


def test_a_new_label_is_quoted_where_it_has_to_be() -> None:
    row = f"{PANET}PaNET01022," + '"a ""new"", label"'
    ontology = read_template(f"ID,Label\nID,A rdfs:label\n{row}\n".encode(), "o")
    data = (METADATA + HEADER + "\n" + FAULTLESS + "\n").encode()
    assert b'panet:PaNET01022,"a ""new"", label",skos:exactMatch' in fixed(data, ontology).data


@needs_data
@pytest.mark.parametrize("name", NAMES)
def test_real_tables_have_none_of_the_repaired_faults_left(name: str) -> None:
    data = real(name).read_bytes()
    once = fixed(data, released(MASTER))
    again = check(read_table(once.data, "table.csv"), released(MASTER))
    assert not [each.message for each in again.findings if each.is_repairable]
    assert len(again.findings) == len(once.left)
    head = data.partition(b"subject_id")[0]
    assert once.data.startswith(head)
    assert once.data.count(b"\n") == data.count(b"\n") - (
        1 if name == "IUPAC" else 0
    )  # one row was there twice


_SUBJECTS = [
    "panet:PaNET01022",
    "Panet:PaNET01022 ",
    "panet:PaNETPaNET01030",
    "panet:PaNET0103",
    "x:1",
    "",
    "Hi",
]
_LABELS = ["diffraction", "diffraction ", "powder diffraction", "SAS", "", "<label>", "other:1", "a, b"]
_OBJECTS = ["other:1", "Other:1", " other:2", "Diffraction", "http://purl.org/pan-science/PaNET/PaNET01030"]
_PREDICATES = ["skos:exactMatch", "Skos:exactMatch", "skos:broadMatch", "same"]
_AUTHORS = ["", "orcid:0000-0002-1825-0097", "Orcid:0000-0002-1825-0097|ORCID:0000-0002-1825-0098", "<who>"]
_ROW = st.tuples(
    *map(st.sampled_from, (_SUBJECTS, _LABELS, _PREDICATES, _OBJECTS, _LABELS, [MANUAL], _AUTHORS))
)


@settings(deadline=None)
@given(st.lists(_ROW, max_size=6), st.sampled_from(["\n", "\r\n"]))
def test_fixing_twice_is_fixing_once(rows: list[tuple[str, ...]], end: str) -> None:
    lines = [
        HEADER + ",author_id",
        *(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows),
    ]
    data = (METADATA + "\n".join(lines)).replace("\n", end).encode()
    once = fixed(data)
    twice = fixed(once.data)
    assert twice.data == once.data
    assert not [each.message for each in twice.applied]
