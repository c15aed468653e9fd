"""ROBOT template tables, which PaNET's editors write (https://robot.obolibrary.org/template).

    table        the bytes as rows and cells, each with its line; what is no row of a table
    shown        text from a table in a message
    header       the template strings as columns
    prefixes     IRIs in full, in angle brackets, or short
    nearest      what a name that nothing bears was most likely meant to be
    names        what a label, a short IRI or an IRI stands for
    tokens, expression   class expressions in Manchester syntax
    entry        which term each row speaks of
    draft        the document as it grows
    cells        one cell read: an expression, a property, a value
    reading      what reading a row needs of its table
    classes, properties, individuals   the axioms of one row, by what its term is
    rows         one row: its term, annotations and axioms
    reader       all of it: bytes to a document

A fault in one cell never costs another: it becomes a `Fault`, and reading goes on.
"""

from kg.ontology.read.template.reader import read_template

__all__ = ["read_template"]
