"""What an id in a cell stands for: CURIEs with declared prefixes, and whole IRIs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

_CURIE = re.compile(r"(?P<prefix>[A-Za-z_][A-Za-z0-9_.-]*):(?P<local>\S.*)", re.DOTALL)
_IRI = re.compile(r"<?(?P<iri>(?:https?://|urn:)[^\s<>\"]+)>?$")


@dataclass(frozen=True, slots=True)
class Identifier:
    """An id without the blanks around it.

    `prefix` is as written, `declared` the declared prefix it was read as: the same, or the only one that
    differs in case alone; None where there is none. `iri` is what it stands for, None where that is unknown.
    Whole IRIs have no prefix.
    """

    written: str
    prefix: str | None
    declared: str | None
    local: str
    iri: str | None

    @property
    def is_known_form(self) -> bool:
        """A whole IRI, or a CURIE whose prefix is declared up to case."""
        return self.iri is not None


def identifier(text: str, prefixes: Mapping[str, str]) -> Identifier:
    """The id in a cell; of any text, so that its answer may know nothing but the text."""
    written = text.strip()
    if whole := _IRI.match(written):
        return Identifier(written, None, None, "", whole["iri"])
    curie = _CURIE.match(written)
    if curie is None:
        return Identifier(written, None, None, written, None)
    prefix, local = curie["prefix"], curie["local"]
    declared = declared_prefix(prefix, prefixes)
    iri = prefixes[declared] + local if declared is not None else None
    return Identifier(written, prefix, declared, local, iri)


def declared_prefix(prefix: str, prefixes: Mapping[str, str]) -> str | None:
    """The prefix itself where it is declared, else the only declared one that differs in case alone."""
    if prefix in prefixes:
        return prefix
    return _alike(prefix.casefold(), tuple(prefixes))


@lru_cache(maxsize=1024)
def _alike(folded: str, declared: tuple[str, ...]) -> str | None:
    """Remembered, since a table has the same wrong prefix in all its rows."""
    alike = [other for other in declared if other.casefold() == folded]
    return alike[0] if len(alike) == 1 else None


def curie(iri: str, prefixes: Mapping[str, str]) -> str | None:
    """The IRI with the declared prefix that leaves least of it; None where none fits."""
    fitting = [
        (len(base), prefix) for prefix, base in prefixes.items() if iri.startswith(base) and iri != base
    ]
    if not fitting:
        return None
    length, prefix = max(fitting)
    return f"{prefix}:{iri[length:]}"
