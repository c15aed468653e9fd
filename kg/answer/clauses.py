"""Each condition as the lines of a SPARQL pattern about `?dataset`; it says what `kg.answer.meeting` does.

No line holds text from outside but as a term that the SPARQL library writes. There are no property paths, and
every branch names its dataset, so that each stands in a union as it stands alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pyoxigraph import Literal, NamedNode

from kg.answer.meeting import composition, doi_forms, phrases, sample_parts, technique_names, with_parts
from kg.answer.options import CHOSEN, IN_YEAR
from kg.answer.pattern import Written, pattern
from kg.answer.pattern_lines import DATASET, literal, once, stated, union, values
from kg.answer.quantity_clause import quantity_clause
from kg.answer.sentence import is_unknown
from kg.index.parameter_names import ParameterNames, parameter_names
from kg.index.properties import sample_key
from kg.rdf.names import ACCESS, PAN
from kg.read.access import OPENS
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon

_KINDS = {"raw": PAN["Raw"], "processed": PAN["Processed"], "simulated": PAN["Simulated"]}
_USUAL = (
    ("temperature", "K"), ("sample_temperature", "K"), ("pressure", "kg.m-1.s-2"),
    ("magnetic_field", "kg.s-2.A-1"), ("electric_field", "kg.m.s-3.A-1"), ("voltage", "kg.m2.s-3.A-1"),
    ("energy", "kg.m2.s-2"), ("photon_energy", "kg.m2.s-2"), ("neutron_energy", "kg.m2.s-2"),
    ("wavelength", "m"), ("incident_wavelength", "m"), ("exposure_time", "s"),
)  # fmt: skip
"""Names of parameters, where no generation says which there are."""

_PROSE = "dcterms:title dcterms:description dcat:keyword"
_LINKED = (
    "cito:isCitedBy cito:isCitedAsDataSourceBy dcterms:isReferencedBy cito:isDescribedBy cito:isDocumentedBy "
    "dcterms:relation"
)


@dataclass(frozen=True, slots=True)
class Context:
    """What clauses are written with; words and names of parameters are a generation's, where one is open."""

    lexicon: Lexicon
    as_of: date
    written: Written | None = None
    text: str = ""
    """The question."""
    parameter_names: ParameterNames = field(default_factory=lambda: parameter_names(_USUAL))


def clause(chip: Chip, name: str, context: Context) -> list[str]:
    """The lines for what the chip names, negated or not; its variables begin with `name`."""
    if is_unknown(chip):
        return ["FILTER(false)"]
    match chip.slot:
        case "technique":
            return _technique(chip, name, context)
        case "facility":
            return stated(name, "pan:facility", with_parts(context.lexicon, chip.iris))
        case "instrument":
            return stated(name, "pan:instrument", sorted(chip.iris))
        case "person":
            return stated(name, "dcterms:creator", sorted(chip.iris))
        case "sample" if chip.basis == CHOSEN:
            return _called(chip, name)
        case "sample":
            texts = [
                _text(f"{name}p{place}", words, context) for place, words in enumerate(sample_parts(chip))
            ]
            return [line for lines in texts for line in lines]
        case "formula":
            return _formula(chip, name, context)
        case "parameter":
            return quantity_clause(chip, name, context.parameter_names)
        case "date" if chip.op == IN_YEAR:
            return _year(chip, name)
        case "date":
            return _date(chip, name)
        case "access":
            return _access_of(chip, name, context.as_of)
        case "doi":
            return _doi(chip, name)
        case "data_level":
            kind = _KINDS.get(chip.written)
            return [f"?dataset pan:dataKind {kind} ."] if kind else ["FILTER(false)"]
        case "text":
            return _text(name, phrases(chip), context)


def _technique(chip: Chip, name: str, context: Context) -> list[str]:
    iris = sorted(chip.iris)
    known = [iri for iri in iris if iri in context.lexicon.table.terms]
    branches = []
    if known:
        branches.append([f"?dataset pan:technique ?{name}Stated .", *_under(name, known)])
    if other := [iri for iri in iris if iri not in known]:  # of no PaNET: nothing is known to be narrower
        branches.append(stated(f"{name}Other", "pan:technique", other))
    if names := technique_names(context.lexicon, chip):
        silent = f"FILTER NOT EXISTS {{ ?dataset pan:technique ?{name}Any }}"
        branches.append(["# or it states no technique, and its text names this one", DATASET, silent,
                         *_holding(_prose(name), names, name, context)])  # fmt: skip
    return union(branches)


def _under(name: str, iris: Sequence[str]) -> list[str]:
    if len(iris) == 1:
        return [f"?{name}Stated pan:broaderOrSelf {NamedNode(iris[0])} ."]
    return [values(name, iris), f"?{name}Stated pan:broaderOrSelf ?{name} ."]


