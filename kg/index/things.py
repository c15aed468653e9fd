"""All datasets of a generation with the values of their properties, and the labels of what these point to."""

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Protocol

from pyoxigraph import NamedNode

from kg.index.documents import Kind, Named
from kg.index.quantities import Parameter
from kg.index.texts import Lookups, Values
from kg.rdf.names import CITO, DCAT, DCT, FOAF, PAN, PROV, RDFS, SCHEMA, SKOS
from kg.rdf.panet import PanetTable

Progress = Callable[..., None]


class Selects(Protocol):
    """What is asked of a store's reader."""

    def rows(self, query: str, /, **bindings: NamedNode) -> Iterable[Mapping[str, Any]]:
        """The solutions of a stored query, one by one."""


_OWN = {
    "title": DCT["title"], "identifier": DCT["identifier"], "description": DCT["description"],
    "keyword": DCAT["keyword"], "creator": DCT["creator"], "facility": PAN["facility"],
    "instrument": PAN["instrument"], "sample": PAN["sample"], "technique": PAN["technique"],
    "start": PAN["collectionStart"], "issued": DCT["issued"], "available": DCT["available"],
    "rights": DCT["accessRights"], "part": DCT["hasPart"], "distribution": DCAT["distribution"],
    "end": PAN["collectionEnd"], "kind": PAN["dataKind"], "made_by": PROV["wasGeneratedBy"],
    "related": DCT["relation"], "reference": SCHEMA["citation"], "described": CITO["isDescribedBy"],
    "documented": CITO["isDocumentedBy"], "referenced": DCT["isReferencedBy"], "cited": CITO["isCitedBy"],
    "source_of": CITO["isCitedAsDataSourceBy"],
}  # fmt: skip
CITED_BY = ("cited", "source_of", "referenced")
"""Values that name works which cite the dataset."""

LINKED = (*CITED_BY, "described", "documented", "related")
"""Values that name linked publications, and other things beside them."""

_CITING = (CITO["cites"], CITO["citesAsDataSource"])


class Things:
    """All datasets with the values of their properties, and the labels of what these point to."""

    def __init__(self, reader: Selects, progress: Progress) -> None:
        self._reader = reader
        self.own: dict[str, Values] = {iri: Values() for iri in _members(reader, DCAT["Dataset"])}
        for done, (name, property_) in enumerate(_OWN.items()):
            progress("Reading the graph", done, len(_OWN))
            for iri, values in _values(reader, self.own, property_).items():
                self.own[iri][name] = sorted(set(values))
        self.collection = {
            part: iri
            for iri, values in sorted(self.own.items())
            for part in values["part"]
            if part in self.own
        }

    def labels(self, class_: NamedNode, *properties: NamedNode) -> dict[str, list[str]]:
        """Thing -> its values of these properties, in their order."""
        found: dict[str, list[str]] = defaultdict(list)
        members = _members(self._reader, class_)
        for property_ in properties:
            for iri, values in _values(self._reader, members, property_).items():
                found[iri] += sorted(set(values) - set(found[iri]))
        return found

    def named(self) -> list[Named]:
        """Facilities, then instruments, each with the facility it belongs to; both sorted by label."""
        facilities = self.labels(PAN["Facility"], RDFS["label"], SKOS["notation"], SKOS["altLabel"])
        instruments = self.labels(PAN["Instrument"], RDFS["label"], SKOS["notation"], SKOS["altLabel"])
        operators = self.labels(PAN["Instrument"], PAN["operatedBy"])
        wholes = self.labels(PAN["Facility"], DCT["isPartOf"])
        found = [_named("facility", iri, names, wholes) for iri, names in facilities.items()]
        found += [_named("instrument", iri, names, operators) for iri, names in instruments.items()]
        return sorted(found, key=lambda of: (of.kind, of.label, of.iri))

    def look_ups(self, named: Iterable[Named], table: PanetTable) -> Lookups:
        """What the cards and texts of all datasets are written with."""
        formulas = self.labels(PAN["Sample"], PAN["chemicalFormula"])
        return Lookups(
            named={of.iri: of for of in named},
            people=self.labels(PAN["Person"], FOAF["name"]),
            samples=self.labels(PAN["Sample"], SCHEMA["name"]),
            sample_ids=self.labels(PAN["Sample"], DCT["identifier"]),
            formulas=formulas,
            files=self.labels(PAN["File"], DCT["title"]),
            elements=self.labels(PAN["Sample"], PAN["element"]),
            compositions=self.labels(PAN["Sample"], PAN["composition"]),
            papers=self._papers(),
            cited_by=self._cited_by(),
            counted=self._counted(),
            parameters=self._parameters(),
            probes=self._probes(),
            table=table,
        )

    def _papers(self) -> dict[str, list[str]]:
        """Titles of what datasets are linked with and what is no dataset itself."""
        linked = {iri for of in self.own.values() for name in LINKED for iri in of[name]} - self.own.keys()
        return _values(self._reader, linked, DCT["title"]) if linked else {}

    def _cited_by(self) -> dict[str, set[str]]:
        """Dataset -> the works that the graph says to cite it, said by the works themselves."""
        found: dict[str, set[str]] = defaultdict(set)
        for property_ in _CITING:
            for row in self._reader.rows("values_of_property", property=property_):
                if (cited := row["value"].value) in self.own:
                    found[cited].add(row["thing"].value)
        return found

    def _counted(self) -> dict[str, int]:
        """Dataset -> how many pairs count as citations of it; only those that are cited in any pair."""
        cited = {
            row["thing"].value: row["value"].value
            for row in self._reader.rows("values_of_property", property=CITO["hasCitedEntity"])
        }
        found = dict.fromkeys((iri for iri in cited.values() if iri in self.own), 0)
        if found:
            for row in self._reader.rows("values_of_property", property=PAN["isCounted"]):
                iri = cited.get(row["thing"].value)
                if iri in found and row["value"].value == "true":
                    found[iri] += 1
        return found

    def _parameters(self) -> dict[str, list[Parameter]]:
        """Dataset or measurement -> its parameters in SI units."""
        found: dict[str, list[Parameter]] = defaultdict(list)
        for row in self._reader.rows("parameters_in_si"):
            text = {name: term.value for name, term in row.items()}
            try:
                value = float(text["si"])
            except ValueError:
                continue  # no number: nothing to compare with
            written = " ".join(filter(None, (text.get("written"), text.get("unit"))))
            found[text["thing"]].append(Parameter(text["name"], value, text["siUnit"], written[:60]))
        return found

    def _probes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._reader.rows("probes_stated"):
            found[row["thing"].value].append(row["text"].value)
        return found


def _named(kind: Kind, iri: str, names: list[str], wholes: dict[str, list[str]]) -> Named:
    return Named(kind, iri, names[0], tuple(names), next(iter(wholes.get(iri, ())), None))


def _members(reader: Selects, class_: NamedNode) -> set[str]:
    return {row["thing"].value for row in reader.rows("things_of_class", **{"class": class_})}


def _values(reader: Selects, members: Container[str], property_: NamedNode) -> dict[str, list[str]]:
    """Thing -> its values; a thing described by two records may have a value twice."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in reader.rows("values_of_property", property=property_):
        if (thing := row["thing"].value) in members:
            found[thing].append(row["value"].value)
    return found
