"""The DOIs that a source is to be asked about, and for whom."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from kg.errors import BadInput
from kg.rdf.mint import doi_iri
from kg.rdf.names import DOI

OPTION = "dois"
"""The option by which an operator says them: `dois=10.1,10.2`, or `dois=@FILE` with one a line."""

_NEXT = re.compile(r",(?=\s*(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?10\.)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """`dois` are bare, in lower case, sorted, each once; `facility` is whose data they go with, if one's."""

    dois: Sequence[str] = ()
    facility: str | None = None

    def __bool__(self) -> bool:
        return bool(self.dois)


NOBODY = Asked()


def given_dois(said: str) -> tuple[str, ...]:
    """The DOIs of the option, for `Asked.dois`.

    Raises:
        BadInput: one of them is no DOI, there are none, or the file cannot be read.
    """
    if not said.startswith("@"):
        return in_order(_bare(words, OPTION) for words in _NEXT.split(said))
    file = Path(said[1:])
    try:
        lines = [line.strip() for line in file.read_text("utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The DOIs in {str(file)!r} (option {OPTION}) cannot be read: {error}.") from None
    dois = in_order(_bare(line, str(file)) for line in lines if line and not line.startswith("#"))
    if not dois:
        raise BadInput(f"There is no DOI in {str(file)!r} (option {OPTION}); write one on each line.")
    return dois


def in_order(dois: Iterable[str]) -> tuple[str, ...]:
    """Each once, sorted."""
    return tuple(sorted(set(dois)))


def bare_doi(iri: str) -> str | None:
    """The DOI in its address; None for other addresses."""
    return unquote(iri[len(str(DOI)) :]) if iri.startswith(f"{DOI}10.") else None


def _bare(words: str, where: str) -> str:
    iri = doi_iri(words.strip())
    found = bare_doi(iri.value) if iri else None
    if not found:
        raise BadInput(f"{words.strip()[:100]!r} ({where}) is no DOI; write it like 10.5072/abc.")
    return found
