"""`kg ontology check` as an editor and a script use it."""

import json
import subprocess
from pathlib import Path

import commands
import pytest
from editors_tables import (
    DANGLING,
    DIFFRACTION,
    IMAGING,
    MOVED,
    PREFIX,
    SCATTERING,
    TOP,
    alone,
    answer,
    first_version,
    kg,
    row,
    table,
)


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone(tmp_path, monkeypatch)


@pytest.fixture
def before() -> str:
    return first_version()


# check


def test_check_answers_with_the_promised_keys(before: str) -> None:
    told = answer("check", before, table("after.csv", TOP, SCATTERING, IMAGING, MOVED))

    assert {
        "verdict",
        "findings",
        "older",
        "terms",
        "inferred",
        "impact",
        "complete",
        "seconds",
    } <= told.keys()
    assert told["inferred"]["gained_pairs"] == [[f"{PREFIX}01022", f"{PREFIX}00300"]]
    assert told["inferred"]["lost_pairs"] == [[f"{PREFIX}01022", f"{PREFIX}00200"]]
    assert (told["verdict"], told["complete"]) == ("pass", True)
    assert (told["impact"]["techniques_in_use_changed"], told["impact"]["datasets_changed"]) == (None, None)


def test_a_fail_is_exit_code_one_and_names_row_and_column(before: str) -> None:
    told = answer("check", before, table("after.csv", TOP, SCATTERING, IMAGING, DANGLING), code=1)

    (finding,) = (each for each in told["findings"] if each["rule"] == "unresolved-reference")
    assert (finding["level"], finding["row"], finding["column"]) == ("fail", 6, 7)
    assert (finding["text"], finding["suggestion"]) == ("Scatering", "scattering")


def test_a_reference_that_a_renaming_left_behind_is_told_the_new_name(before: str) -> None:
    """The nearest label by its letters is another one: "scattering" is nearer to "small scattering"."""
    near = row("00201", "small scattering", "photon and neutron technique")
    renamed = row("00200", "deflection", "photon and neutron technique", alt="scatter")
    after = table("after.csv", TOP, renamed, near, IMAGING, DIFFRACTION)

    told = answer("check", before, after, code=1)

    (finding,) = (each for each in told["findings"] if each["rule"] == "unresolved-reference")
    assert (finding["text"], finding["suggestion"]) == ("scattering", "deflection")
    assert "renamed 'scattering' to 'deflection'" in finding["message"]
    assert not told["complete"]
    assert "what follows is unknown" in kg("check", before, after).stdout


def test_a_fault_that_stood_before_is_an_older_one() -> None:
    before = table("before.csv", TOP, SCATTERING, DANGLING)
    after = table("after.csv", TOP, SCATTERING, IMAGING, DANGLING)

    done = kg("check", before, after, "--older")

    assert "unresolved-reference" not in done.stdout.split("Older findings")[0]
    assert "row 6, column G (7, Parent IRI)" in done.stdout.split("Older findings")[1]


def test_usage_tells_what_happens_to_datasets(before: str) -> None:
    after = table("after.csv", TOP, SCATTERING, IMAGING, MOVED)
    Path("usage.csv").write_text(f"technique,datasets\n{PREFIX}01022,520\n{PREFIX}00200,7\n{PREFIX}09999,0\n")

    impact = answer("check", before, after, "--usage", "usage.csv")["impact"]

    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, 520)
    assert impact["details"]["datasets_losing"] == 520


def test_a_usage_table_without_its_columns_is_bad_input(before: str) -> None:
    Path("usage.csv").write_text("technique;datasets\n")

    done = kg("check", before, before, "--usage", "usage.csv")

    assert "technique" in str(done.exception)
    assert "usage.csv" in str(done.exception)


def test_no_change_is_said_so(before: str) -> None:
    done = kg("check", before, before)

    assert done.exit_code == 0
    assert done.stdout.startswith("PASS  nothing to object to")
    assert "no semantic change" in done.stdout


