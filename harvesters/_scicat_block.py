"""SciCat's lists of files (origdatablocks, and datablocks for the archived copy) as triples."""

from harvesters._describe import Description, prose
from harvesters._distribution import MOST, Stored, count, describe_file
from harvesters._place import site
from harvesters._read import first_text, identifier, items
from harvesters._scicat_identity import dataset_iri
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.harvest.source import Mapped, Record
from kg.rdf.mint import thing_iri
from kg.rdf.names import DCAT, DCT, PAN, RDF


def block_triples(record: Record) -> Mapped:
    """A list of files: how many, how large together, of which dataset; the first `MOST` by name."""
    body = record.body
    block, pid = identifier(body, "_id", "id"), identifier(body, "datasetId")
    if block is None:
        raise BadRecord("A list of files without _id.")
    if pid is None:
        raise BadRecord("A list of files without datasetId: nobody knows whose files they are.")
    dataset = dataset_iri(pid)
    description = Description(thing_iri("file-list", site(record, None, "scicat"), block))
    description.say(RDF["type"], DCAT["Distribution"])
    description.say(DCT["identifier"], prose(block))
    description.say(DCT["isPartOf"], dataset)
    description.say(PAN["fileCount"], count(len(items(body, "dataFileList"))))
    description.say(DCAT["byteSize"], count(_size(body)))
    description.say_moment(DCT["modified"], body.get("updatedAt"), "updatedAt")
    for file in _files(body, MOST):
        describe_file(description, dataset, file)
    return Mapped(description.about, description.triples)


def describe_embedded_files(description: Description, body: Json) -> None:
    """The files of a dataset that came with its lists of files inside; `MOST` of all of them together."""
    blocks = body.get("origdatablocks")
    left = MOST
    for block in blocks if isinstance(blocks, list) else ():
        if isinstance(block, dict):
            files = _files(block, left)
            left -= len(files)
            for file in files:
                describe_file(description, description.about, file)


def _files(block: Json, most: int) -> list[Stored]:
    algorithm = first_text(block, "chkAlg")
    entries = [entry for entry in items(block, "dataFileList")[:most] if isinstance(entry, dict)]
    named = ((entry, first_text(entry, "path")) for entry in entries)
    return [Stored(path, entry.get("size"), entry.get("chk"), algorithm) for entry, path in named if path]


def _size(block: Json) -> Json:
    """The stated size; nought stands for "not counted" where files have sizes."""
    if block.get("size"):
        return block["size"]
    sizes = [entry.get("size") for entry in items(block, "dataFileList") if isinstance(entry, dict)]
    numbers = [size for size in sizes if isinstance(size, int | float) and not isinstance(size, bool)]
    return sum(numbers) if numbers and len(numbers) == len(sizes) else None
