"""The whole line, from a source's records to a generation that readers open; it alone sees all stages."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode

from kg.asking import asked_of, check_asked
from kg.errors import BadInput, SourceUnavailable
from kg.harvest.asked import Asked
from kg.harvest.place import Place, opened
from kg.harvest.report import HarvestReport
from kg.harvest.validators import KeptAnswers
from kg.harvest.wish import CHECKPOINT as CHECKPOINT
from kg.harvest.wish import PLAIN
from kg.harvest.wish import Wish as Wish
from kg.publishing import Progress, publish_live, quiet
from kg.rdf.shipped import shipped
from kg.store.generation import Generation
from kg.store.graphs import SAMPLE
from kg.store.home import Home
from kg.vocabulary import load_vocabularies, mapping_by, panet_of
from kg.writer import Writer, open_writer

if TYPE_CHECKING:
    from kg.harvest.source import Source
    from kg.index.encoder import Encoder

LAID_OUT = (
    ("scicat", "catalogues/scicat"),
    ("nexus", "nexus"),
    ("crossref", "citations/crossref"),
    ("openalex", "citations/openalex"),
    ("opencitations", "citations/opencitations"),
    ("scholexplorer", "citations/scholexplorer"),
    ("datacitelinks", "citations/datacite"),
    ("sushi", "citations/usage-sushi"),
)
"""Which source reads which part of a data folder."""


def harvest(
    home: Home,
    source_name: str,
    locations: Sequence[str],
    wish: Wish = PLAIN,
    *,
    publish: bool = True,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """`harvest_places` of one source; returns the document of `kg harvest --json`."""
    places = [Place(source_name, location) for location in locations]
    (report,) = harvest_places(home, places, wish, publish=publish, encoder=encoder, progress=progress)
    return report


def harvest_places(
    home: Home,
    places: Sequence[Place],
    wish: Wish = PLAIN,
    *,
    publish: bool = True,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> list[dict[str, Any]]:
    """Harvest places into the store, and publish once; returns a document for each source.

    A place that fails is named under `failed`; the others are harvested all the same.

    Raises:
        BadInput: there is no such source, or it cannot do what is asked.
        StoreBusy: another process writes to this store.
    """
    from kg.harvest.registry import check_options

    sources = {place.source: _source(place.source, wish) for place in places}
    check_options(sources, check_asked(sources.values(), wish.options))
    asked = _asked(home, sources, places, wish)
    with open_writer(home) as writer, closing(KeptAnswers(home.path / "answers.sqlite")) as answers:
        load_vocabularies(writer)
        table, reports = panet_of(writer), []
        former = _states(writer) if any(asked) else {}
        for name, source in sources.items():
            own = [(place, of) for place, of in zip(places, asked, strict=True) if place.source == name]
            source = mapping_by(source, table)
            reports.append(_harvest_places(writer, name, source, own, wish, answers, progress))
        is_other = any(asked) and _states(writer) != former
        if is_other:  # readers are to see that a source fell silent, though no record tells
            writer.ledger.changed()
        if publish and (is_other or any(of.read or of.tombstoned or not of.failed for of in reports)):
            number = publish_live(home, writer, encoder, progress).number
            for report in reports:
                report.generation = number
        writer.ledger.runs.settle(run for report in reports for run in report.runs)
    return [report.as_json() for report in reports]


def _source(name: str, wish: Wish) -> "Source":
    from kg.harvest.mailbox import with_addresses
    from kg.harvest.registry import load_source

    source = load_source(name)
    if wish.since is not None and not source.incremental:
        raise BadInput(
            f"The source {name!r} cannot tell what changed since {wish.since}. "
            "Leave --since out: records that did not change cost little."
        )
    return with_addresses(source) if wish.keep_email else source


def _asked(home: Home, sources: "Mapping[str, Source]", places: Sequence[Place], wish: Wish) -> list[Asked]:
    """What each place is asked about; the graph is read once for places alike."""
    found: dict[tuple[str, bool], Asked] = {}
    for place in places:
        alike = sources[place.source].asks_about, place.is_live
        if alike not in found:
            found[alike] = asked_of(home, sources[place.source], wish, is_live=place.is_live)
    return [found[sources[place.source].asks_about, place.is_live] for place in places]


def _states(writer: Writer) -> dict[tuple[str, str], str]:
    from kg.harvest.state import source_states

    return {(of.name, of.facility): of.state for of in source_states(writer.ledger)}


def _harvest_places(
    writer: Writer,
    name: str,
    source: "Source",
    places: Sequence[tuple[Place, Asked]],
    wish: Wish,
    answers: KeptAnswers,
    progress: Progress,
) -> HarvestReport:
    from kg.check.gate import Gate
    from kg.harvest.run import harvest as harvest_place

    report, gate = HarvestReport(name), Gate()
    seen: dict[tuple[str, str], str] | None = {} if len(places) > 1 else None
    for place, asked in places:
        try:
            with opened(place, wish, answers, asked) as world:
                found = harvest_place(
                    name, source, world, writer.ledger, gate, writer.write, progress, wish.full,
                    since=wish.since, checkpoint=wish.checkpoint, seen=seen, allow=wish.allow,
                )  # fmt: skip
            report.add(found)
        except (BadInput, SourceUnavailable) as error:
            report.fail(place.location, error)
    return report


def replay(
    home: Home,
    source_names: Sequence[str] = (),
    wish: Wish = PLAIN,
    *,
    publish: bool = True,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Map the kept payloads of sources (of all, unless some are named) again, and publish.

    Of the wish, only `keep_email` counts. Returns the document of `kg replay --json`.

    Raises:
        BadInput: nothing was ever harvested from a source that is named, or it is no longer installed.
        StoreBusy: another process writes to this store.
    """
    from kg.check.gate import Gate
    from kg.harvest.replay import replay as replay_source

    if home.is_empty():
        raise BadInput(f"There is no store in {home.path}. Harvest something first: kg harvest")
    with open_writer(home) as writer:
        known, gate = writer.ledger.sources(), Gate()
        if strange := [name for name in source_names if name not in known]:
            there = ", ".join(known) or "none"
            raise BadInput(f"Nothing was harvested from {strange[0]!r} into this store. There are: {there}.")
        sources = {name: _source(name, wish) for name in source_names or known}
        load_vocabularies(writer)
        table = panet_of(writer)
        reports = [
            replay_source(name, mapping_by(source, table), writer.ledger, gate, writer.write, progress)
            for name, source in sources.items()
        ]
        number = publish_live(home, writer, encoder, progress).number if publish else None
    return {"sources": [report.as_json() for report in reports], "generation": number}


