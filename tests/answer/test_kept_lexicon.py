"""Generations that name the same things share what was made of the names, and nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest
from named_places import NORTH, SOUTH

from kg.answer.kept_lexicon import lexicon_of
from kg.index.documents import Named
from kg.index.tables import save_aligned, save_names, save_techniques
from kg.rdf.panet import PanetTable, panet_table


def index(
    folder: Path,
    named: list[Named],
    table: PanetTable | None = None,
    aligned: tuple[tuple[str, str], ...] = (),
) -> Path:
    folder.mkdir()
    save_names(named, folder)
    save_techniques(table or panet_table(), folder)
    save_aligned(aligned, folder)
    return folder


def test_the_same_names_are_read_once_and_attachments_are_apart(tmp_path: Path) -> None:
    one = lexicon_of(index(tmp_path / "1", [NORTH, SOUTH]), ())
    two = lexicon_of(index(tmp_path / "2", [NORTH, SOUTH]), ())
    two.samples = {"gold"}

    assert one.entries is two.entries
    assert "gold" not in one.samples


@pytest.mark.parametrize("changed", ["a place", "a technique", "an aligned name", "data"])
def test_a_name_more_or_less_makes_another(tmp_path: Path, changed: str) -> None:
    table = panet_table()
    term = next(iter(table.terms.values()))
    other = PanetTable(table.version, table.terms | {term.iri: replace(term, label="kookaburra imaging")})
    before = lexicon_of(index(tmp_path / "1", [NORTH, SOUTH]), ())
    named = [NORTH] if changed == "a place" else [NORTH, SOUTH]
    told = other if changed == "a technique" else None
    aligned = (("kookaburra", term.iri),) if changed == "an aligned name" else ()
    folder = index(tmp_path / "2", named, told, aligned)

    after = lexicon_of(folder, {NORTH.iri} if changed == "data" else ())

    assert after.entries is not before.entries
    assert set(after.named) == {of.iri for of in named}
    assert bool(after.called("kookaburra imaging")) is (changed == "a technique")
    assert bool(after.called("kookaburra")) is (changed == "an aligned name")
    assert not before.called("kookaburra")
