"""Licence and access in DataCite's rights list, where both stand side by side."""

import re
from functools import lru_cache

from harvesters._datacite_words import entries, said
from harvesters._describe import Description
from harvesters._rights import describe_licence
from kg.harvest.payload import Json
from kg.rdf.names import ACCESS, DCT

# The words of OpenAIRE (info:eu-repo/semantics/openAccess), of COAR and of SciCat's OAI provider.
_ACCESS = (
    (re.compile(r"open ?access$|/c_abf2$|available to the public\.?$", re.IGNORECASE), "PUBLIC"),
    (re.compile(r"restricted ?access$|/c_16ec$", re.IGNORECASE), "RESTRICTED"),
    (
        re.compile(r"(?:closed|embargoed|metadata only) ?access$|/c_f1cf$|/c_14cb$", re.IGNORECASE),
        "NON_PUBLIC",
    ),
)


def describe_rights(
    description: Description, attributes: dict[str, Json], is_data: bool, opens: bool
) -> None:
    """State the licence, and who may see the data, where the record says so; an open DOI alone says nothing.

    `opens` is whether it states a day of opening: data are public from that day on.
    """
    licences: list[str] = []
    codes: list[str] = []
    for entry in entries(attributes, "rightsList"):
        # Words before the identifier, whose case DataCite changes ("CC-BY-4.0", in JSON "cc-by-4.0").
        for field in ("rightsUri", "rightsURI", "rights", "rightsIdentifier"):
            if words := said(entry, field):
                code = access_code(words)
                (codes if code else licences).append(code or words)
    describe_licence(description, *licences, field="rightsList[]")
    if is_data and codes:
        description.say(DCT["accessRights"], ACCESS[codes[0]])
    elif is_data and opens:
        description.say(DCT["accessRights"], ACCESS["PUBLIC"])


@lru_cache(maxsize=1024)  # a repository knows a handful
def access_code(words: str) -> str | None:
    """The code of the EU access-right table that the words stand for; None for a licence."""
    return next((code for pattern, code in _ACCESS if pattern.search(words.strip())), None)
