"""The whole answer: the statement's kinds, and every identifier with its verdicts and their evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from kg.citation.identifier import is_constructed
from kg.statement.asked import Asked
from kg.statement.case import Case
from kg.statement.kinds import Said
from kg.statement.verdict import Verdict, Word


@dataclass(frozen=True, slots=True)
class Checked:
    """One identifier, checked; `open_on` is the day on which the data opened or will, None where unknown.

    `span` is where it stands in the text that was given.
    """

    case: Case
    open_on: str | None
    verdicts: tuple[Verdict, ...]
    span: tuple[int, int]

    @property
    def exists(self) -> bool | None:
        """Whether it is known to exist."""
        verdict = self.verdict("existence")
        return None if verdict == "unknown" else verdict == "pass"

    def verdict(self, check: str) -> Word:
        """What one check came to."""
        return next(of.verdict for of in self.verdicts if of.check == check)

    def count(self, word: Word) -> int:
        """How many checks came to this."""
        return sum(of.verdict == word for of in self.verdicts)

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        mention, sentence = self.case.mention, self.case.named.sentence
        return {
            "identifier": mention.identifier,
            "iri": mention.iri,
            "scheme": mention.scheme,
            "said": mention.said,
            "span": list(self.span),
            "sentence": sentence.text[:2000],
            "times": self.case.named.times,
            "syntax": mention.syntax,
            "exists": self.exists,
            "kind": self.case.kind,
            "level": self.case.level,
            "open_on": self.open_on,
            "title": self.case.record.title if self.case.record else None,
            "constructed": is_constructed(mention.iri or ""),
            "verdicts": {of.check: of.verdict for of in self.verdicts},
            "evidence": [of.as_json() for of in self.verdicts],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What the check of a statement found; `as_of` is the day on which access was judged.

    `addresses` are links in the text that hold no identifier.
    """

    asked: Asked
    kinds: tuple[Said, ...]
    checked: tuple[Checked, ...]
    generation: int
    as_of: date | None
    profile: tuple[str, str]
    addresses: tuple[str, ...] = ()

    @property
    def findings(self) -> int:
        """How many checks failed."""
        return sum(of.count("fail") for of in self.checked)

    @property
    def notes(self) -> tuple[str, ...]:
        """What the reader should know beside the verdicts; no finding."""
        if any(of.case.mention.scheme != "proposal" for of in self.checked):
            return ()
        said = {of.kind for of in self.kinds}
        notes = list(self._of_addresses())
        if "on-request" in said:
            only = " only" if said == {"on-request"} else ""
            notes.insert(
                0, f"The statement names no identifier of data; data are to be had on request{only}."
            )
        elif not self.checked:
            notes.insert(0, "The statement names no identifier.")
        return tuple(notes)

    def _of_addresses(self) -> Iterator[str]:
        if self.addresses:
            named = ", ".join(self.addresses[:5]) + (" and more" if len(self.addresses) > 5 else "")
            one = "an address" if len(self.addresses) == 1 else "addresses"
            yield f"It names {one} of the web: {named}. Addresses may change; a DOI of the data stays."

    def as_json(self) -> dict[str, Any]:
        """The JSON form."""
        name, version = self.profile
        published = self.asked.published
        return {
            "identifiers": [of.as_json() for of in self.checked],
            "statement": {
                "kinds": [of.kind for of in self.kinds],
                "evidence": [of.as_json() for of in self.kinds],
            },
            "publication_date": published.text if published else None,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "article": self.asked.article,
            "findings": self.findings,
            "notes": list(self.notes),
            "generation": self.generation,
            "profile": {"name": name, "version": version or None},
        }