def publish(home: Home, encoder: "Encoder | None" = None, progress: Progress = quiet) -> Generation:
    """Make the next generation from the live store, unless the current one already shows it."""
    with open_writer(home) as writer:
        load_vocabularies(writer)
        return publish_live(home, writer, encoder, progress)


def load_vocabulary(home: Home) -> int:
    """Bring the vocabularies into their graphs; returns how many had changed."""
    with open_writer(home) as writer:
        return load_vocabularies(writer)


def build_from_folder(
    home: Home,
    folder: Path,
    *,
    sample: bool = False,
    encoder: "Encoder | None" = None,
    progress: Progress = quiet,
) -> dict[str, Any]:
    """Harvest every part of a data folder and publish once; returns the generation's facts, and `harvests`.

    Raises:
        BadInput: the folder holds none of the parts of `LAID_OUT`.
    """
    parts = [(source, folder / part) for source, part in LAID_OUT if (folder / part).is_dir()]
    if not parts:
        raise BadInput(f"{folder} holds none of: {', '.join(part for _, part in LAID_OUT)}.")
    harvests = [harvest(home, name, [str(part)], publish=False, progress=progress) for name, part in parts]
    with open_writer(home) as writer:
        if sample:
            writer.ledger.facts.remember("sample", "yes")
            writer.write(_sample_labels())
            writer.load(SAMPLE[1], (shipped("ontologies") / SAMPLE[0]).read_bytes(), ".ttl")
        generation = publish_live(home, writer, encoder, progress)
    return generation.facts | {"harvests": harvests}


def _sample_labels() -> dict[NamedNode, bytes]:
    from kg.citation.label import Word, label_graph, revised
    from kg.sample.catalogue import investigations
    from kg.sample.labels import labels

    words = (Word(*label) for label in labels(list(investigations())))
    return {label_graph(word.citing, word.cited, word.curator): revised((), word) for word in words}
