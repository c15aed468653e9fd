"""What a change does to the data that state techniques: who gains and loses which class by inference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from kg.ontology.change import Change
from kg.ontology.impact.movement import Movement, above, number
from kg.ontology.impact.named import named_in, unmatched_sentence
from kg.ontology.impact.usage import Usage
from kg.ontology.review import Impact
from kg.ontology.view import View

if TYPE_CHECKING:
    from kg.ontology.mappings.table import MappingTable

_DISTINCT = "each dataset counts once"
_SUMMED = "only numbers of datasets are known: one that states two techniques counts twice"


def impact_of(change: Change, usage: Usage, tables: Sequence["MappingTable"] = ()) -> Impact:
    """What the step does to the data in `usage`; `tables` are mappings that should go on fitting.

    `details` holds, by name: `classes` (each class that gains or loses datasets, with the numbers before and
    after), `facilities`, `techniques` (those that moved), `gone` (techniques in use that are gone or retired,
    and what replaces them), `training`, `mappings`, `datasets_losing`, `datasets_gaining`, `not_found` (names
    in the usage that neither version knows), `unmatched` (the rows of these in a sentence), `rows_aside`,
    `counting` (how datasets are counted) and `lines` (the same in sentences).
    """
    return _Effect(change, usage).impact(tables)


class _Effect:
    def __init__(self, change: Change, usage: Usage) -> None:
        self._change, self._usage = change, usage
        self._used, self._not_found = named_in(usage, change)

    @cached_property
    def _movement(self) -> Movement:
        return Movement(
            self._used,
            {iri: above(self._change.before, iri) for iri in self._used},
            {iri: above(self._change.after, iri) for iri in self._used},
        )

    def impact(self, tables: Sequence["MappingTable"]) -> Impact:
        moved, lose, gain = self._movement, self._movement.losing, self._movement.gaining
        # Where only numbers are known, one dataset of two techniques cannot be told from two.
        changed = (
            number(self._used[iri] for iri in moved.techniques) if moved.is_summed else number([lose, gain])
        )
        classes, gone = list(self._classes()), list(self._gone())
        details: dict[str, Any] = {
            "counting": _SUMMED if moved.is_summed else _DISTINCT,
            "datasets_losing": number([lose]),
            "datasets_gaining": number([gain]),
            "lines": [*map(_class_line, classes), *map(_gone_line, gone)],
            "classes": classes,
            "facilities": list(self._facilities()),
            "techniques": list(self._techniques()),
            "gone": gone,
            "training": list(self._training()),
            "mappings": list(_contradictions(self._change, tables)),
            "not_found": self._not_found,
            "unmatched": unmatched_sentence(self._usage, self._not_found),
            "rows_aside": [asdict(row) for row in self._usage.aside],
        }
        return Impact(len(moved.techniques), changed, self._usage.source, details)

    def _classes(self) -> Iterator[dict[str, Any]]:
        for iri, before, after, leave, join in self._movement.classes():
            yield {
                "class": iri,
                "label": self._label(iri),
                "before": before,
                "after": after,
                "leave": leave,
                "join": join,
            }

    def _techniques(self) -> Iterator[dict[str, Any]]:
        for iri in self._movement.techniques:
            before, after = self._movement.before[iri], self._movement.after[iri]
            yield {
                "technique": iri,
                "label": self._label(iri),
                "datasets": number([self._used[iri]]),
                "gains": sorted(after - before),
                "loses": sorted(before - after),
            }

    def _facilities(self) -> Iterator[dict[str, Any]]:
        """Worst hit first, those without a facility last; nothing where only numbers are known."""
        lose, gain = self._movement.losing, self._movement.gaining
        if isinstance(lose, int) or isinstance(gain, int):
            return
        counts: dict[str, tuple[set[str], set[str]]] = {}
        for place, datasets in enumerate((lose, gain)):
            for dataset in datasets:
                for facility in self._usage.facilities.get(dataset, ()) or ("",):
                    counts.setdefault(facility, (set(), set()))[place].add(dataset)
        order = sorted(counts.items(), key=lambda of: (not of[0], -len(of[1][0]), of[0]))
        for facility, (losing, gaining) in order:
            yield {
                "facility": facility or None,
                "label": self._usage.facility_names.get(facility),
                "datasets": len(losing | gaining),
                "losing": len(losing),
                "gaining": len(gaining),
            }

    def _gone(self) -> Iterator[dict[str, Any]]:
        before, after = self._change.before.terms, self._change.after.terms
        for iri in sorted(self._used, key=lambda each: (-number([self._used[each]]), each)):
            was, now = before.get(iri), after.get(iri)
            is_retired = now is not None and now.retired and not (was is not None and was.retired)
            if is_retired or (was is not None and now is None):
                yield {
                    "technique": iri,
                    "label": self._label(iri),
                    "datasets": number([self._used[iri]]),
                    "state": "retired" if is_retired else "gone",
                    "replaced_by": [
                        {"technique": other, "label": self._label(other)}
                        for other in (now.replaced_by if now else ())
                    ],
                }

    def _training(self) -> Iterator[dict[str, Any]]:
        views = self._change.before, self._change.after
        for iri, materials in sorted(self._usage.training.items()):
            before, after = (above(view, iri) for view in views)
            if before != after:
                yield {
                    "technique": iri,
                    "label": self._label(iri),
                    "materials": sorted(materials),
                    "gains": sorted(after - before),
                    "loses": sorted(before - after),
                }

    def _label(self, iri: str) -> str:
        after = self._change.after
        return (after if iri in after.terms else self._change.before).label(iri)


def _class_line(row: Mapping[str, Any]) -> str:
    moves = [(row["leave"], "leave"), (row["join"], "join")]
    told = " and ".join(f"{_many(count)} {verb}{'s' if count == 1 else ''}" for count, verb in moves if count)
    return f"{told} {row['label']} ({row['before']:,} → {row['after']:,})"


def _gone_line(row: Mapping[str, Any]) -> str:
    names = ", ".join(f"{other['label']}" for other in row["replaced_by"])
    then = f"replaced by {names}" if names else "and nothing is named in its place"
    return f"{row['label']}, stated by {_many(row['datasets'])}, is {row['state']}, {then}"


def _many(count: int) -> str:
    return f"{count:,} dataset{'' if count == 1 else 's'}"


def _contradictions(change: Change, tables: Sequence["MappingTable"]) -> Iterator[dict[str, Any]]:
    """What the mapping tables did not have against them before."""
    if not tables:
        return
    from kg.ontology.mappings.check import check

    def found(table: "MappingTable", view: View) -> dict[tuple[str, str | None, str], str]:
        singles = (one for each in check(table, view.document).findings for one in (each.members or (each,)))
        return {each.identity: each.message for each in singles if each.level != "info"}

    for table in tables:
        had, has = found(table, change.before), found(table, change.after)
        new = [message for identity, message in has.items() if identity not in had]
        if new:
            yield {"table": table.name, "number": len(new), "messages": new[:20]}
