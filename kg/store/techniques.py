"""The PaNET of one generation: its own table, whatever this installation ships."""

from collections import defaultdict
from weakref import WeakKeyDictionary

from pyoxigraph import Literal

from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable, make_panet, shipped_panet
from kg.store.graph_reader import GraphReader

_READ: "WeakKeyDictionary[GraphReader, PanetTable]" = WeakKeyDictionary()


def techniques_of(reader: GraphReader) -> PanetTable:
    """The table in this generation's graph; the shipped one where the graph holds none.

    It is read once for each reader: about 8,000 rows.
    """
    if reader not in _READ:
        _READ[reader] = _read(reader) or shipped_panet()
    return _READ[reader]


def _read(reader: GraphReader) -> PanetTable | None:
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in reader.rows("technique_table"):
        iri, value = row["term"].value, row["value"]
        ours = isinstance(value, Literal) or value.value.startswith(str(PANET))
        if iri.startswith(str(PANET)) and ours:
            values[iri][row["property"].value].append(value.value)
    versions = sorted(row["version"].value for row in reader.rows("technique_table_version"))
    return make_panet(versions[-1], values) if versions and values else None
