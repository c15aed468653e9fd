"""What the words around an identifier say of its facility, instrument and proposal, and how well that fits.

The sentence counts first, then the whole statement. What fits another identifier of the text is that one's:
"from D22 at the ILL (doi A) and from the ESRF (doi B)" says nothing against either.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.citation.identifier import facility_of
from kg.read.chip import Chip
from kg.read.lexicon import Lexicon
from kg.resolve.instrument import instrument_key
from kg.statement.find import Found, Named
from kg.statement.fitting import Fitting, Scope, Stated, fit
from kg.statement.places import Places
from kg.statement.proposals import proposal_key
from kg.statement.record import Record

_BY_RECORD, _BY_PREFIX, _BY_ITSELF = "its record", "the prefix of the identifier", "the identifier itself"


@dataclass(frozen=True, slots=True)
class Own:
    """What is known to be an identifier's own."""

    facility: Stated
    instrument: Stated
    proposal: Stated


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The fittings of one identifier."""

    facility: Fitting
    instrument: Fitting
    proposal: Fitting


def own_of(named: Named, record: Record | None, lexicon: Lexicon) -> Own:
    """Facility, instruments and proposals of an identifier, by its record, else by the identifier itself."""
    labelled = {of.iri: of.label for of in record.facilities} if record else {}
    basis = _BY_RECORD
    if not labelled and (facility := facility_of(named.mention.identifier)) is not None:
        labelled, basis = {facility.iri.value: facility.label}, _BY_PREFIX
    facilities = {of: labelled.get(of) or lexicon.label(of) for of in sorted(lexicon.with_wholes(labelled))}
    instruments = {instrument_key(of.label): of.label for of in record.instruments} if record else {}
    stated = record.proposals if record else ()
    numbers = stated or (_number_in(named.mention.identifier) if named.mention.iri else ())
    return Own(
        Stated(facilities, basis),
        Stated(instruments, _BY_RECORD),
        Stated({proposal_key(of): of for of in numbers}, _BY_RECORD if stated else _BY_ITSELF),
    )


def _number_in(doi: str) -> tuple[str, ...]:
    """The proposal in a DOI that is made of it: ILL's, and ISIS' number of an experiment."""
    suffix = doi.rpartition("/")[2].casefold()
    if suffix.startswith("ill-data."):
        return (suffix.removeprefix("ill-data."),)
    if suffix.startswith("isis.e.rb"):
        return (suffix.removeprefix("isis.e.rb").partition("-")[0],)
    return ()


def surroundings(
    named: Named, found: Found, own: Mapping[Named, Own], lexicon: Lexicon, places: Callable[[str], Places]
) -> Surroundings:
    """How the text fits what is an identifier's own; `own` has those of all identifiers of the text.

    `places` reads the facilities and instruments in a stretch, once however many identifiers are in it.
    """
    mine, sentence = own[named], named.sentence
    rivals = {one: of for one, of in own.items() if one is not named and one.mention.scheme != "proposal"}
    beside = [of for one, of in rivals.items() if one.sentence == sentence]
    numbers = [one for one in found.proposals if one.sentence == sentence]
    near, whole = places(found.plain[sentence.start : sentence.end]), places(found.plain)
    facilities, instruments, proposals = [], [], []
    for words, listed, others in ((near, numbers, beside), (whole, found.proposals, [*rivals.values()])):
        facilities.append(Scope(_facilities(words, lexicon), [of.facility.values for of in others]))
        names = _instruments(words, lexicon, mine, others)
        instruments.append(Scope(names, [of.instrument.values for of in others if _may_have(of, mine)]))
        told = {proposal_key(one.mention.identifier): one.mention.said for one in listed}
        proposals.append(Scope(told, [of.proposal.values for of in others]))
    return Surroundings(
        fit(mine.facility, facilities), fit(mine.instrument, instruments), fit(mine.proposal, proposals)
    )


def _facilities(places: Places, lexicon: Lexicon) -> dict[str, str]:
    return {_whole(chip, lexicon): chip.written for chip in places.facilities}


def _whole(chip: Chip, lexicon: Lexicon) -> str:
    """The largest facility that a name stands for, for parts and wholes are compared as one."""
    wholes = lexicon.with_wholes([chip.iri])
    return min(wholes, key=lambda iri: (lexicon.named[iri].operator or "", iri))


def _instruments(places: Places, lexicon: Lexicon, mine: Own, others: list[Own]) -> dict[str, str]:
    """The instruments named, without those of a facility that only another identifier belongs to."""
    elsewhere = {iri for of in others for iri in of.facility.values} - set(mine.facility.values)
    found = {}
    for chip in places.instruments:
        operators = lexicon.with_wholes(lexicon.operators(chip))
        if operators & set(mine.facility.values) or not operators & elsewhere:
            found[instrument_key(chip.label)] = chip.written
    return found


def _may_have(other: Own, mine: Own) -> bool:
    """Whether an instrument of this facility may be another identifier's, which may be of another one."""
    theirs = set(other.facility.values)
    return not theirs or bool(theirs & set(mine.facility.values)) or bool(other.instrument.values)
