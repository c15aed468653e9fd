"""Which techniques the data of the generation served state, small enough to be handed to another process.

Datasets with the same techniques and facilities are one group with a number: a contained process counts with
these and never sees the store.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import count, islice
from typing import Any

from pyoxigraph import NamedNode

from kg.answer.links import label_of
from kg.ontology.impact.usage import Usage, ask_usage
from kg.store.graph_reader import GraphReader

MOST_DATASETS = 300_000
"""Beyond this, only the number of datasets of each technique is handed over: then one may count twice."""


def usage_groups(reader: GraphReader, source: str) -> dict[str, Any]:
    """The usage in a generation as plain JSON values; `usage_of` reads them."""
    usage = ask_usage(reader.rows, source)
    techniques: dict[str, list[str]] = defaultdict(list)
    for technique, users in usage.datasets.items():
        for dataset in users if not isinstance(users, int) else ():
            techniques[dataset].append(technique)
    told: dict[str, Any] = {
        "source": source,
        "facility_names": {
            facility: label_of(reader, NamedNode(facility)) or name  # as the other pages call it
            for facility, name in usage.facility_names.items()
        },
        "training": {technique: sorted(found) for technique, found in usage.training.items()},
    }
    if len(techniques) > MOST_DATASETS:
        numbers = {
            name: users if isinstance(users, int) else len(users) for name, users in usage.datasets.items()
        }
        return told | {"numbers": numbers}
    groups: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = defaultdict(int)
    for dataset, stated in techniques.items():
        groups[tuple(sorted(stated)), tuple(sorted(usage.facilities.get(dataset, ())))] += 1
    return told | {"groups": [[*key, number] for key, number in sorted(groups.items())]}


def usage_of(told: Mapping[str, Any]) -> Usage:
    """The usage that `usage_groups` told, its datasets under names of our own."""
    training = {technique: frozenset(found) for technique, found in told["training"].items()}
    names = told["facility_names"]
    if "numbers" in told:
        return Usage(told["numbers"], told["source"], {}, names, training)
    datasets: dict[str, set[str]] = defaultdict(set)
    facilities: dict[str, frozenset[str]] = {}
    fresh = _names()
    for techniques, places, number in told["groups"]:
        members = list(islice(fresh, number))
        for technique in techniques:
            datasets[technique].update(members)
        facilities |= dict.fromkeys(members, frozenset(places)) if places else {}
    frozen = {technique: frozenset(users) for technique, users in datasets.items()}
    return Usage(frozen, told["source"], facilities, names, training)


def _names() -> Iterator[str]:
    return (str(number) for number in count())
