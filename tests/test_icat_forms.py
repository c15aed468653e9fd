"""The forms of ICAT dumps: keys, YAML, XML and the server's own; what is hostile or broken in them.

From the documentation and examples of python-icat and icat.server. Invented: everything that is written here.
"""

from pathlib import Path

import pytest
from replay import things

from harvesters._icat_dump import Dump
from harvesters._icat_keys import read_key, write_key
from harvesters._icat_port import entities_in_port
from harvesters._icat_xml import entities_in_xml
from harvesters._icat_yaml import entities_in_yaml, yaml_chunks
from kg.errors import BadRecord
from kg.harvest.registry import load_source
from kg.harvest.source import Aside
from kg.harvest.world import open_world

ICAT = load_source("icat")


@pytest.mark.parametrize(
    ("key", "understood"),
    [
        ("User_name-db=2Fjbotu", ("User", {"name": "db/jbotu"})),
        ("Facility_name-Universit=C3=A9", ("Facility", {"name": "Université"})),
        (
            "Dataset_investigation-(facility-(name-ESNF)_name-P=2D1_visitId-1=2E1)_name-a=5Fb",
            (
                "Dataset",
                {
                    "investigation": {"facility": {"name": "ESNF"}, "name": "P-1", "visitId": "1.1"},
                    "name": "a_b",
                },
            ),
        ),
        ("Study_00000001", ("Study", {})),
        ("DataCollection of all", None),
        ("Facility_name-(name-X", None),
        ("Facility_name-X)", None),
        ("A_" + "b-(" * 20 + "c-d" + ")" * 20, None),
        ("", None),
    ],
)
def test_keys_are_read(key: str, understood: object) -> None:
    assert read_key(key) == understood


def test_a_key_written_is_read_again() -> None:
    said = {"facility": {"name": "É_(1)"}, "name": "10-%", "visitId": ""}

    assert read_key(write_key("Investigation", said)) == ("Investigation", said)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: &x [1]\nb: *x\n", "anchor, alias or tag, line 1"),
        ("a: !!python/object/apply:os.system ['true']\n", "anchor, alias or tag"),
        ("a: " + "[" * 40 + "]" * 40, "nested deeper than 20 levels"),
        ("? [1]\n: 2\n", "name that is no text"),
        ("a: [1\n", "No valid YAML"),
        ("a: \x00", "No valid YAML"),
    ],
)
def test_hostile_yaml_is_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        yaml_chunks(text.encode())


def test_yaml_scalars_stay_the_text_they_are() -> None:
    assert yaml_chunks(b"a: 2020-01-01\nb: 0x10\nc: yes\nd: ~\ne: ''\n--- 1\n") == [
        {"a": "2020-01-01", "b": "0x10", "c": "yes", "d": None, "e": ""},
        "1",
    ]


def test_an_alias_cannot_be_a_bomb(tmp_path: Path) -> None:
    layers = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))
    (tmp_path / "bomb.yaml").write_text("a0: &a0 [x]\n" + layers)

    (aside,) = things(ICAT.records(open_world(str(tmp_path), contained=False)))

    assert isinstance(aside, Aside)
    assert aside.outcome == "quarantined"


def test_numbers_as_keys_count_within_their_chunk() -> None:
    chunk = "study:\n  Study_00000001:\n    name: {}\nstudyInvestigation:\n  x:\n    study: Study_00000001\n"
    two = entities_in_yaml(("---\n" + chunk.format("one") + "---\n" + chunk.format("two")).encode())

    found = list(Dump(two).records())

    assert [(key, len(body["studyInvestigations"])) for _, key, body in found] == [("one", 1), ("two", 1)]


def test_an_entity_that_refers_to_itself_does_not_end_the_world() -> None:
    text = b"facility:\n  Facility_name-X:\n    facility: Facility_name-X\n    name: X\n"

    assert [body for _, _, body in Dump(entities_in_yaml(text)).records()] == [{"name": "X"}]


def test_xml_that_is_no_dump_is_refused() -> None:
    with pytest.raises(BadRecord, match="begins with <html>"):
        entities_in_xml(b"<html/>")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('1.0\n\nFacility(name:0,url:1)\n"X"\n', "Line 4 has fewer cells"),
        ('1.0\n\nFacility(name:0)\n"X\n', "Line 4 cannot be read"),
        ('1.0\n\nFacility(name:0))\n"X"\n', "columns in line 3"),
    ],
)
def test_a_broken_server_s_dump_says_where(text: str, reason: str) -> None:
    with pytest.raises(BadRecord, match=reason):
        entities_in_port(text.encode())


def test_texts_of_a_server_s_dump_are_unescaped() -> None:
    text = '1.0\n\nFacility(description:0,name:1)\n"a \\"b\\", \\n c",NULL\n'

    assert entities_in_port(text.encode())[0][0][2] == {"description": 'a "b", \n c', "name": None}
