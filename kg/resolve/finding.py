"""What should be mended at the source: what it said, what was understood, how surely, and the way out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding about one record.

    `rule` is a name of the catalogue of rules ("licence-unknown"); `field` where in the record it stands, in
    the source's own words ("techniques[].pid"); `said` what stands there, verbatim; `understood` the IRI or
    text that it was taken for, None when for nothing; `confidence` from 0 to 1 how sure that is; `remedy`
    what to write there instead, as one sentence.
    """

    rule: str
    field: str
    said: str
    understood: str | None
    confidence: float
    remedy: str
