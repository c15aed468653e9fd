"""One cell read: a class expression, a property, a thing, or the value of an annotation."""

import re

from pyoxigraph import Literal, NamedNode

from kg.ontology.document import Cell, Fault, Value
from kg.ontology.expression import Expression, compound
from kg.ontology.read.template.draft import Draft
from kg.ontology.read.template.expression import parse
from kg.ontology.read.template.header import Column
from kg.ontology.read.template.names import (
    ANNOTATIONS,
    CLASSES,
    DATATYPES,
    INDIVIDUALS,
    PROPERTIES,
    Names,
)
from kg.ontology.read.template.shown import shown
from kg.ontology.read.template.tokens import KEYWORDS, BadExpression
from kg.rdf.names import XSD

_BOOLEANS = {"true": "true", "false": "false", "1": "true", "0": "false"}


class Cells:
    """Reads the cells of one table; what is wrong with one goes to the faults of the draft.

    Each reader gives None where the cell says nothing that can be used.
    """

    def __init__(self, names: Names, draft: Draft) -> None:
        self.names = names
        self._draft = draft
        self._known: dict[tuple[str, str], Expression] = {}

    def klass(self, text: str, column: Column, term: str, place: Cell) -> Expression | None:
        """The class expression that a column makes of a text; in a CI column it is a reference."""
        text = text.strip()
        if column.role == "CI":
            return self.reference(text, CLASSES, term, place)
        pattern = column.about or "%"
        if (known := self._known.get((pattern, text))) is not None:
            return known
        faults: list[Fault] = []
        found = self._klass(text, pattern, term, place, faults)
        self._draft.faults.extend(faults)
        if found is not None and not faults:
            self._known[pattern, text] = found
        return found

    def _klass(
        self, text: str, pattern: str, term: str, place: Cell, faults: list[Fault]
    ) -> Expression | None:
        borne = self.names.bears(text, CLASSES)
        if not borne and text.startswith(("(", "'", '"', "{")):
            return self._parsed(text, pattern, text, term, place, faults)
        if borne or not KEYWORDS & set(re.split(r"[\s()]+", text.lower())):
            if pattern == "%":
                return self._resolved(text, CLASSES, term, place, faults)
            operand = (
                text if re.fullmatch(r"\S*:\S+", text) else "'" + re.sub(r"(['\\])", r"\\\1", text) + "'"
            )
            return self._parsed(text, pattern, operand, term, place, faults)
        return self._bare(text, pattern, term, place, faults)

    def _bare(
        self, text: str, pattern: str, term: str, place: Cell, faults: list[Fault]
    ) -> Expression | None:
        """A text with a keyword in it and no brackets: an expression, or a label that nothing bears."""
        trial: list[Fault] = []
        found = self._parsed(text, pattern, f"({text})", term, place, trial)
        if found is None and self.names.suggestion(text, CLASSES):
            return self._resolved(text, CLASSES, term, place, faults)
        faults.extend(trial)
        if found is not None:
            said = f"ROBOT takes {shown(text)} for one name; put the expression into brackets."
            faults.append(Fault("repaired-input", said, text, term, place, f"({text})"))
        return found

    def _parsed(
        self, text: str, pattern: str, operand: str, term: str, place: Cell, faults: list[Fault]
    ) -> Expression | None:
        whole = pattern.replace("%", operand)
        # Where the cell begins in what is parsed, an added bracket or quotation mark left out.
        start = pattern.index("%") + (operand != text)

        def resolve(name: str, sort: str, form: str) -> str | None:
            iri = self._resolved(name, sort, term, place, faults, quoted=form == "quoted")
            if iri is not None and form == "words":
                said = f"ROBOT reads several words as one name only in quotation marks: {shown(name)}."
                faults.append(Fault("repaired-input", said, name, term, place, f"'{name}'"))
            return iri

        try:
            return parse(whole, resolve, self.names.kinds.get)
        except BadExpression as error:
            at = min(max(error.position - start, 0), len(text)) + 1
            message = f"{shown(text)} is no class expression: {error} (character {at} of the cell)."
            faults[:] = [Fault("bad-expression", message, text, term, place, lost=True)]
            return None

    def reference(self, text: str, sort: str, term: str, place: Cell) -> str | None:
        """The IRI of the thing of a sort that a text names."""
        stripped, quoted = _unquoted(text.strip())
        return self._resolved(stripped, sort, term, place, self._draft.faults, quoted=quoted)

    def _resolved(
        self, text: str, sort: str, term: str, place: Cell, faults: list[Fault], *, quoted: bool = False
    ) -> str | None:
        found = self.names.find(text, sort, quoted=quoted)
        if found.rule:
            lost = found.iri is None and sort != ANNOTATIONS
            faults.append(Fault(found.rule, found.message, text, term, place, found.suggestion, lost))
        return found.iri

    def prop(self, text: str, column: Column, term: str, place: Cell) -> Expression | None:
        """The property, or inverse of one, that a column makes of a text."""
        whole = (column.about or "%").replace("%", text.strip())
        found = re.fullmatch(r"\(?\s*inverse\s*\(?\s*(.+?)\s*\)*", whole)
        iri = self.reference(found.group(1) if found else whole, PROPERTIES, term, place)
        if iri is None:
            return None
        return compound("ObjectInverseOf", [iri]) if found else iri

    def datatype(self, text: str, term: str, place: Cell) -> str | None:
        """The IRI of a datatype."""
        return self.reference(text, DATATYPES, term, place)

    def individual(self, text: str, term: str, place: Cell) -> str | None:
        """The IRI of an individual."""
        return self.reference(text, INDIVIDUALS, term, place)

    def value(self, text: str, column: Column, term: str, place: Cell) -> Value | None:
        """The value of an annotation, as the column types it."""
        if column.role == "AI":
            return self._thing(text.strip(), term, place)
        if column.role == "AL":
            return Literal(text, language=column.language)
        if column.role != "AT" or column.datatype is None:
            return Literal(text)
        datatype = self.names.find(column.datatype, DATATYPES).iri
        if datatype == XSD["boolean"].value:
            return self._boolean(text, term, place)
        return Literal(text.strip(), datatype=NamedNode(datatype)) if datatype else Literal(text)

    def _boolean(self, text: str, term: str, place: Cell) -> Literal | None:
        plain = _BOOLEANS.get(text.strip().lower())
        if plain is None:
            message = f"{shown(text)} is neither true nor false."
            self._draft.faults.append(Fault("repaired-input", message, text, term, place, "true"))
            return None
        if plain != text.strip() and text.strip() not in ("0", "1"):
            message = f"{shown(text.strip())} was read as {plain!r}, which is how OWL writes it."
            self._draft.faults.append(Fault("repaired-input", message, text, term, place, plain))
        return Literal(plain, datatype=XSD["boolean"])

    def _thing(self, text: str, term: str, place: Cell) -> NamedNode | None:
        for sort in (CLASSES, PROPERTIES, INDIVIDUALS):
            if self.names.bears(text, sort):
                found = self._resolved(text, sort, term, place, self._draft.faults)
                return NamedNode(found) if found else None
        if self.names.find(text, ANNOTATIONS).iri is not None:
            found = self._resolved(text, ANNOTATIONS, term, place, self._draft.faults)
            return NamedNode(found) if found else None
        hint = self.names.suggestion(text, CLASSES)
        message = f"{shown(text)} is neither an IRI nor the label of a row, so this annotation is left out."
        rule = "unresolved-reference" if hint else "bad-iri"
        self._draft.faults.append(Fault(rule, message, text, term, place, hint))
        return None


def _unquoted(text: str) -> tuple[str, bool]:
    if len(text) > 1 and text[0] == text[-1] == "'":
        return re.sub(r"\\(.)", r"\1", text[1:-1]).strip(), True
    return text, False
