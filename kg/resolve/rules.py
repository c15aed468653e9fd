"""The catalogue of rules: every finding names one of these, and this says what it asks for.

`level` is how much it hurts: an *error* makes readers find the wrong thing or nothing, a *warning* hides the
record from some of them, an *info* only makes it less precise. `action` is an imperative sentence to whoever
keeps the catalogue.
"""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]
LEVELS: tuple[Level, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; `name` is what findings carry in pan:rule."""

    name: str
    level: Level
    title: str
    action: str


_ALL = (
    Rule(
        "technique-contradiction",
        "error",
        "The name of a technique is that of another one than its identifier",
        "Compare the name with the identifier and correct the one that is wrong.",
    ),
    Rule(
        "technique-name-differs",
        "warning",
        "The name of a technique is no name of the class that its identifier stands for",
        "Write the label that PaNET gives this identifier, or choose the identifier that is meant.",
    ),
    Rule(
        "technique-name-kin",
        "info",
        "The name of a technique is that of a broader or narrower class than its identifier",
        "Give the identifier of the technique that the name says, if the name is right.",
    ),
    Rule(
        "technique-name-path",
        "info",
        "The name of a technique is its path from the top class",
        "Write only the label of the technique; its place in the hierarchy follows from the identifier.",
    ),
    Rule(
        "technique-probe",
        "error",
        "A probe stands where a technique is asked for",
        "Name the technique that was used with this probe, by its PaNET identifier.",
    ),
    Rule(
        "technique-specifier",
        "error",
        "A specifier (a process, a purpose, a probe) stands where a technique is asked for",
        "Name a technique (PaNET with five digits), not one of the specifiers that define techniques.",
    ),
    Rule(
        "technique-id-unknown",
        "error",
        "A PaNET number that the ontology does not have",
        "Correct the number, or choose a class of the current PaNET.",
    ),
    Rule(
        "technique-without-id",
        "info",
        "A technique is named without its PaNET identifier",
        "Add the PaNET identifier beside the name.",
    ),
    Rule(
        "technique-esrfet",
        "info",
        "A technique is identified in ESRFET, which PaNET does not map",
        "Add the PaNET identifier beside that of ESRFET; ours is matched by the name alone.",
    ),
    Rule(
        "technique-from-words",
        "info",
        "A technique is taken from words that are like its name",
        "Give the PaNET identifier of the technique that is meant; ours is the one that the words contain.",
    ),
    Rule(
        "technique-unknown",
        "warning",
        "A technique that is in no vocabulary",
        "Choose the nearest class of PaNET, or propose a new one to its editors.",
    ),
    Rule(
        "facility-unknown",
        "warning",
        "A facility that is in no table of facilities",
        "Correct the name of the facility, or ask us to add it to ontologies/facilities.ttl with its ROR.",
    ),
    Rule(
        "publisher-unknown",
        "info",
        "Data of no known facility, and its publisher is none",
        "Name the facility as ontologies/facilities.ttl does, or ask us to add it there with its DOI prefix.",
    ),
    Rule(
        "instrument-spelling",
        "info",
        "An instrument's identifier is spelled in more than one way",
        "Use one spelling of the instrument's identifier in all records.",
    ),
    Rule(
        "ror-invalid",
        "error",
        "A ROR identifier that cannot be one",
        "Look the organisation up at https://ror.org and copy its identifier.",
    ),
    Rule(
        "orcid-dummy",
        "warning",
        "A placeholder stands where an ORCID is asked for",
        "Leave the ORCID empty until the person has given theirs.",
    ),
    Rule(
        "orcid-invalid",
        "error",
        "An ORCID whose check digit does not hold",
        "Copy the ORCID from the person's own page at https://orcid.org.",
    ),
    Rule(
        "person-account",
        "warning",
        "An account name stands where a person is asked for",
        "Replace the account name by the person's full name, best with their ORCID.",
    ),
    Rule(
        "person-email",
        "warning",
        "An e-mail address stands where a person is asked for",
        "Replace the address by the person's full name; addresses are not published.",
    ),
    Rule(
        "person-list",
        "warning",
        "Several people in one entry",
        "Give each person an entry of their own.",
    ),
    Rule(
        "person-et-al",
        "info",
        "Words such as “et al.” stand in the list of people",
        "Name all people, and leave the words away.",
    ),
    Rule(
        "person-name-joined",
        "info",
        "Family and given name are joined by a bare comma",
        "Write a blank after the comma, or family and given name in fields of their own.",
    ),
    Rule(
        "licence-unknown",
        "error",
        "Words that are no known licence stand where one is asked for",
        "Give the address of a licence, such as https://creativecommons.org/licenses/by/4.0/.",
    ),
    Rule(
        "licence-without-version",
        "warning",
        "A licence without its version",
        "Add the version of the licence: the terms differ between versions.",
    ),
    Rule(
        "licence-conflict",
        "error",
        "Two different licences for the same data",
        "State one licence, or say which part each of them is for.",
    ),
    Rule(
        "date-impossible",
        "error",
        "A date that is in no calendar",
        "Correct the date; write it in the form YYYY-MM-DD.",
    ),
    Rule(
        "date-format",
        "warning",
        "A date in another form than ISO 8601",
        "Write the date in the form YYYY-MM-DD.",
    ),
    Rule(
        "date-incomplete",
        "info",
        "A year or month where a day is asked for",
        "Add the day, if it is known.",
    ),
    Rule(
        "date-placeholder",
        "warning",
        "A placeholder stands where a date is asked for",
        "Leave the date empty until it is known.",
    ),
    Rule(
        "date-range",
        "info",
        "A range stands where one day is asked for",
        "Give beginning and end in fields of their own.",
    ),
    Rule(
        "date-future-year",
        "warning",
        "The year of publication is later than the record itself",
        "Write the year of the DOI here, and the end of the embargo as a date of type Available.",
    ),
    Rule(
        "doi-in-text",
        "info",
        "A DOI stands in the middle of a text",
        "List the DOI alone, as related identifier with its relation.",
    ),
    Rule(
        "doi-broken",
        "warning",
        "Something that looks like a DOI and is none",
        "Copy the whole DOI: 10., the prefix, a slash and the rest.",
    ),
    Rule(
        "pid-broken",
        "warning",
        "An identifier that says it is a DOI or handle, and cannot be one",
        "Copy the whole identifier: prefix, slash and the rest.",
    ),
    Rule(
        "address-broken",
        "warning",
        "The address of a page without its host",
        "Write the whole address, with https:// and host; where software makes it up, set its base address.",
    ),
    Rule(
        "related-placeholder",
        "info",
        "A placeholder stands where a publication is asked for",
        "Leave the field empty until there is a publication.",
    ),
    Rule(
        "unit-unknown",
        "warning",
        "A unit that cannot be understood",
        "Write the unit as in UCUM, such as keV, mm or 1/Ao.",
    ),
    Rule(
        "unit-ambiguous",
        "warning",
        "A unit that means one thing here and another there",
        "Write the unit so that it has one meaning, such as Cel or degC for degrees Celsius.",
    ),
    Rule(
        "unit-si-differs",
        "error",
        "The SI value stated is not the value stated, in SI",
        "Recompute the SI value from value and unit.",
    ),
    Rule(
        "unit-si-foreign",
        "warning",
        "A unit outside of the SI stands where an SI unit is asked for",
        "Convert the value to SI and write its SI unit, such as m-1 instead of 1/Ang.",
    ),
    Rule(
        "unit-quantity-differs",
        "error",
        "A unit that does not measure what the name says",
        "Write the unit of the quantity that the name says, such as C, the coulomb, of a charge.",
    ),
    Rule(
        "formula-unreadable",
        "info",
        "Something that is no chemical formula stands where one is asked for",
        "Write the formula alone, such as SrTiO3, and other words in the description of the sample.",
    ),
)

RULES: dict[str, Rule] = {rule.name: rule for rule in _ALL}
"""The rules by name, in the order in which they were thought of."""
