"""What a DOI stands for, by DataCite's general type and the words beside it."""

from enum import Enum

from pyoxigraph import NamedNode

from harvesters._datacite_words import said
from harvesters._read import branch
from kg.harvest.payload import Json
from kg.rdf.claim import WorkKind
from kg.rdf.names import DCAT, FOAF, PAN, SCHEMA
from kg.resolve.facility import facility_by_identifier


class Kind(Enum):
    """The classes that the graph tells apart; `types` are what is stated of a thing of this kind."""

    DATA = (PAN["DataCollection"], DCAT["DatasetSeries"], DCAT["Dataset"])
    BEAMLINE = (PAN["Beamline"], PAN["Instrument"])
    INSTRUMENT = (PAN["Instrument"],)
    SAMPLE = (PAN["Sample"],)
    SOFTWARE = (PAN["Software"],)
    PUBLICATION = (PAN["Publication"],)
    OUTPUT = (PAN["ProjectOutput"],)
    TRAINING = (PAN["TrainingMaterial"],)
    GRANT = (SCHEMA["Grant"],)
    PROJECT = (FOAF["Project"],)
    OTHER = (SCHEMA["CreativeWork"],)

    @property
    def types(self) -> tuple[NamedNode, ...]:
        """The classes, the most particular first."""
        classes: tuple[NamedNode, ...] = self.value
        return classes

    @property
    def work(self) -> WorkKind | None:
        """What claims say that it is; None where that is open."""
        return _WORKS.get(self, None if self is Kind.OTHER else "other")


_WORKS: dict[Kind, WorkKind] = {
    Kind.DATA: "dataset",
    Kind.SOFTWARE: "software",
    Kind.PUBLICATION: "publication",
    Kind.OUTPUT: "publication",  # reports and deliverables
}

_GENERAL = {
    "dataset": Kind.DATA,
    "collection": Kind.DATA,
    "instrument": Kind.INSTRUMENT,
    "physicalobject": Kind.SAMPLE,
    "software": Kind.SOFTWARE,
    "computationalnotebook": Kind.SOFTWARE,
    "award": Kind.GRANT,
    "project": Kind.PROJECT,
} | dict.fromkeys(
    (
        "text", "journalarticle", "preprint", "report", "dissertation", "book", "bookchapter",
        "conferencepaper", "conferenceproceeding", "datapaper", "peerreview",
    ),
    Kind.PUBLICATION,
)  # fmt: skip

# Words of the free resourceType that say more than the general type; the first that is met counts.
_WORDS = (
    ("beamline", Kind.BEAMLINE, {Kind.OTHER, Kind.INSTRUMENT, Kind.SAMPLE}),
    ("instrument", Kind.INSTRUMENT, {Kind.OTHER, Kind.SAMPLE}),
    ("sample", Kind.SAMPLE, {Kind.OTHER}),
    ("deliverable", Kind.OUTPUT, {Kind.OTHER, Kind.PUBLICATION}),
    ("milestone", Kind.OUTPUT, {Kind.OTHER, Kind.PUBLICATION}),
    ("lesson", Kind.TRAINING, {Kind.OTHER, Kind.PUBLICATION}),
    ("training", Kind.TRAINING, {Kind.OTHER, Kind.PUBLICATION}),
    ("software", Kind.SOFTWARE, {Kind.OTHER}),
    ("dataset", Kind.DATA, {Kind.OTHER}),
)


def work_kind(general: str | None) -> WorkKind | None:
    """What a thing of this general type is, in the words of claims."""
    return _GENERAL.get((general or "").replace(" ", "").casefold(), Kind.OTHER).work


def kind_of(attributes: dict[str, Json], doi: str | None) -> Kind:
    """The kind of thing; `OTHER` where the record leaves it open.

    A record without any type (SciCat's OpenAIRE route) under a prefix with which a facility registers its
    data is data. The general type "Instrument" came with kernel 4.5: before, instruments were registered as
    Other or PhysicalObject with the word in the free type. ESRF's beamlines have DOIs that begin with
    "esrf-instr" (unverified: no record of one was seen).
    """
    types = branch(attributes, "types")
    general = (said(types, "resourceTypeGeneral") or "").replace(" ", "").casefold()
    kind = _GENERAL.get(general, Kind.OTHER)
    if doi and doi.casefold().partition("/")[2].startswith("esrf-instr"):
        return Kind.BEAMLINE
    words = (said(types, "resourceType") or "").casefold()
    if not (general or words) and doi and facility_by_identifier(doi):
        return Kind.DATA
    return next((better for word, better, among in _WORDS if kind in among and word in words), kind)
