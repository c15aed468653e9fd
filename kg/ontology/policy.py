"""What the editors of one ontology agreed on, as far as rules ask for it; the defaults are PaNET's."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.rdf.names import PANET

_BRANCHES = {1001000: 2001000, 1002000: 2003000, 1003000: 2004000, 1004000: 2002000, 1005000: 2005000}


@dataclass(frozen=True, slots=True)
class IriRange:
    """The IRIs that new terms of one kind take: `prefix`, then a number of at least `digits` digits.

    `first` and `last` belong to the range. `kind` is technique, specifier or property.
    """

    kind: str
    prefix: str
    first: int
    last: int
    digits: int

    def holds(self, iri: str) -> bool:
        """Whether the IRI has this form and a number of this range."""
        number = iri.removeprefix(self.prefix)
        if not iri.startswith(self.prefix) or not (number.isascii() and number.isdigit()):
            return False
        return number == f"{int(number):0{self.digits}}" and self.first <= int(number) <= self.last


_RANGES = (
    IriRange("technique", f"{PANET}PaNET", 0, 99_999, 5),
    IriRange("property", f"{PANET}PaNET", 1_000_000, 1_999_999, 7),
    IriRange("specifier", f"{PANET}PaNET", 2_000_000, 2_999_999, 7),
)


@dataclass(frozen=True)
class Policy:
    """The agreements; every View carries one, so that a rule finds it beside what it judges.

    `namespace` begins the ontology's own IRIs. `technique_root` and `specifier_root` are the classes above
    what data may be tagged with and above what defines it; `branches` maps a property to the specifier class
    its fillers lie below (a range stated in the ontology counts beside it). `ranges` are the IRIs that new
    terms take.

    A loss or gain is large when it has at least `large_loss` (`large_gain`) inferred pairs and
    at least `large_per_row` for each term touched. `released` names the versions whose IRIs must stay
    (paths or `REV:PATH`), `released_iris` the IRIs of them once they were read, and `released_in` the version
    that each of these stands in.
    """

    namespace: str = str(PANET)
    technique_root: str = f"{PANET}PaNET00001"
    specifier_root: str = f"{PANET}PaNET2000000"
    branches: Mapping[str, str] = field(
        default_factory=lambda: {
            f"{PANET}PaNET{low}": f"{PANET}PaNET{high}" for low, high in _BRANCHES.items()
        }
    )
    ranges: tuple[IriRange, ...] = _RANGES
    large_loss: int = 20
    large_gain: int = 20
    large_per_row: float = 3.0
    released: tuple[str, ...] = ()
    released_iris: frozenset[str] = frozenset()
    released_in: Mapping[str, str] = field(default_factory=dict)

    def malformed(self, iri: str) -> bool:
        """Whether an IRI of this ontology is no prefix of its ranges with digits after it."""
        prefixes = {each.prefix for each in self.ranges if each.prefix.startswith(self.namespace)}
        if not prefixes or not iri.startswith(self.namespace):
            return False
        numbers = (iri.removeprefix(prefix) for prefix in prefixes if iri.startswith(prefix))
        return not any(number.isascii() and number.isdigit() for number in numbers)
