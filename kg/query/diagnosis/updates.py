"""Reading updates: operations between semicolons."""

from kg.query.diagnosis.mistake import Mistake
from kg.query.diagnosis.queries import Queries
from kg.query.diagnosis.words import FORMS, PATTERNS, PROLOGUE, UPDATES, listed

_OPERATIONS = tuple(word for word in UPDATES if word != "LOAD")  # LOAD is refused before


class Updates(Queries):
    """Reads a whole update."""

    thing = "update"

    def read(self) -> None:
        """Raise Mistake at the first token that cannot be."""
        while True:
            self.prologue()
            if not self.is_end:
                self._operation()
            if self.now.kind == "end":
                return
            if not self.takes(";"):
                raise self._after_operation()

    def _after_operation(self) -> Mistake:
        hint = "Operations are separated by `;`." if self.now.word in UPDATES else ""
        return self.wrong("`;` or the end of the update", hint=hint)

    def _operation(self) -> None:
        word = self.now.word
        if word in ("INSERT", "DELETE"):
            self.take()
            self._data_or_pattern(word)
        elif word == "WITH":
            self.take()
            self.iri("the graph: an IRI or a prefixed name")
            self._modify()
        elif word in ("CLEAR", "DROP"):
            self.take()
            self.takes("SILENT")
            if not self.takes("DEFAULT", "NAMED", "ALL"):
                self._graph("GRAPH <…>, DEFAULT, NAMED or ALL")
        elif word == "CREATE":
            self.take()
            self.takes("SILENT")
            self._graph("GRAPH <…>")
        elif word in ("ADD", "MOVE", "COPY"):
            self._transfer()
        elif word == "LOAD":
            self._load()
        else:
            raise self._no_operation()

    def _no_operation(self) -> Mistake:
        word = self.now.word
        hint = f"{word} is a query; queries go to the query endpoint, /sparql." if word in FORMS else ""
        return self.wrong(listed((*_OPERATIONS, *PROLOGUE)), (*_OPERATIONS, *PROLOGUE, *FORMS), hint)

    def _graph(self, expected: str) -> None:
        if self.now.word != "GRAPH":
            hint = f"Write GRAPH before {self.shown()}." if self.is_iri() else ""
            raise self.wrong(expected, ("GRAPH", "DEFAULT", "NAMED", "ALL"), hint)
        self.take()
        self.iri("the graph: an IRI or a prefixed name")

    def _transfer(self) -> None:
        self.take()
        self.takes("SILENT")
        self._place()
        self.need("TO")
        self._place()

    def _place(self) -> None:
        if not self.takes("DEFAULT"):
            self.takes("GRAPH")
            self.iri("a graph: an IRI, a prefixed name or DEFAULT", ("DEFAULT", "GRAPH"))

    def _load(self) -> None:
        self.take()
        self.takes("SILENT")
        self.iri()
        if self.takes("INTO"):
            self._graph("GRAPH <…>")

    def _data_or_pattern(self, word: str) -> None:
        if self.takes("DATA"):
            self._quads(f"{word} DATA")
        elif word == "DELETE" and self.takes("WHERE"):
            self._quads("DELETE")
        elif self.now.text == "{":
            self._templates(word)
        else:
            raise self._no_data(word)

    def _no_data(self, word: str) -> Mistake:
        hint = ""
        if self.now.word in ("INTO", "FROM"):
            hint = f"Name the graph inside: {word} DATA {{ GRAPH <…> {{ … }} }}."
        words = ("DATA", "WHERE") if word == "DELETE" else ("DATA",)
        return self.wrong(listed([*words, "a template in braces"]), words, hint)

    def _modify(self) -> None:
        if self.now.word not in ("INSERT", "DELETE"):
            raise self.wrong("INSERT or DELETE", ("INSERT", "DELETE"))
        word = self.take().word
        if self.now.text != "{":
            raise self.wrong("a template in braces", hint="WITH goes with INSERT { … } WHERE { … }.")
        self._templates(word)

    def _templates(self, word: str) -> None:
        self._quads("DELETE" if word == "DELETE" else "")
        if word == "DELETE" and self.takes("INSERT"):
            self._quads("")
        while self.takes("USING"):
            self.takes("NAMED")
            self.iri("the graph: an IRI or a prefixed name")
        if self.now.word != "WHERE":
            hint = f"A template needs WHERE {{ … }}; triples as they are stand in {word} DATA {{ … }}."
            raise self.wrong("USING or WHERE { … }", ("USING", "WHERE"), hint)
        self.take()
        self.group()

    def _quads(self, data: str) -> None:
        """Triples in braces, some of them in graphs; `data` says what they may not hold."""
        self.data, self.has_paths = data, False
        self.need("{")
        while not self.takes("}"):
            if self.takes("GRAPH"):
                self._named_quads()
            else:
                self._some_triples()
        self.data, self.has_paths = "", True

    def _named_quads(self) -> None:
        if self.now.kind == "variable":
            self.term("")
        else:
            self.iri("the graph: an IRI or a prefixed name")
        self.need("{")
        while not self.takes("}"):
            self._some_triples()
        self.takes(".")

    def _some_triples(self) -> None:
        if not self.starts_term():
            raise self._no_triple()
        self.triples()
        if self.now.text != "}" and self.now.word != "GRAPH":
            self.need(".", "`.`, `;`, `,` or `}`", self.missing_dot() or self._of_pattern())

    def _no_triple(self) -> Mistake:
        if hint := self._of_pattern():
            return self.wrong("a triple, GRAPH or `}`", hint=hint)
        return self.no_term("a triple, GRAPH or `}`", ("GRAPH",))

    def _of_pattern(self) -> str:
        word = self.now.word
        if word in PATTERNS and word != "GRAPH":
            return f"{word} stands in a WHERE {{ … }} that follows a template of its own."
        return ""
