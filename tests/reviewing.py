"""Reviews built by hand: no reader, no reasoner, no rule has a part in them."""

from collections.abc import Mapping

from pyoxigraph import Literal

from kg.ontology.axiom import SUBCLASS, Axiom, axiom
from kg.ontology.change import Change
from kg.ontology.document import ALT_LABEL, CLASS, DEFINITION, DEPRECATED, LABEL, Cell, Document, Term, Value
from kg.ontology.finding import Finding
from kg.ontology.hierarchy import Hierarchy
from kg.ontology.render import rendered
from kg.ontology.render.plain import Catalogue
from kg.ontology.review import Impact, Review, Verdict
from kg.ontology.sentence import Sentence
from kg.ontology.suggest.release import GateRule
from kg.ontology.view import View

BASE = "http://purl.org/pan-science/PaNET/PaNET"


def iri(number: str) -> str:
    return BASE + number


def term(
    number: str,
    label: str | None = None,
    alt: tuple[str, ...] = (),
    definition: str | None = None,
    retired: bool = False,
) -> Term:
    texts = {
        LABEL: (label,) if label is not None else (),
        ALT_LABEL: alt,
        DEFINITION: (definition,) if definition else (),
        DEPRECATED: ("true",) if retired else (),
    }
    annotations: dict[str, tuple[Value, ...]] = {
        prop: tuple(map(Literal, values)) for prop, values in texts.items() if values
    }
    return Term(iri(number), frozenset({CLASS}), annotations)


def below(low: str, high: str) -> Axiom:
    return axiom(SUBCLASS, (iri(low), iri(high)))


def document(
    name: str,
    terms: tuple[Term, ...],
    axioms: tuple[Axiom, ...] = (),
    about: Mapping[str, tuple[Value, ...]] | None = None,
    version: str | None = None,
) -> Document:
    stated = {each.iri: each for each in terms}
    return Document(
        name=name,
        format="robot-template",
        iri="http://purl.org/pan-science/PaNET/PaNET.owl",
        version=version,
        about=about or {},
        terms=stated,
        axioms=dict.fromkeys(axioms),
        triples=(),
    )


def view(told: Document, *pairs: tuple[str, str]) -> View:
    """The document with just these (narrower, broader) numbers as its hierarchy."""
    broader: dict[str, set[str]] = {each: set() for each in told.terms}
    for low, high in pairs:
        broader[iri(low)].add(iri(high))
    frozen = {each: frozenset(above) for each, above in broader.items()}
    return View(told, Hierarchy(frozen, (), True, "by hand"))


def review_of(
    change: Change,
    *findings: Finding,
    verdict: Verdict = "fail",
    older: int = 0,
    mended: int = 0,
    sentences: tuple[Sentence, ...] = (),
    impact: Impact | None = None,
) -> Review:
    return Review(
        change=change,
        verdict=verdict,
        findings=findings,
        older=older,
        mended=mended,
        sentences=sentences,
        impact=impact or Impact(),
        complete=True,
        seconds=0.25,
        version_step="minor",
    )


def small_change(after: str = "source/PaNET.csv") -> Change:
    """Scattering keeps its place, diffraction is renamed and put below it, a term comes and a term goes."""
    old = document(
        "HEAD:source/PaNET.csv",
        (term("00200", "scattering"), term("01022", "diffraction"), term("01099", "old")),
        (below("01099", "00200"),),
    )
    new = document(
        after,
        (
            term("00200", "scattering"),
            term("01022", "diffraction-based techniques", alt=("diffraction",)),
            term("01335", "speckle imaging", definition="Imaging of speckles"),
        ),
        (below("01022", "00200"), below("01335", "00200")),
    )
    return Change(view(old, ("01099", "00200")), view(new, ("01022", "00200"), ("01335", "00200")))


BROKEN = Finding(
    rule="unresolved-reference",
    level="fail",
    message='No term is called "X-ray probe".',
    term=iri("01335"),
    text="X-ray probe",
    cell=Cell(row=214, column=9, line=220),
    suggestion="x-ray probe",
)
RELABELLED = Finding(
    rule="label-lost",
    level="warn",
    message='"diffraction" is now called "diffraction-based techniques".',
    term=iri("01022"),
    text="diffraction-based techniques",
    cell=Cell(row=30, column=3, line=30),
)
NOTED = Finding(rule="redundant-parent", level="info", message="One parent is enough.", term=iri("01022"))
HOSTILE = Finding(
    rule="duplicate-label",
    level="fail",
    message='Two terms: "a]]>\x00\x1b[31m<b>%0A::error::x\n::stop @you | `c` \u202ekcab" and another.',
    term=iri("00200"),
    text="<script>alert(1)</script>",
    cell=Cell(row=2, column=3, line=2),
    suggestion="a, b: 100%\r\n",
)


COLUMNS = ("", "ID", "Label", "Alt Label 1", "Alt Label 2", "Definition", "Source", "RDF Type", "Parent IRI")
RULES: Catalogue = {
    "unresolved-reference": GateRule(
        "unresolved-reference", "fail", "A reference leads to no term", "The build stops.", "Write the label."
    ),
    "label-lost": GateRule("label-lost", "warn", "An old label is lost: 1, 2", "Searches fail.", "Keep it."),
    "punning": GateRule("punning", "warn", "Punning", "It confuses.", "Choose one."),
}


def telling() -> Review:
    """One finding of each level, and something of everything else."""
    return review_of(
        small_change(),
        BROKEN,
        RELABELLED,
        NOTED,
        older=71,
        mended=2,
        sentences=(
            Sentence("asserted", "speckle imaging is new.", (iri("01335"),)),
            Sentence("side-effect", "diffraction is now below scattering.", (iri("01022"),), ("it says so",)),
        ),
        impact=Impact(3, 520, "usage.csv"),
    )


def hostile() -> Review:
    return review_of(small_change("bad, name 100%.csv"), HOSTILE)


def as_told(review: Review, form: str) -> str:
    return rendered(review, form, RULES, COLUMNS)
