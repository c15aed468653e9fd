"""`kg ontology check --usage` and `--store`: the impact in the answer and in words."""

from pathlib import Path

from commands import answer, kg
from releasing import NARROW, RETIRED, SAS, store_with_scattering, write_release

GONE = NARROW.replace("rdfs:subClassOf", "rdfs:seeAlso")


def test_a_usage_table_is_enough(tmp_path: Path) -> None:
    before, after = (
        write_release(tmp_path / name, "2.0.0", text) for name, text in (("a", NARROW), ("b", GONE))
    )
    usage = tmp_path / "usage.csv"
    usage.write_text(f"technique,datasets\n{SAS},520\nNAS,3\nsomething else,7\n{SAS},x\n")
    told = answer("ontology", "check", before, after, "--usage", usage)

    impact = told["impact"]
    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, 523)
    assert impact["source"] == str(usage)
    assert "523 datasets leave scattering of any angle (523 → 0)" in impact["details"]["lines"]
    assert impact["details"]["not_found"] == ["something else"]
    assert [row["row"] for row in impact["details"]["rows_aside"]] == [5]
    shown = kg("ontology", "check", before, after, "--usage", usage)
    assert "row 5, column 2" in shown.output
    assert "523 datasets leave scattering of any angle (523 → 0)" in shown.output


def test_the_store_counts_each_dataset_once_and_names_facilities(tmp_path: Path) -> None:
    home = store_with_scattering(tmp_path)
    before, after = (
        write_release(tmp_path / name, "2.0.0", text) for name, text in (("a", NARROW), ("b", RETIRED))
    )
    told = answer("ontology", "check", before, after, "--store", home.path)

    impact = told["impact"]
    assert (impact["techniques_in_use_changed"], impact["datasets_changed"]) == (1, 4)
    assert impact["details"]["datasets_losing"] == 0  # the heir stands where the retired term stood
    assert impact["details"]["counting"] == "each dataset counts once"
    assert [row["state"] for row in impact["details"]["gone"]] == ["retired"]


def test_every_spelling_of_an_id_counts_and_what_fits_no_term_is_told(tmp_path: Path) -> None:
    before, after = (
        write_release(tmp_path / name, "2.0.0", text) for name, text in (("a", NARROW), ("b", GONE))
    )
    usage = tmp_path / "usage.csv"
    bare, encrypted = SAS.rpartition("/")[2], SAS.replace("http:", "https:")
    rows = f"{bare},30\nnonsense,50\n{encrypted},4\nPaNET77777,1\npanet:{bare},2\n"
    usage.write_text(f"technique,datasets\n{rows}")
    told = answer("ontology", "check", before, after, "--usage", usage)

    assert told["impact"]["datasets_changed"] == 30 + 4 + 2
    said = told["impact"]["details"]["unmatched"]
    assert said.startswith("2 of 5 rows fit no term of either version")
    assert "row 3 'nonsense', row 5 'PaNET77777'" in said
    shown = kg("ontology", "check", before, after, "--usage", usage)
    assert "2 of 5 rows fit no term" in shown.stderr


def test_where_all_rows_fit_nothing_is_told(tmp_path: Path) -> None:
    release = write_release(tmp_path / "a", "2.0.0", NARROW)
    usage = tmp_path / "usage.csv"
    usage.write_text(f"technique,datasets\n{SAS},520\nnonsense,0\n")
    done = kg("ontology", "check", release, release, "--usage", usage)

    assert done.stderr == ""
