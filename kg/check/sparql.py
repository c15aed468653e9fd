"""Rules written as SPARQL: one query finds all nodes of a store that break a rule."""

from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode

from kg.check.constraints import Constraint
from kg.check.facts import Node
from kg.check.lexical import DAYS, PATTERNS
from kg.check.shapes import Rule, Target
from kg.rdf.names import RDF, SH, XSD

Below = Callable[[Node], Iterable[Node]]
"""A class -> itself and all its subclasses in the data."""

_TYPE = str(RDF["type"])
_KINDS = {"IRI": "isIRI", "Literal": "isLiteral", "BlankNode": "isBlank"}
_COMPARE = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}


def query_of(rule: Rule, below: Below) -> str:
    """A SELECT of ?this and, where a value is at fault, ?value; each row breaks the rule once."""
    focus = _focus(rule.targets, below)
    constraint = rule.constraint
    if rule.path is None:
        if constraint.kind == "hasValue":
            return f"SELECT DISTINCT ?this WHERE {{ {focus} FILTER(!{_same('?this', constraint.terms[0])}) }}"
        accepted = _accepted(constraint, "?this", below)
        return f"SELECT DISTINCT ?this (?this AS ?value) WHERE {{ {focus} FILTER(!({accepted})) }}"
    step = f"?this {rule.path.sparql} ?value ."
    if constraint.kind in ("minCount", "maxCount"):
        return _count(focus, step, constraint.kind, constraint.number)
    if constraint.kind == "hasValue":
        step = f"?this {rule.path.sparql} {constraint.terms[0]} ."
        return f"SELECT DISTINCT ?this WHERE {{ {focus} FILTER NOT EXISTS {{ {step} }} }}"
    accepted = _accepted(constraint, "?value", below)
    return f"SELECT DISTINCT ?this ?value WHERE {{ {focus} {step} FILTER(!({accepted})) }}"


def _focus(targets: tuple[Target, ...], below: Below) -> str:
    classes = sorted({str(kind) for t in targets if t.kind == "targetClass" for kind in below(t.node)})
    nodes = sorted({str(t.node) for t in targets if t.kind == "targetNode"})
    choices = []
    if classes:
        choices.append(f"VALUES ?kind {{ {' '.join(classes)} }} ?this {_TYPE} ?kind .")
    if nodes:
        choices.append(f"VALUES ?this {{ {' '.join(nodes)} }}")
    choices += [f"?this {t.node} ?any ." for t in targets if t.kind == "targetSubjectsOf"]
    choices += [f"?any {t.node} ?this ." for t in targets if t.kind == "targetObjectsOf"]
    return choices[0] if len(choices) == 1 else " UNION ".join(f"{{ {choice} }}" for choice in choices)


def _count(focus: str, step: str, kind: str, number: int) -> str:
    if kind == "minCount" and number <= 1:
        missing = f"FILTER NOT EXISTS {{ {step} }}" if number else "FILTER(false)"
        return f"SELECT DISTINCT ?this WHERE {{ {focus} {missing} }}"
    if kind == "maxCount" and number == 0:
        return f"SELECT DISTINCT ?this WHERE {{ {focus} FILTER EXISTS {{ {step} }} }}"
    sign = "<" if kind == "minCount" else ">"
    return (
        f"SELECT ?this WHERE {{ {{ SELECT DISTINCT ?this WHERE {{ {focus} }} }} OPTIONAL {{ {step} }} }} "
        f"GROUP BY ?this HAVING (COUNT(DISTINCT ?value) {sign} {number})"
    )


def _accepted(constraint: Constraint, var: str, below: Below) -> str:
    """A SPARQL expression that is true where the constraint holds, false elsewhere, and never an error."""
    kind, terms = constraint.kind, constraint.terms
    if kind in ("or", "and", "not", "node"):
        parts = [_all(part, var, below) for part in constraint.parts]
        joined = (" || " if kind == "or" else " && ").join(parts) or str(kind != "or").lower()
        return f"(!({joined}))" if kind == "not" else f"({joined})"
    if kind == "class":
        choices = " ".join(sorted(str(each) for each in below(terms[0])))
        return f"EXISTS {{ VALUES ?class {{ {choices} }} {var} {_TYPE} ?class . }}"
    return f"COALESCE({_simple(constraint, var)}, false)"


def _all(constraints: tuple[Constraint, ...], var: str, below: Below) -> str:
    return " && ".join(_accepted(each, var, below) for each in constraints) or "true"


def _simple(constraint: Constraint, var: str) -> str:
    kind, terms = constraint.kind, constraint.terms
    if kind == "datatype":
        return _datatype(terms[0], var)
    if kind == "nodeKind":
        name = str(terms[0].value).removeprefix(str(SH))
        return " || ".join(f"{test}({var})" for word, test in _KINDS.items() if word in name)
    if kind == "pattern":
        return f"REGEX(STR({var}), {Literal(str(terms[0].value))}, {Literal(constraint.flags)})"
    if kind in ("minLength", "maxLength"):
        return f"STRLEN(STR({var})) {'>=' if kind == 'minLength' else '<='} {constraint.number}"
    if kind == "in":
        return " || ".join(_same(var, term) for term in terms) or "false"
    if kind == "hasValue":
        return _same(var, terms[0])
    if kind == "languageIn":
        return " || ".join(f"LANGMATCHES(LANG({var}), {term})" for term in terms) or "false"
    return f"{var} {_COMPARE[kind]} {terms[0]}"


def _same(var: str, term: Node) -> str:
    """Whether a variable is this very term. Virtuoso 7 finds sameTerm within COALESCE without a value."""
    if isinstance(term, NamedNode):
        return f"({var} = {term})"
    if isinstance(term, Literal) and term.datatype == XSD["string"]:
        return f"(isLiteral({var}) && STR({var}) = {term} && DATATYPE({var}) = {term.datatype})"
    return f"sameTerm({var}, {term})"


def _datatype(wanted: Node, var: str) -> str:
    assert isinstance(wanted, NamedNode)
    text = f"DATATYPE({var}) = {wanted}"
    if wanted.value in PATTERNS:
        text += f" && REGEX(STR({var}), {Literal(PATTERNS[wanted.value])})"
    if wanted.value in DAYS:  # the cast is an error for 30 February, and COALESCE above turns that into false
        text += f" && isLiteral({wanted}(STR({var})))"
    return text
