"""Which local file stands for an ontology that another imports. Nothing is ever fetched."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from kg.errors import BadInput
from kg.ontology.read.entities import check_entities

CATALOG = "catalog-v001.xml"
_LARGEST_CATALOG = 2**20


@dataclass(frozen=True, slots=True)
class ImportMap:
    """Local files by the IRI of the ontology that each holds."""

    files: Mapping[str, Path] = field(default_factory=dict)

    def file(self, iri: str) -> Path | None:
        """The file for an IRI; a trailing `#` or `/` does not matter. None where none was named."""
        bare = iri.rstrip("#/")
        return next((path for known, path in self.files.items() if known.rstrip("#/") == bare), None)

    def over(self, other: "ImportMap") -> "ImportMap":
        """Both; where both name a file, this one's counts."""
        return ImportMap({**other.files, **self.files})


def import_map(options: Iterable[str]) -> ImportMap:
    """The map of options like `IRI=FILE`; an IRI may hold equals signs.

    Raises:
        BadInput: an option has another form, or its file does not exist.
    """
    files: dict[str, Path] = {}
    for option in options:
        iri, equals, file = option.rpartition("=")
        if not equals or not file or ":" not in iri:
            raise BadInput(f"An import is given as IRI=FILE, not as {option!r}.")
        if not Path(file).is_file():
            raise BadInput(f"There is no file {file!r} to stand for the import of {iri}.")
        files[iri] = Path(file)
    return ImportMap(files)


def catalog_beside(path: Path) -> ImportMap:
    """What the OASIS catalog in the same folder maps (Protégé writes one); empty where there is none.

    Only files in that folder or below it are taken: a catalog comes with the ontology, from strangers.

    Raises:
        BadInput: the catalog is no XML, or has entities of the dangerous kind.
    """
    folder = path.resolve().parent
    catalog = folder / CATALOG
    if not catalog.is_file() or catalog.stat().st_size > _LARGEST_CATALOG:
        return ImportMap()
    data = catalog.read_bytes()
    check_entities(data, str(catalog))
    files: dict[str, Path] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "uri" and {"name", "uri"} <= attributes.keys():
            file = (folder / attributes["uri"]).resolve()
            if "://" not in attributes["uri"] and file.is_relative_to(folder) and file.is_file():
                files[attributes["name"]] = file

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise BadInput(f"{catalog} is not well-formed XML: {expat.ErrorString(error.code)}.") from None
    return ImportMap(files)
