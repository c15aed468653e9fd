"""May a reader have the data: are they open on the day of publication, and under a licence?"""

from datetime import date, timedelta

from kg.rdf.names import DCT
from kg.resolve.access import State, access_state, iso_date
from kg.resolve.licence import resolve_licence
from kg.statement.asked import bounds
from kg.statement.case import NO_RECORD, NOT_DATA, Case
from kg.statement.record import OF_ITSELF, Record
from kg.statement.verdict import Verdict


def open_on(case: Case) -> str | None:
    """The day on which the data opened or will open (ISO 8601); None where no record says so."""
    day = iso_date(case.record.opens) if case.record else None
    return day.isoformat() if day else None


def access(case: Case) -> Verdict:
    """Whether the data are open on the day of publication; today, where that day is not given."""
    if case.kind not in ("dataset", None) or case.mention.scheme == "proposal":
        return Verdict("open", "unknown", NOT_DATA)
    if case.record is None:
        return Verdict("open", "unknown", NO_RECORD)
    published = case.asked.published
    first, last = bounds(published) if published else (case.today, case.today)
    when = f"on {published.text}" if published and published.precision == "day" else "today"
    if published and published.precision != "day":
        when = f"in {published.text}"
    day = iso_date(case.record.opens)
    states = [access_state(case.record.rights, day, of)[0] for of in (first, last)]
    return _judged(case, states, day, when)


def _judged(case: Case, states: list[State], day: date | None, when: str) -> Verdict:
    by = case.record.access_by if case.record else OF_ITSELF
    since = f" They are open since {day}." if day else ""
    if by != OF_ITSELF:
        since = f"{since} That is what {by.rstrip(',')} say."
    match states:
        case ["open", "open"]:
            return Verdict("open", "pass", f"The data are open {when}.{since}", case.looked)
        case ["embargoed", "open"]:
            words = (
                f"The data open on {day}; whether the article comes out before that, its date does not tell."
            )
            return Verdict("open", "unknown", words, case.looked, "Give the day of publication.")
        case ["embargoed", _]:
            return _not_yet(case, day, when)
        case ["closed", _]:
            return _closed(case, when)
    words = "Its record says neither whether the data are open nor when they will be."
    return Verdict("open", "unknown", words, case.looked, "Ask the facility to state it in the record.")


def _says(case: Case) -> str:
    """Who states it: the record of the data, or those of its parts."""
    by = case.record.access_by if case.record else OF_ITSELF
    return "their record says" if by == OF_ITSELF else f"{by} say"


def _not_yet(case: Case, day: date | None, when: str) -> Verdict:
    words = f"The data are not open {when}: {_says(case)} that they open on {day}."
    if announced := _announced(case):
        if "embargo" in case.announces and (year := _earlier_year(case, day)):
            named = f"The statement announces an embargo and names {year}."
            remedy = f"Say in the statement that the data open on {day}, if {year} is meant for that day."
            return Verdict("open", "unknown", f"{words} {named}", case.looked, remedy)
        return Verdict("open", "pass", f"{words} {announced}", case.looked)
    remedy = f"Say in the statement that the data open on {day}, or ask the facility to open them earlier."
    return Verdict("open", "fail", words, case.looked, remedy)


def _earlier_year(case: Case, day: date | None) -> int | None:
    """The latest year that is named with an embargo, where the last closed day lies after it."""
    latest = max(case.announced_years, default=None)
    return latest if latest is not None and day is not None and latest < (day - timedelta(1)).year else None


def _closed(case: Case, when: str) -> Verdict:
    words = f"The data are not open {when}: {_says(case)} that access is restricted, and no day of opening."
    if announced := _announced(case):
        return Verdict("open", "pass", f"{words} {announced}", case.looked)
    remedy = "Say in the statement how a reader can ask for the data, or ask the facility to open them."
    return Verdict("open", "fail", words, case.looked, remedy)


def _announced(case: Case) -> str | None:
    if "embargo" in case.announces:
        return "The statement announces an embargo; compare its date."
    return "The statement offers the data on request." if "on-request" in case.announces else None


def licence(case: Case) -> Verdict:
    """Whether a licence is stated, and is one that machines know."""
    if case.kind not in ("dataset", "software", None) or case.mention.scheme == "proposal":
        return Verdict("licence", "unknown", NOT_DATA)
    if case.record is None:
        return Verdict("licence", "unknown", NO_RECORD)
    said = [text for text in (case.record.licence, *case.record.licence_words) if text]
    if not said:
        remedy = "Ask the facility to state the licence in the record, best as the address of the licence."
        return Verdict("licence", "fail", "Its record states no licence.", case.looked, remedy)
    known = next((found for text in said if (found := resolve_licence(text)[0]) is not None), None)
    if case.record.of_parts & {"license"}:
        return _licence_of_parts(case, case.record)
    if known is not None:
        return Verdict("licence", "pass", f"It is under {known.value}.", case.looked)
    finding = resolve_licence(said[0])[1]
    words = f"Its record states “{said[0][:120]}”, which is no licence that machines know."
    return Verdict("licence", "fail", words, case.looked, finding.remedy if finding else None)


def _licence_of_parts(case: Case, record: Record) -> Verdict:
    """Of a collection whose own record states none: what its parts state, which may be several."""
    said = sorted({term.value for term in record.values.get(DCT["license"], ())})
    words = f"Its record states no licence; those of its parts say {', '.join(said)}."
    if all(resolve_licence(text)[0] is not None for text in said):
        return Verdict("licence", "pass", words, case.looked)
    remedy = "Ask the facility to state the licence in the record, best as the address of the licence."
    return Verdict("licence", "fail", words, case.looked, remedy)
