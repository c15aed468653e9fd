"""The files of a dataset: their own names, sizes and checksums; the folders they lie in stay private."""

from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from harvesters._describe import Description, prose
from kg.harvest.payload import Json
from kg.rdf.mint import digest_iri
from kg.rdf.names import DCAT, DCT, IANA, PAN, RDF, SPDX, XSD
from kg.rdf.terms import integer

MOST = 50
"""Files named of one list, in its order; how many there are in all is stated beside them."""

# Endings that say the format for certain; ".hdf" may be HDF4.
_MEDIA_TYPES = {
    "h5": "application/x-hdf5",
    "hdf5": "application/x-hdf5",
    "he5": "application/x-hdf5",
    "nxs": "application/x-hdf5",
    "cxi": "application/x-hdf5",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "png": "image/png",
    "json": "application/json",
    "csv": "text/csv",
    "zip": "application/zip",
    "gz": "application/gzip",
}
_HEX_DIGITS = {"md5": 32, "sha1": 40, "sha224": 56, "sha256": 64, "sha384": 96, "sha512": 128}


class Stored(NamedTuple):
    """A file as a catalogue lists it: `path` as it stands there, `size` in bytes, `checksum` in hex."""

    path: str
    size: Json = None
    checksum: Json = None
    algorithm: Json = None


def describe_file(description: Description, dataset: NamedNode, file: Stored) -> None:
    """State that the dataset has this file; what has no name of its own is none.

    Two files of one name in two folders stay two: the path goes into the IRI, as part of a digest.
    """
    name = own_name(file.path)
    if name is None:
        return
    node = digest_iri("file", dataset.value, file.path)
    description.add(dataset, DCAT["distribution"], node)
    description.add(node, RDF["type"], PAN["File"])
    description.add(node, RDF["type"], DCAT["Distribution"])
    description.add(node, DCT["title"], prose(name))
    description.add(node, DCAT["byteSize"], count(file.size))
    description.add(node, DCAT["mediaType"], _media_type(name.rpartition(".")[2].lower()))
    _describe_checksum(description, node, file)


def describe_amount(description: Description, files: Json, size: Json) -> None:
    """How many files the thing has and how many bytes they are together.

    Nought is no news: catalogues write it where nobody counted.
    """
    if files != 0:
        description.say(PAN["fileCount"], count(files))
    if size != 0:
        description.say(PAN["totalSize"], count(size))


def own_name(path: str) -> str | None:
    """The file's own name, without the folders of Unix or Windows before it."""
    name = path.replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
    return None if name in {"", ".", ".."} else name


def count(value: Json) -> Literal | None:
    """A number of things or bytes; negative and broken ones are none."""
    number = integer(value) if not isinstance(value, str) else _number(value)
    if number is None or number.value.startswith("-"):
        return None
    return Literal(number.value, datatype=XSD["nonNegativeInteger"])


def _number(said: str) -> Literal | None:
    said = said.strip()
    return Literal(str(int(said))) if said.isascii() and said.isdigit() and len(said) < 19 else None


@lru_cache(maxsize=64)
def _media_type(ending: str) -> NamedNode | None:
    known = _MEDIA_TYPES.get(ending)
    return IANA[known] if known else None


def _describe_checksum(description: Description, node: NamedNode, file: Stored) -> None:
    if not isinstance(file.checksum, str) or not isinstance(file.algorithm, str):
        return
    algorithm = file.algorithm.lower().replace("-", "").replace("_", "")
    value = file.checksum.strip().lower()
    if len(value) != _HEX_DIGITS.get(algorithm) or not set(value) <= set("0123456789abcdef"):
        return
    checksum = digest_iri("checksum", node.value, value)
    description.add(node, SPDX["checksum"], checksum)
    description.add(checksum, RDF["type"], SPDX["Checksum"])
    description.add(checksum, SPDX["algorithm"], SPDX[f"checksumAlgorithm_{algorithm}"])
    description.add(checksum, SPDX["checksumValue"], Literal(value, datatype=XSD["hexBinary"]))
