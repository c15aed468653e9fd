"""How much of an ontology is read and reasoned over; beyond that there is a clear answer, soon.

The largest ontology of this field (NeXusOntology) has 0.9 MB, 10,142 triples and 138 classes. With 50,000
classes in a tree the reasoner takes 2 s and 700 MB; a chain of only 1,000 classes, each of which lies below
all that follow it, takes 4 s and 1 GB, one of 4,000 more than 8 GB: so the pairs are counted as well.
"""

from collections.abc import Mapping

from kg.errors import BadInput

MOST_BYTES = 100 * 2**20
MOST_TRIPLES = 2_000_000
MOST_CLASSES = 50_000
MOST_STATED_PAIRS = 200_000
"""Pairs of classes of which one lies below the other by following stated superclasses only."""

MOST_IMPORTS = 50
DEEPEST_TEXT = 200
"""Levels of brackets or elements in the syntaxes whose parser follows them by recursion."""


def check_size(size: int, name: str) -> None:
    """Refuse a file that is too large, before it is read.

    Raises:
        BadInput: it is empty, or larger than MOST_BYTES.
    """
    if size == 0:
        raise BadInput(f"{name} is empty: there is no ontology in it.")
    if size > MOST_BYTES:
        raise BadInput(
            f"{name} has {size / 2**20:,.0f} MB; at most {MOST_BYTES / 2**20:,.0f} MB are read."
            " Give the ontology without its data, or a module of it (ROBOT's `extract` makes one)."
        )


def check_triples(number: int, name: str) -> None:
    """Refuse more triples than an ontology of this field could have.

    Raises:
        BadInput: there are more than MOST_TRIPLES.
    """
    if number > MOST_TRIPLES:
        raise BadInput(
            f"{name} has more than {MOST_TRIPLES:,} triples; an ontology is read, not the data it describes."
            " Give the ontology without its data, or a module of it (ROBOT's `extract` makes one)."
        )


def check_classes(number: int, name: str) -> None:
    """Refuse to classify more classes than fit into memory.

    Raises:
        BadInput: there are more than MOST_CLASSES.
    """
    if number > MOST_CLASSES:
        raise BadInput(
            f"{name} has {number:,} classes; at most {MOST_CLASSES:,} are classified."
            " Give a module of it (ROBOT's `extract` makes one)."
        )


def check_named_classes(number: int, name: str) -> None:
    """Refuse a file once more classes are seen in it than are classified; the rest of it is not read.

    Raises:
        BadInput: there are more than MOST_CLASSES.
    """
    if number > MOST_CLASSES:
        raise BadInput(
            f"{name} has more than {MOST_CLASSES:,} classes, too many to judge."
            " Give a module of it (ROBOT's `extract` makes one)."
        )


def check_pairs(parents: Mapping[str, set[str]], name: str) -> None:
    """Refuse a hierarchy of so many levels that its closure would not fit into memory.

    `parents` are the stated superclasses by class. Cycles are allowed.

    Raises:
        BadInput: more than MOST_STATED_PAIRS pairs follow from them.
    """
    pairs = 0
    for low in parents:
        seen, waiting = {low}, [low]
        while waiting:
            for high in parents.get(waiting.pop(), ()):
                if high not in seen:
                    seen.add(high)
                    waiting.append(high)
        pairs += len(seen) - 1
        if pairs > MOST_STATED_PAIRS:
            raise BadInput(
                f"{name} states more than {MOST_STATED_PAIRS:,} pairs of narrower and broader classes:"
                " too many levels to classify. Give a module of it (ROBOT's `extract` makes one)."
            )
