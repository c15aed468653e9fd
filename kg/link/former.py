"""What terms of PaNET are called in other releases than the shipped one."""

from functools import cache

from kg.rdf.shipped import shipped

FILE = "panet-former-names.tsv"


@cache
def former_names() -> tuple[tuple[str, str], ...]:
    """IRI and name, as `kg ontology former-names` wrote them; none where the file is not there."""
    file = shipped("ontologies") / FILE
    if not file.is_file():
        return ()
    lines = (line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    rows = [line.split("\t") for line in lines][1:]
    return tuple((row[0], row[1]) for row in rows if len(row) >= 2)