def _formula(chip: Chip, name: str, context: Context) -> list[str]:
    sample = f"?dataset pan:sample ?{name} ."
    if chip.elements:
        pairs = ((f"?{name}E{at}", Literal(symbol)) for at, symbol in enumerate(chip.elements))
        return [line for each, symbol in pairs
                for line in (f"?dataset pan:sample {each} .", f"{each} pan:element {symbol} .")]  # fmt: skip
    same = composition(chip)
    branches = [[sample, f"?{name} pan:composition {Literal(same)} ."]] if same else []
    return union([*branches, _text(name, phrases(chip), context)])


def _text(name: str, texts: Sequence[str], context: Context) -> list[str]:
    """The record, its sample, its linked papers or the titles around it hold one of the texts."""
    sample = [f"VALUES ?{name}Of {{ schema:name pan:chemicalFormula }}",
              f"?dataset pan:sample ?{name}Sample . ?{name}Sample ?{name}Of ?{name}Text ."]  # fmt: skip
    branches = [_prose(name)[0], sample, *_prose(name)[1:], *_papers(name)]
    return _holding(branches, texts, name, context)


def _prose(name: str) -> list[list[str]]:
    """Where the running text of a record stands, the titles of its collection and parts among it."""
    own = [f"VALUES ?{name}In {{ {_PROSE} }}", f"?dataset ?{name}In ?{name}Text ."]
    whole = [f"?{name}Whole dcterms:hasPart ?dataset ; dcterms:title ?{name}Text ."]
    part = [f"?dataset dcterms:hasPart ?{name}Part . ?{name}Part dcterms:title ?{name}Text ."]
    return [own, whole, part]


def _papers(name: str) -> list[list[str]]:
    """Titles of linked publications, and references as the source wrote them, those with addresses aside."""
    linked = [
        f"VALUES ?{name}By {{ {_LINKED} }}",
        f"?dataset ?{name}By ?{name}Paper . ?{name}Paper dcterms:title ?{name}Text .",
        f"FILTER NOT EXISTS {{ ?{name}Paper a dcat:Dataset }}",
    ]
    no_address = f'FILTER(!CONTAINS(STR(?{name}Text), "://"))'
    return [[*linked, no_address], [f"?dataset schema:citation ?{name}Text .", no_address]]


def _holding(
    branches: Sequence[Sequence[str]], texts: Sequence[str], name: str, context: Context
) -> list[str]:
    found = Literal(pattern(texts, context.written))
    regex = f'FILTER(REGEX(STR(?{name}Text), {found}, "i"))'
    return once([*union(branches), regex])


def _date(chip: Chip, name: str) -> list[str]:
    """Days are compared as text, "~" being after every sign: "2021" overlaps every day of that year."""
    value = chip.value if isinstance(chip.value, dict) else {}
    start, end = Literal(value.get("from") or ""), Literal(f"{value.get('to') or ''}~")
    collected = [
        f"?dataset pan:collectionStart ?{name}Start .",
        f"OPTIONAL {{ ?dataset pan:collectionEnd ?{name}End }}",
        f"FILTER({_overlap(f'?{name}Start', f'COALESCE(?{name}End, ?{name}Start)', start, end)})",
    ]
    published = [
        f"?dataset dcterms:issued ?{name}Issued .",
        *_undated(name),
        f"FILTER({_overlap(f'?{name}Issued', f'?{name}Issued', start, end)})",
    ]
    return union([collected, _of_parts(name, start, end), published])


def _of_parts(name: str, start: Literal, end: Literal) -> list[str]:
    """A collection that states no day has those of its parts, from the first start to the last end."""
    begun = f"?{name}Part a dcat:Dataset ; pan:collectionStart ?{name}PartStart ."
    lasted = [
        f"?dataset dcterms:hasPart ?{name}Last . ?{name}Last a dcat:Dataset .",
        f"OPTIONAL {{ ?{name}Last pan:collectionStart ?{name}LastStart }}",
        f"OPTIONAL {{ ?{name}Last pan:collectionEnd ?{name}LastEnd }}",
        f'FILTER(CONCAT(STR(COALESCE(?{name}LastEnd, ?{name}LastStart)), "~") >= {start})',
    ]
    return [
        "# or, of a collection that states no day, between the first and the last of its parts",
        *once([f"?dataset dcterms:hasPart ?{name}Part . {begun}", f"FILTER(STR(?{name}PartStart) <= {end})"]),
        *once(lasted),
        f"FILTER NOT EXISTS {{ ?dataset pan:collectionStart ?{name}Own }}",
    ]


def _undated(name: str) -> list[str]:
    """That nobody says when it was collected, its parts neither."""
    return [
        f"FILTER NOT EXISTS {{ ?dataset pan:collectionStart ?{name}Any }}",
        f"FILTER NOT EXISTS {{ ?dataset dcterms:hasPart ?{name}Of . "
        f"?{name}Of a dcat:Dataset ; pan:collectionStart ?{name}OfAny }}",
    ]


