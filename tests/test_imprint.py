"""A place on disk that is as its last harvest left it is not read again. All records here are invented."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from harvesting import SOURCE, Bench, TitleGate, open_bench, triples

from kg.errors import SourceUnavailable
from kg.harvest.report import HarvestReport
from kg.harvest.run import harvest
from kg.harvest.source import Aside, Item, Mapped, Record, Source, World
from kg.harvest.sweep import NO_LONGER_LISTED
from kg.harvest.world import FileWorld


@dataclass
class Reading:
    """Harvests a folder whose files each hold one record, and counts the files that were read."""

    bench: Bench
    folder: Path
    files_read: int = 0
    breaks: bool = False
    source: Source = field(default=SOURCE)

    def __post_init__(self) -> None:
        self.source = replace(self.source, records=self.records)

    def records(self, world: World) -> Iterator[Item]:
        for path in world.files():
            self.files_read += 1
            if self.breaks:
                raise SourceUnavailable("gone")
            raw = path.read_bytes()
            if path.suffix == ".txt":
                yield Aside("page", path.name, raw, path.name, "no JSON", "skipped")
            else:
                body = json.loads(raw)
                yield Record("dataset", body["key"], body, raw, path.name, world.facility)

    def again(
        self,
        full: bool = False,
        facility: str | None = None,
        licence: str | None = None,
        options: dict[str, str] | None = None,
        since: str | None = None,
        folder: Path | None = None,
    ) -> HarvestReport:
        self.files_read = 0
        world = FileWorld(str(folder or self.folder), facility, contained=False)
        world.licence, world.options = licence, options or {}
        ledger = self.bench.ledger
        report = harvest(
            "given", self.source, world, ledger, TitleGate(), self.bench.write, lambda *_: None, full,
            since=since,
        )  # fmt: skip
        ledger.runs.settle(report.runs)
        return report


@pytest.fixture
def reading(tmp_path: Path) -> Iterator[Reading]:
    folder = tmp_path / "place"
    (folder / "deeper").mkdir(parents=True)
    for number in range(9):
        write(folder / f"{number}.json", {"key": str(number), "title": "x"})
    write(folder / "deeper" / "9.json", {"key": "9", "title": "x"})
    write(folder / "deeper" / "bad.json", {"key": "bad", "broken": True})
    (folder / "notes.txt").write_text("hello")
    bench = open_bench(tmp_path)
    reading = Reading(bench, folder)
    reading.again()
    yield reading
    bench.ledger.close()


def write(path: Path, body: dict[str, object]) -> None:
    path.write_text(json.dumps(body))


def dump(reading: Reading) -> list[str]:
    return [line for line in reading.bench.ledger._records.iterdump() if '"record"' in line]


def test_nothing_is_read_or_written_and_the_report_is_what_reading_would_give(reading: Reading) -> None:
    before, writes = dump(reading), reading.bench.writes

    report = reading.again()

    assert reading.files_read == 0
    assert (report.read, report.mapped, report.unchanged, report.quarantined) == (12, 0, 10, 1)
    assert (dict(report.skipped), dict(report.reasons)) == ({"no JSON": 1}, {"it is broken": 1})
    assert report.is_balanced()
    assert report.notes[0].startswith("No file has changed since the harvest of 20")
    assert report.notes[0].endswith("so no record was read. Read them all with --full.")
    assert (dump(reading), reading.bench.writes) == (before, writes)

    assert reading.again().as_json() == report.as_json()
    full = reading.again(full=True)
    assert (reading.files_read, full.read, full.unchanged, full.quarantined) == (12, 12, 10, 1)
    assert full.skipped == report.skipped


def change_a_byte(folder: Path) -> None:
    write(folder / "deeper" / "9.json", {"key": "9", "title": "y"})


def add_a_file(folder: Path) -> None:
    write(folder / "new.json", {"key": "new", "title": "x"})


def remove_a_file(folder: Path) -> None:
    (folder / "3.json").unlink()


def rename_a_file(folder: Path) -> None:
    (folder / "3.json").rename(folder / "three.json")


def swap_two_files(folder: Path) -> None:
    one, two = (folder / "1.json").read_bytes(), (folder / "2.json").read_bytes()
    (folder / "1.json").write_bytes(two)
    (folder / "2.json").write_bytes(one)


def move_a_file(folder: Path) -> None:
    (folder / "3.json").rename(folder / "deeper" / "3.json")


@pytest.mark.parametrize(
    "change", [change_a_byte, add_a_file, remove_a_file, rename_a_file, swap_two_files, move_a_file]
)
def test_any_change_of_the_files_makes_it_read_them(reading: Reading, change: Callable[[Path], None]) -> None:
    change(reading.folder)

    reading.again()
    read = reading.files_read
    reading.again()

    assert read == len([path for path in reading.folder.rglob("*") if path.is_file()])
    assert reading.files_read == 0


def test_touching_a_file_or_hiding_one_changes_nothing(reading: Reading) -> None:
    (reading.folder / "1.json").touch()
    write(reading.folder / ".hidden.json", {"key": "hidden", "title": "x"})

    reading.again()

    assert reading.files_read == 0


def test_other_terms_make_it_read(reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    def reads() -> bool:
        reading.again()
        return reading.files_read > 0

    reading.source = replace(reading.source, version="2")
    assert reads()
    assert not reads()
    monkeypatch.setattr("kg.harvest.imprint.__version__", "99")  # its shapes may let in what was kept out
    assert reads()
    assert not reads()


def test_a_mapping_of_another_version_gives_the_quarantined_another_chance(reading: Reading) -> None:
    def mending(record: Record) -> Mapped:
        return triples(replace(record, body={**record.body, "broken": False, "title": "mended"}))

    reading.source = replace(reading.source, triples=mending)
    same = reading.again()
    reading.source = replace(reading.source, version="2")
    report = reading.again()

    assert (same.quarantined, report.quarantined) == (1, 0)


@pytest.mark.parametrize(
    "terms", [{"facility": "Aurora"}, {"licence": "https://a.example/l"}, {"options": {"prefix": "10.5072"}}]
)
def test_so_do_facility_licence_and_options(reading: Reading, terms: dict[str, object]) -> None:
    reading.again(**terms)  # type: ignore[arg-type]
    assert reading.files_read == 12

    reading.again(**terms)  # type: ignore[arg-type]
    assert reading.files_read == 0


def test_a_harvest_that_was_cut_short_is_made_up_for(reading: Reading) -> None:
    change_a_byte(reading.folder)
    reading.breaks = True
    assert reading.again().failed
    reading.breaks = False

    assert reading.again().mapped == 1


def test_a_killed_harvest_of_the_same_files_is_made_up_for(reading: Reading) -> None:
    ledger = reading.bench.ledger
    run = ledger.runs.begin("given", str(reading.folder))
    for killed in ledger.runs.unfinished():  # as the next writer finds it
        assert killed.id == run.id
        ledger.runs.finish(killed, {"interrupted": True}, "cut")

    reading.again()

    assert reading.files_read == 12


def test_a_graph_that_others_may_have_changed_is_made_up_for(reading: Reading) -> None:
    entry = reading.bench.ledger.find("given", "dataset", "5")
    assert entry is not None
    assert entry.graph is not None
    reading.bench.ledger.doubts.lacking([entry.graph])
    del reading.bench.graphs[entry.graph]

    assert reading.again().mapped == 1
    reading.bench.ledger.doubts.amending(doubts_records=True)
    reading.bench.ledger.doubts.amended()
    reading.again()
    assert reading.files_read == 12
    reading.again()
    assert reading.files_read == 0


def test_a_record_that_another_place_took_over_is_read_again(reading: Reading, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    write(other / "5.json", {"key": "5", "title": "from elsewhere"})
    reading.again(folder=other)

    report = reading.again()

    assert (reading.files_read, report.mapped) == (12, 1)  # as ever, who was asked last is believed


def test_places_of_one_command_are_all_read(reading: Reading) -> None:
    world = FileWorld(str(reading.folder), contained=False)
    bench = reading.bench
    harvest(
        "given", reading.source, world, bench.ledger, TitleGate(), bench.write, lambda *_: None, seen={}
    )  # fmt: skip

    assert reading.files_read == 24


def test_a_source_that_follows_links_out_of_its_files_is_always_read(reading: Reading) -> None:
    reading.source = replace(reading.source, whole_files=False)
    reading.again()
    assert reading.files_read == 12


def test_told_what_to_ask_for_it_reads(reading: Reading) -> None:
    reading.again(since="2026-01-01")
    assert reading.files_read == 12


def test_one_full_listing_of_files_removes_what_is_gone(reading: Reading) -> None:
    (reading.folder / "3.json").unlink()
    kept = reading.again()

    report = reading.again(full=True)

    assert (kept.tombstoned, report.tombstoned, len(reading.bench.graphs)) == (0, 1, 9)
    assert report.notes == []
    entry = reading.bench.ledger.find("given", "dataset", "3")
    assert entry is not None
    assert (entry.state, entry.reason) == ("tombstone", NO_LONGER_LISTED)
    assert reading.again().read == 11
    assert reading.files_read == 0


def test_the_first_full_listing_removes_without_a_plain_one_before_it(reading: Reading) -> None:
    (reading.folder / "3.json").unlink()
    assert reading.again(full=True).tombstoned == 1


def test_what_an_untouched_place_holds_is_not_missing_afterwards(reading: Reading) -> None:
    reading.again()
    reading.again()
    assert reading.files_read == 0

    report = reading.again(full=True)

    assert (report.tombstoned, report.held_back, report.notes) == (0, 0, [])


def test_a_folder_that_lost_too_much_is_not_believed_at_once(reading: Reading) -> None:
    for number in range(5):
        (reading.folder / f"{number}.json").unlink()

    report = reading.again(full=True)

    assert (report.tombstoned, report.held_back) == (0, 5)
