"""`kg replay`, and how `kg harvest` ends when nothing of what it read is usable."""

from pathlib import Path

import pytest
from commands import answer, kg

from kg.errors import BadInput
from kg.harvest.source import Mapped, Record
from kg.store.home import Home
from kg.store.reader import Reader


def test_without_a_change_there_is_no_new_generation(five: Path, empty: str) -> None:
    answer("harvest", "scicat", five, "--store", empty)

    document = answer("replay", "--store", empty)

    (report,) = document["sources"]
    assert (report["source"], report["read"], report["mapped"], report["unchanged"]) == ("scicat", 5, 0, 5)
    assert document["generation"] == 1


def test_a_changed_mapping_reaches_readers_without_the_source(
    five: Path, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    from harvesters import scicat
    from kg.rdf.names import DCT
    from kg.rdf.terms import Literal

    def louder(record: Record) -> Mapped:
        mapped = scicat.triples(record)
        title = (mapped.about, DCT["alternative"], Literal("LOUDER"))
        return Mapped(mapped.about, [*mapped.triples, title])

    answer("harvest", "scicat", five, "--store", empty)
    for file in five.iterdir():
        file.unlink()
    monkeypatch.setattr(scicat, "SOURCE", replace(scicat.SOURCE, triples=louder, version="next"))

    document = answer("replay", "scicat", "--store", empty)

    assert (document["sources"][0]["mapped"], document["generation"]) == (5, 2)
    current = Home(empty).current()
    assert current is not None
    assert len(Reader(current.graph).select("SELECT ?d { ?d dcterms:alternative 'LOUDER' }")) == 5


def test_the_summary_counts_each_source(five: Path, empty: str) -> None:
    answer("harvest", "scicat", five, "--store", empty)

    result = kg("replay", "--store", empty)

    assert "scicat: 5 records read" in result.stdout
    assert "5 unchanged" in result.stdout


def test_a_source_that_never_was_is_named_with_those_there_are(five: Path, empty: str) -> None:
    assert isinstance(kg("replay", "--store", empty).exception, BadInput)
    answer("harvest", "scicat", five, "--store", empty)

    result = kg("replay", "nexus", "--store", empty)

    assert isinstance(result.exception, BadInput)
    assert "There are: scicat" in str(result.exception)


def test_a_harvest_of_which_nothing_is_usable_is_bad_input(tmp_path: Path, empty: str) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "login.json").write_text("<!DOCTYPE html><title>Log in</title>")

    result = kg("harvest", "scicat", folder, "--store", empty)

    assert result.exit_code == BadInput.exit_code
    assert "Nothing of what was read can be used" in result.stderr
    assert kg("harvest", "scicat", folder, folder / "nowhere", "--store", empty).exit_code == 2


def test_one_usable_record_is_enough(five: Path, empty: str) -> None:
    (five / "login.json").write_text("<!DOCTYPE html><title>Log in</title>")

    assert kg("harvest", "scicat", five, "--store", empty).exit_code == 0
    assert kg("harvest", "scicat", five, "--store", empty).exit_code == 0  # unchanged ones are usable


def test_removing_too_much_is_allowed_with_full_only(five: Path, empty: str) -> None:
    result = kg("harvest", "scicat", five, "--store", empty, "--allow-removal")

    assert isinstance(result.exception, BadInput)
    assert "--full" in str(result.exception)


@pytest.mark.parametrize("option", ["prefix", "=10.5072", ""])
def test_an_option_that_is_none_is_refused(five: Path, empty: str, option: str) -> None:
    result = kg("harvest", "scicat", five, "--store", empty, "--option", option)

    assert isinstance(result.exception, BadInput)
    assert "NAME=VALUE" in str(result.exception)
