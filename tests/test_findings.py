"""`kg findings` and its page: what to change where, how many records it mends. All records are invented."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from serving import BROWSER, Page, client
from starlette.testclient import TestClient
from typer.testing import CliRunner, Result

from kg.answer.finding_query import Asked, query
from kg.cli.main import build
from kg.errors import BadInput
from kg.pipeline import build_from_folder
from kg.resolve.rules import RULES
from kg.store.home import Home

FORMULA = '=HYPERLINK("http://127.0.0.1/x","y")'
PSI = "https://ror.org/03eh3y714"
ESS = "https://w3id.org/pan-kg/id/facility/ess"


def publication(number: int, **said: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "doi": f"10.5072/findings.{number}",
        "title": f"Record {number} <b>bold</b>",
        "creator": ["Ada Rosenqvist"],
        "publisher": "Paul Scherrer Institut",
        "publicationYear": 2021,
        "status": "registered",
        "registeredTime": "2022-01-01T00:00:00Z",
        **said,
    }


# Worked out by hand: ESS as licence in 3, one of them the ESS's own, accounts in 2, a broken date in 1,
# a formula as licence in 1. All but the third are PSI's.
RECORDS = [
    publication(1, license="ESS"),
    publication(2, license="ESS", creator=["rosenq_a", "fenwick_b"]),
    publication(3, license="ESS", publisher="European Spallation Source"),
    publication(4, license="CC BY 4.0", creator=["rosenq_a"]),
    publication(5, license=FORMULA),
    publication(6, updatedAt="2021-02-30"),
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("findings")
    place = folder / "data" / "catalogues" / "scicat" / "invented"
    place.mkdir(parents=True)
    (place / "PublishedData.json").write_text(json.dumps(RECORDS), encoding="utf-8")
    build_from_folder(Home(folder / "home"), folder / "data")
    return folder / "home"


@pytest.fixture(scope="module")
def site(home: Path) -> Iterator[TestClient]:
    with client(home) as opened:
        yield opened


def asked(home: Path, *arguments: str) -> Result:
    return CliRunner().invoke(build(), ["findings", "--store", str(home), *arguments])


def told(home: Path, *arguments: str) -> Any:  # noqa: ANN401
    result = asked(home, *arguments, "--json")
    assert result.exit_code == 0, result.exception
    return json.loads(result.stdout)


def counts(answer: Any) -> dict[tuple[str, str, str], tuple[int, int]]:  # noqa: ANN401
    return {
        (of["rule"], of["facility"], of["field"]): (of["records"], of["values"]) for of in answer["actions"]
    }


def test_actions_are_counted_by_record_and_the_largest_stand_first(home: Path) -> None:
    answer = told(home)

    assert counts(answer) == {
        ("licence-unknown", PSI, "license"): (3, 2),
        ("person-account", PSI, "creator[]"): (2, 2),
        ("date-impossible", PSI, "updatedAt"): (1, 1),
        ("licence-unknown", ESS, "license"): (1, 1),
    }
    assert [of["records"] for of in answer["actions"]] == [3, 2, 1, 1]
    assert [of["label"] for of in answer["actions"]] == [
        *["Paul Scherrer Institute"] * 3,
        "European Spallation Source",
    ]
    assert answer["total"] == 4
    assert answer["generation"] == 1


def test_an_action_says_what_to_change_with_examples_by_whole_iri(home: Path) -> None:
    action = told(home)["actions"][0]

    assert (action["level"], action["action"]) == ("error", RULES["licence-unknown"].action)
    assert action["most"][0] == {
        "said": "ESS",
        "understood": None,
        "confidence": None,
        "remedy": 'Replace "ESS" by the address of a licence.',
        "records": 2,
        "example": "https://doi.org/10.5072/findings.1",
        "fields": ["license"],
    }
    assert action["fields"] == [{"field": "license", "source": "scicat", "records": 3}]
    assert [of["iri"] for of in action["examples"]] == [
        "https://doi.org/10.5072/findings.1",
        "https://doi.org/10.5072/findings.2",
        "https://doi.org/10.5072/findings.5",
    ]


@pytest.mark.parametrize(
    "facility", ["ESS", "European Spallation Source", "https://w3id.org/pan-kg/id/facility/ess"]
)
def test_a_facility_sees_its_own_records_only(home: Path, facility: str) -> None:
    answer = told(home, "--facility", facility)

    assert counts(answer) == {("licence-unknown", ESS, "license"): (1, 1)}
    assert answer["label"] == "European Spallation Source"


def test_a_rule_and_a_source_narrow_the_list(home: Path) -> None:
    assert list(counts(told(home, "--rule", "person-account"))) == [("person-account", PSI, "creator[]")]
    assert len(counts(told(home, "--source", "scicat"))) == 4
    assert len(told(home, "--limit", "1")["actions"]) == 1
    assert told(home, "--limit", "1")["total"] == 4


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rule", "no-such-rule"], "licence-unknown"),
        (["--facility", "Nowhere Source"], "Nowhere Source"),
        (["--source", "sci"], "scicat"),
        (["--format", "pdf"], "table, json, csv, html"),
    ],
)
def test_a_wrong_option_names_the_way_out(home: Path, arguments: list[str], words: str) -> None:
    result = asked(home, *arguments)

    assert isinstance(result.exception, BadInput)
    assert words in str(result.exception)


def test_the_table_tells_the_same(home: Path) -> None:
    shown = asked(home).stdout

    assert "4 things to change in records, generation 1" in shown
    assert "error    3 records  licence-unknown  in license  (Paul Scherrer Institute)" in shown
    assert '- ESS (2): Replace "ESS" by the address of a licence.' in shown


def test_csv_holds_one_row_for_each_value_and_no_formula(home: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(asked(home, "--format", "csv").stdout, newline="")))

    assert len(rows) == 6
    assert {row["said"] for row in rows} == {"ESS", f"'{FORMULA}", "rosenq_a", "fenwick_b", "2021-02-30"}
    assert [row["said in records"] for row in rows if row["said"] == "rosenq_a"] == ["2"]
    assert {(row["facility"], row["said"]): row["example"][-1] for row in rows} == {
        (PSI, "ESS"): "1",
        (ESS, "ESS"): "3",
        (PSI, f"'{FORMULA}"): "5",
        (PSI, "rosenq_a"): "2",
        (PSI, "fenwick_b"): "2",
        (PSI, "2021-02-30"): "6",
    }


def test_csv_and_json_hold_every_value_whole_and_the_table_says_where(tmp_path: Path) -> None:
    words = [f"house rules {number} {'x' * 600}" for number in range(7)]
    place = tmp_path / "data" / "catalogues" / "scicat" / "invented"
    place.mkdir(parents=True)
    said = [publication(number, license=text) for number, text in enumerate(words)]
    (place / "PublishedData.json").write_text(json.dumps(said), encoding="utf-8")
    build_from_folder(Home(tmp_path / "home"), tmp_path / "data")

    rows = list(csv.DictReader(io.StringIO(asked(tmp_path / "home", "--format", "csv").stdout, newline="")))
    (action,) = told(tmp_path / "home")["actions"]
    with client(tmp_path / "home") as site:
        page = site.get("/facilities/findings?format=csv").text

    expected = {text: f"https://doi.org/10.5072/findings.{number}" for number, text in enumerate(words)}
    assert {row["said"]: row["example"] for row in rows} == expected
    assert {of["said"]: of["example"] for of in action["most"]} == expected
    assert {row["said"]: row["example"] for row in csv.DictReader(io.StringIO(page, newline=""))} == expected
    assert "… and 2 other values: --format csv" in asked(tmp_path / "home").stdout


def test_the_html_report_stands_alone_and_escapes(home: Path) -> None:
    report = asked(home, "--format", "html").stdout

    assert "<b>bold</b>" not in report
    assert "What to mend in the records of all facilities" in report
    assert Page(report).scripts == []
    assert Page(report).loads == []


# The page


def test_the_page_links_every_number_to_its_records_and_its_sparql(site: TestClient) -> None:
    shown = site.get("/facilities/findings", headers=BROWSER)

    assert shown.status_code == 200
    assert "<b>bold</b>" not in shown.text
    records = (
        f'href="/facilities/findings?iri={quote(PSI, safe="")}&amp;rule=licence-unknown&amp;list=records">'
    )
    assert f"{records}3 records</a>" in shown.text
    assert 'href="/sparql?query=' in shown.text


def test_the_page_of_a_facility_is_below_its_own(site: TestClient) -> None:
    address = f"/facilities/{PSI.removeprefix('https://')}/findings"

    answer = site.get(address, headers={"accept": "application/json"}).json()

    assert answer["facility"] == PSI
    assert counts(answer)["licence-unknown", PSI, "license"] == (3, 2)
    assert (
        f'href="{address}?rule=licence-unknown&amp;list=records">3 records</a>'
        in site.get(address, headers=BROWSER).text
    )
    assert address in site.get(f"/facilities/{PSI.removeprefix('https://')}", headers=BROWSER).text
    assert site.get("/facilities/nowhere.example/findings").status_code == 404


def test_the_records_behind_a_number_are_listed(site: TestClient) -> None:
    address = "/facilities/findings?rule=licence-unknown&field=license"

    answer = site.get(address, headers={"accept": "application/json"}).json()
    those = site.get(f"{address}&said=ESS&format=json").json()
    table = site.get(address, headers={"accept": "text/csv"})

    assert [of["iri"][-1] for of in answer["records"]] == ["1", "2", "3", "5"]
    assert "4 records" in site.get(address, headers=BROWSER).text
    assert [of["iri"][-1] for of in those["records"]] == ["1", "2", "3"]
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert f"'{FORMULA}".replace('"', '""') in table.text
    assert "/datasets/doi.org/10.5072/findings.1" in site.get(address, headers=BROWSER).text


def test_the_linked_sparql_gives_the_number(site: TestClient) -> None:
    action = site.get("/facilities/findings?format=json").json()["actions"][0]

    found = site.get(f"/sparql?query={quote(action['sparql'])}", headers={"accept": "text/csv"})

    assert len({line.split(",")[0] for line in found.text.splitlines()[1:]}) == action["records"] == 3


@pytest.mark.parametrize(
    "words", ['"} DELETE WHERE {?s ?p ?o} #', "\\", "UNDEF", "a\nb # if facility", "' }", "<x> \u2028"]
)
def test_what_is_asked_for_cannot_leave_its_literal(site: TestClient, words: str) -> None:
    text = query("finding_records", Asked(rule=words, field=words, source=words, said=words))

    answer = site.get(f"/sparql?query={quote(text)}", headers={"accept": "text/csv"})

    assert answer.status_code == 200
    assert answer.text.split() == ["thing,title,said,kind"]


def test_rules_that_do_not_exist_are_named_as_wrong(site: TestClient) -> None:
    answer = site.get("/facilities/findings?rule=zzz", headers={"accept": "application/json"})

    assert answer.status_code == 400
    assert "licence-unknown" in answer.text
    assert site.get("/facilities/findings?source=zzz&format=json").status_code == 400
    assert site.get("/facilities/findings?rule=person-list&field=x&format=json").status_code == 404


def test_the_page_of_a_dataset_says_what_to_mend(site: TestClient) -> None:
    address = "/datasets/doi.org/10.5072/findings.2"

    remarks = site.get(f"{address}?format=json").json()["remarks"]

    assert [(of["rule"], of["said"]) for of in remarks] == [
        ("licence-unknown", "ESS"),
        ("person-account", "fenwick_b"),
        ("person-account", "rosenq_a"),
    ]
    assert "To mend at the source" in site.get(address, headers=BROWSER).text