def test_a_warning_fails_only_where_asked(before: str) -> None:
    renamed = row("01022", "diffraction-based techniques", "scattering")
    after = table("after.csv", TOP, SCATTERING, IMAGING, renamed)

    assert answer("check", before, after)["verdict"] == "warn"
    assert kg("check", before, after, "--fail-on", "warn").exit_code == 1
    assert answer("check", before, after, "--skip", "label-lost")["verdict"] == "pass"
    only = answer("check", before, after, "--rule", "label-lost")
    assert {each["rule"] for each in only["findings"]} == {"label-lost"}


def test_a_rule_that_is_not_there_is_bad_input(before: str) -> None:
    done = kg("check", before, before, "--skip", "label-losst")

    assert 'did you mean "label-lost"?' in str(done.exception)


def test_one_run_writes_several_forms(before: str) -> None:
    after = table("after.csv", TOP, SCATTERING, IMAGING, DANGLING)

    done = kg("check", before, after, "--out", "review.md", "--format", "markdown", "--also", "sarif=r.sarif")

    assert (done.exit_code, done.stdout) == (1, "")
    assert Path("review.md").read_text().startswith("### ❌")
    assert json.loads(Path("r.sarif").read_text())["version"] == "2.1.0"


@pytest.mark.parametrize("form", ["pdf", "", "sarif,json"])
def test_a_form_that_is_not_there_is_bad_input(before: str, form: str) -> None:
    done = kg("check", before, before, "--format", form)

    assert "No format is called" in str(done.exception)


def test_revisions_of_a_repository_are_versions(before: str) -> None:
    git = ["git", "-c", "user.name=E", "-c", "user.email=e@example.org"]
    for words in (["init", "-q"], ["add", before], ["commit", "-qm", "one"]):
        subprocess.run([*git, *words], check=True, capture_output=True)
    table("before.csv", TOP, SCATTERING, IMAGING, MOVED)

    told = answer("check", "HEAD:before.csv", "before.csv")

    assert (told["before"], told["inferred"]["gained"], told["inferred"]["lost"]) == ("HEAD:before.csv", 1, 1)


def test_released_iris_of_the_configuration_must_stay(before: str) -> None:
    Path("releases").mkdir()
    table("releases/v1.csv", TOP, SCATTERING, IMAGING, DIFFRACTION, row("01099", "old", "scattering"))
    Path(".kg-ontology.toml").write_text('released = ["releases/v1.csv"]\n')

    told = answer("check", before, before, code=1)

    assert [(each["rule"], each["term"]) for each in told["findings"]] == [
        ("released-term-gone", f"{PREFIX}01099")
    ]
    assert answer("next-iri", before)["iri"] == f"{PREFIX}01100"


# The store


def test_without_a_usage_table_the_store_is_asked(sample_home: Path) -> None:
    """Counted apart by the product's own SPARQL: the datasets of the technique that most of them state."""
    query = (
        "SELECT ?technique (COUNT(DISTINCT ?dataset) AS ?n) "
        "WHERE { ?dataset pan:technique ?technique ; a dcat:Dataset } "
        "GROUP BY ?technique ORDER BY DESC(?n) LIMIT 1"
    )
    Path("count.rq").write_text(
        f"PREFIX pan: <https://w3id.org/pan-kg/def#>\nPREFIX dcat: <http://www.w3.org/ns/dcat#>\n{query}"
    )
    found = json.loads(commands.kg("query", "count.rq", "--format", "json", "--store", sample_home).stdout)
    (binding,) = found["results"]["bindings"]
    number = binding["technique"]["value"].removeprefix(PREFIX)
    before = table("before.csv", TOP, SCATTERING, IMAGING, row(number, "the technique", "scattering"))
    after = table("after.csv", TOP, SCATTERING, IMAGING, row(number, "the technique", "imaging"))

    impact = answer("check", before, after, "--store", str(sample_home))["impact"]

    assert impact["datasets_changed"] == int(binding["n"]["value"]) > 0
    assert impact["techniques_in_use_changed"] == 1
    assert str(sample_home) in impact["source"]


def test_a_store_that_is_named_and_empty_is_bad_input(before: str) -> None:
    done = kg("check", before, before, "--store", "nowhere")

    assert "no published generation" in str(done.exception)
