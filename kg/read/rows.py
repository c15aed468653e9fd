"""The word tables in `lexicon/`: tab-separated lines, "#" begins a comment line, "|" parts spellings."""

from collections.abc import Iterator

from kg.rdf.shipped import shipped


def rows(name: str, columns: int) -> Iterator[tuple[str, ...]]:
    """The cells of each line of a table that ships with the product; cells left out at the end are empty.

    Raises:
        FileNotFoundError: this installation lacks the table.
        ValueError: a line has more cells than the table has columns.
    """
    for number, line in enumerate((shipped("lexicon") / name).read_text("utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise ValueError(f"lexicon/{name}, line {number}: {len(cells)} cells, at most {columns}.")
        yield (*cells, *[""] * (columns - len(cells)))


def spellings(cell: str) -> list[str]:
    """The spellings of one cell."""
    return [part.strip() for part in cell.split("|") if part.strip()]
