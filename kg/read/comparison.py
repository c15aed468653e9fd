"""Words that compare, in five languages: "below", "mindestens", "au-dessus de"."""

from typing import Literal

from kg.read.wording import Phrases, phrases

Op = Literal["<", "<=", ">", ">=", "=", "about", "between"]

BEFORE: Phrases[Op] = phrases(
    {
        "<": "shorter than|kürzer als|plus court que|plus courte que|plus courtes que|más corta que"
        "|más cortas que|più corta di|più corte di|below|under|underneath|beneath|less than|lower than"
        "|smaller than|colder than|cooler than"
        "|fewer than"
        "|unter|unterhalb|unterhalb von|weniger als|kleiner als|niedriger als|geringer als|kälter als"
        "|tiefer als"
        "|sous|en dessous de|au dessous de|en dessous des|en dessous|au dessous|moins de|inférieur à"
        "|inférieure à"
        "|inférieurs à|inférieures à|plus bas que|plus froid que|plus basse que|plus basses que"
        "|por debajo de|debajo de|bajo|bajo los|menos de|menor que|menores que|menor de|inferior a"
        "|inferiores a"
        "|sotto|sotto i|sotto il|sotto gli|al di sotto di|al di sotto dei|meno di|inferiore a|inferiori a"
        "|minore di"
        "|minori di|più basso di|più bassa di",
        "<=": "at most|no more than|not more than|not above|up to|maximum|max|maximum of|no higher than"
        "|not over"
        "|not higher than|no greater than|not exceeding|höchstens|maximal|bis zu|bis|nicht über"
        "|nicht mehr als"
        "|au plus|au maximum|jusqu'à|pas plus de|como máximo|hasta|no más de|al massimo|fino a|fino ai"
        "|non oltre"
        "|non più di|no más que",
        ">": "longer than|länger als|plus long que|plus longue que|plus longues que|más larga que"
        "|más largas que|più lunga di|più lunghe di|above|over|more than|higher than|greater than"
        "|larger than|exceeding|beyond|hotter than"
        "|warmer than"
        "|über|oberhalb|oberhalb von|mehr als|größer als|höher als|wärmer als|heißer als"
        "|au dessus de|au dessus des|au dessus|au delà de|plus de|supérieur à|supérieure à|supérieurs à"
        "|supérieures à|plus haut que|plus élevée que|plus élevées que|plus élevé que"
        "|por encima de|encima de|más de|mayor que|mayores que|mayor de|superior a|superiores a|sobre los"
        "|sopra|sopra i|sopra il|sopra gli|al di sopra di|al di sopra dei|oltre|oltre i|più di|superiore a"
        "|superiori a|maggiore di|maggiori di",
        ">=": "at least|no less than|not less than|not below|not under|minimum|min|minimum of"
        "|no lower than|from at least"
        "|not lower than|down to|mindestens|wenigstens|minimal|ab|nicht unter|nicht weniger als"
        "|au moins|au minimum|à partir de|pas moins de|al menos|por lo menos|como mínimo|a partir de"
        "|no menos de"
        "|almeno|a partire da|non meno di|come minimo",
        "=": "exactly|equal to|equals|genau|gleich|exactement|égal à|égale à|exactamente|igual a"
        "|esattamente|pari a"
        "|uguale a",
        "about": "about|around|approximately|approx|circa|ca|etwa|ungefähr|rund|nahe|near|close to|environ"
        "|autour de"
        "|vers|près de|alrededor de|aproximadamente|unos|cerca de|intorno a|attorno a|verso|roughly",
        "between": "between|from|in between|ranging from|in the range|in the range of|in a range of|range"
        "|zwischen|von"
        "|im Bereich|im Bereich von|entre|de|desde|tra|fra|da|compris entre|comprise entre|comprises entre"
        "|dans la gamme de|en el rango de|nell'intervallo",
    }
)
"""Before a number. That of "between" counts where two numbers follow."""

AFTER: Phrases[Op] = phrases(
    {
        "<=": "or below|or less|or lower|or under|or colder|and below|and lower|and less|or cooler"
        "|and under|maximum"
        "|max|at most|oder weniger|oder darunter|oder tiefer|und darunter|und weniger|maximal|höchstens"
        "|ou moins|et moins|maximum|au plus|au maximum|o menos|y menos|como máximo|o meno|e meno|al massimo",
        ">=": "or above|or more|or higher|or over|or hotter|and above|and higher|and more|and over"
        "|or greater|upwards"
        "|and up|or up|minimum|at least|oder mehr|oder darüber|oder höher|und mehr|und darüber|und höher"
        "|aufwärts"
        "|mindestens|ou plus|et plus|minimum|au moins|o más|y más|o superior|al menos|como mínimo|o più|e più"
        "|in su|almeno",
    }
)
"""Behind a number and its unit."""

PAIRED = frozenset({"between", "zwischen", "entre", "tra", "fra"})
"""Words after which two numbers joined by "and" are the ends of a range."""

OF = frozenset({"von", "de", "da", "range", "im", "in"})
"""First words that may also join a name and its number: "une énergie de 8 keV"."""

UNDER = frozenset({"under", "unter", "sous", "bajo", "sotto", "underneath"})
"""Words that say "subject to" as well, of pressures and fields: "under a field of 2 T"."""
THAN = frozenset({"than", "als", "que"})

AND = frozenset({"and", "und", "et", "y", "e", "ed"})
TO = frozenset(
    {
        "to",
        "bis",
        "bis zu",
        "a",
        "al",
        "ai",
        "hasta",
        "jusqu a",
        "jusqu'a",
        "through",
        "up to",
        "until",
        "and up to",
    }
)
DASHES = frozenset({"-", "‐", "‑", "–", "—", "−", "...", "..", "…", "÷"})
"""What stands between the ends of a range; words are folded."""

SIGNS: tuple[tuple[str, Op], ...] = (
    ("<=", "<="),
    ("=<", "<="),
    ("≤", "<="),
    ("⩽", "<="),
    (">=", ">="),
    ("=>", ">="),
    ("≥", ">="),
    ("⩾", ">="),
    ("<", "<"),
    (">", ">"),
    ("≈", "about"),
    ("~", "about"),
    ("∼", "about"),
    ("≃", "about"),
    ("=", "="),
)


def sign_in(gap: str) -> Op | None:
    """The sign of comparison that stands between two words, the two-letter ones first."""
    return next((op for sign, op in SIGNS if sign in gap), None)
