"""An identifier where it stands in a text, and the sentence around it."""

from dataclasses import dataclass
from typing import Literal

Scheme = Literal["doi", "handle", "accession", "proposal"]
Syntax = Literal["valid", "placeholder", "broken", "unread"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One identifier in a text.

    `said` is what stands there and `span` where; `identifier` its normal form: a DOI without its address, in
    lower case; an accession or proposal number as it was written. `iri` is None where none can be made.
    `meant` is a better reading of what is broken, as far as one suggests itself; `repository` is who hands
    out the accession numbers. `unread` is of a kind that is not known here, and may be sound. `why` says what
    is wrong with the syntax, None where nothing is.
    """

    said: str
    span: tuple[int, int]
    scheme: Scheme
    identifier: str
    iri: str | None
    syntax: Syntax = "valid"
    why: str | None = None
    meant: str | None = None
    repository: str | None = None