def _overlap(first: str, last: str, start: Literal, end: Literal) -> str:
    return f'STR({first}) <= {end} && CONCAT(STR({last}), "~") >= {start}'


def _access_of(chip: Chip, name: str, as_of: date) -> list[str]:
    if chip.op != OPENS:
        return _access(chip.written, name, date.fromisoformat(chip.day) if chip.day else as_of)
    waiting = _access("embargoed", name, as_of)
    if chip.day:
        waiting.append(f"FILTER(STR(?{name}Day) <= {Literal(chip.day + '~')})")
    return waiting


def _access(state: str, name: str, as_of: date) -> list[str]:
    """The rule of `access_state`: the opening day decides where it is known, else what the source said."""
    today = Literal(f"{as_of.isoformat()}~")
    day = f"STR(?{name}Day)"
    opened = [f"?dataset dcterms:available ?{name}Day .", f"FILTER(STRLEN({day}) >= 10 && {day} <= {today})"]
    to_open = [line.replace("<=", ">") for line in opened]
    no_day = (f"FILTER NOT EXISTS {{ ?dataset dcterms:available ?{name}Known "
              f"FILTER(STRLEN(STR(?{name}Known)) >= 10) }}")  # fmt: skip
    public = f"?dataset dcterms:accessRights {ACCESS['PUBLIC']} ."
    closed = [f"VALUES ?{name}Rights {{ {ACCESS['RESTRICTED']} {ACCESS['NON_PUBLIC']} }}",
              f"?dataset dcterms:accessRights ?{name}Rights ."]  # fmt: skip
    said = " ".join(str(ACCESS[code]) for code in ("PUBLIC", "RESTRICTED", "NON_PUBLIC"))
    silent = [
        DATASET,
        no_day,
        f"FILTER NOT EXISTS {{ VALUES ?{name}Said {{ {said} }} ?dataset dcterms:accessRights ?{name}Said }}",
    ]
    return {
        "open": union([opened, [public, no_day]]),
        "embargoed": to_open,
        "closed": [*closed, no_day],
        "unknown": silent,
    }.get(state, ["FILTER(false)"])


def _year(chip: Chip, name: str) -> list[str]:
    """The year that a list by years has a record under: in which it was begun, else issued."""
    year = Literal(chip.label)
    begun = [f"?dataset pan:collectionStart ?{name}Start .", f"FILTER(STRSTARTS(STR(?{name}Start), {year}))"]
    first = f"?{name}Part a dcat:Dataset ; pan:collectionStart ?{name}PartStart ."
    earlier = f"?{name}Before a dcat:Dataset ; pan:collectionStart ?{name}Earlier"
    parts = [
        "# or, of a collection that states no day, in which the first of its parts was begun",
        *once([
            f"?dataset dcterms:hasPart ?{name}Part . {first}",
            f"FILTER(STRSTARTS(STR(?{name}PartStart), {year}))",
        ]),
        f"FILTER NOT EXISTS {{ ?dataset pan:collectionStart ?{name}Own }}",
        f"FILTER NOT EXISTS {{ ?dataset dcterms:hasPart ?{name}Before . {earlier} "
        f"FILTER(STR(?{name}Earlier) < {year}) }}",
    ]  # fmt: skip
    issued = [
        f"?dataset dcterms:issued ?{name}Issued .",
        *_undated(name),
        f"FILTER(STRSTARTS(STR(?{name}Issued), {year}))",
    ]
    return union([begun, parts, issued])


def _called(chip: Chip, name: str) -> list[str]:
    """A sample of exactly this name, or identifier where it has no name; case and blanks do not count."""
    same = f'LCASE(REPLACE(STR(?{name}Called), "\\\\s+", " ")) = {literal(sample_key(chip.written))}'
    sample = f"?dataset pan:sample ?{name} ."
    nameless = f"FILTER NOT EXISTS {{ ?{name} schema:name ?{name}Any }}"
    return union([
        [sample, f"?{name} schema:name ?{name}Called .", f"FILTER({same})"],
        [sample, f"?{name} dcterms:identifier ?{name}Called .", nameless, f"FILTER({same})"],
    ])  # fmt: skip


def _doi(chip: Chip, name: str) -> list[str]:
    forms = ", ".join(str(literal(form)) for form in sorted(doi_forms(chip.written)))
    return union([
        [DATASET, f"FILTER(LCASE(STR(?dataset)) IN ({forms}))"],
        [f"?dataset dcterms:identifier ?{name} .", f"FILTER(LCASE(STR(?{name})) IN ({forms}))"],
    ])  # fmt: skip
