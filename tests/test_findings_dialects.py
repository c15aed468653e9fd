"""Findings about records that two dialects tell: one thing to mend, in the words of each. All is invented."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from commands import kg
from serving import BROWSER, client

PSI = "https://ror.org/03eh3y714"

SCICAT = [
    {
        "doi": f"10.16907/two.{number}",
        "title": "T",
        "creator": names,
        "publisher": "PSI",
        "publicationYear": 2021,
    }
    for number, names in ((1, ["nass_k"]), (2, ["slsmx", "nass_k"]), (3, ["Ada Rosenqvist"]))
]
RECORD = """<record><header><identifier>{doi}</identifier><datestamp>2021-01-01</datestamp></header><metadata>
<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:title>T</dc:title><dc:identifier>{doi}</dc:identifier><dc:creator>nass_k</dc:creator>
<dc:publisher>{publisher}</dc:publisher><dc:type>dataset</dc:type></oai_dc:dc></metadata></record>"""
OAI = [("10.16907/two.1", "PSI"), ("10.5072/nowhere.4", "Fjord Press")]


def told(*arguments: object) -> str:
    result = kg(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dialects")
    (folder / "PublishedData.json").write_text(json.dumps(SCICAT), encoding="utf-8")
    records = "".join(RECORD.format(doi=doi, publisher=publisher) for doi, publisher in OAI)
    (folder / "oai.xml").write_text(
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2021-01-01T00:00:00Z</responseDate>'
        f"<request>http://127.0.0.1/oai</request><ListRecords>{records}</ListRecords></OAI-PMH>",
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KG_ENCODER", "none")
        for source, file in (("scicat", "PublishedData.json"), ("oai", "oai.xml")):
            told("harvest", source, folder / file, "--store", folder / "home")
    return folder / "home"


def actions(home: Path, *arguments: str) -> dict[tuple[str, str | None], dict[str, Any]]:
    found = json.loads(told("findings", "--store", home, "--json", *arguments))["actions"]
    assert len(found) == len({(of["rule"], of["facility"]) for of in found})
    return {(of["rule"], of["facility"]): of for of in found}


def test_a_record_told_twice_is_mended_once(home: Path) -> None:
    found = actions(home)

    assert {key: of["records"] for key, of in found.items()} == {
        ("person-account", PSI): 2,  # the first by both, the second by SciCat alone
        ("person-account", None): 1,
        ("publisher-unknown", None): 1,
    }
    assert found["person-account", None]["label"] is None


def test_each_dialect_is_told_what_its_field_is_called(home: Path) -> None:
    of = actions(home)["person-account", PSI]

    assert of["fields"] == [
        {"field": "creator[]", "source": "scicat", "records": 2},
        {"field": "creators[]", "source": "oai", "records": 1},
    ]
    assert of["field"] == "creator[]; creators[]"
    assert of["values"] == 2
    assert [(value["said"], value["records"], value["fields"]) for value in of["most"]] == [
        ("nass_k", 2, ["creator[]", "creators[]"]),
        ("slsmx", 1, ["creator[]"]),
    ]


def test_one_source_is_told_its_own_field_alone(home: Path) -> None:
    of = actions(home, "--source", "oai")["person-account", PSI]

    assert of["fields"] == [{"field": "creators[]", "source": "oai", "records": 1}]
    assert (of["records"], of["values"]) == (1, 1)


def test_the_table_and_the_csv_name_the_fields(home: Path) -> None:
    table = told("findings", "--store", home)
    rows = list(csv.DictReader(io.StringIO(told("findings", "--store", home, "--format", "csv"), newline="")))

    assert "2 records  person-account  in creator[] (scicat: 2), creators[] (oai: 1)  (Paul Scherrer" in table
    assert "1 record  publisher-unknown  in publisher  (no facility known)" in table
    assert [(row["facility"], row["said"], row["field"], row["said in records"]) for row in rows] == [
        (PSI, "nass_k", "creator[]; creators[]", "2"),
        (PSI, "slsmx", "creator[]", "1"),
        ("", "nass_k", "creators[]", "1"),
        ("", "Fjord Press", "publisher", "1"),
    ]


def test_the_page_lists_the_records_of_a_row_each_once(home: Path) -> None:
    here = f"/facilities/{PSI.removeprefix('https://')}/findings"
    with client(home) as site:
        row = site.get(f"{here}?rule=person-account&list=records&format=json").json()
        nowhere = site.get(
            "/facilities/findings?rule=person-account&list=records&place=none&format=json"
        ).json()
        page = site.get(f"{here}?rule=person-account&list=records", headers=BROWSER).text
        listed = site.get("/facilities/findings", headers=BROWSER).text

    assert {of["iri"] for of in row["records"]} == {f"https://doi.org/10.16907/two.{n}" for n in (1, 2)}
    assert [of["iri"] for of in nowhere["records"]] == ["https://doi.org/10.5072/nowhere.4"]
    assert "fields <code>creator[]</code>, <code>creators[]</code>" in page
    assert "2 records" in page
    assert (
        'href="/facilities/findings?place=none&amp;rule=person-account&amp;list=records">1 record</a>'
        in listed
    )
