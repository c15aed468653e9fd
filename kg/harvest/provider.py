"""A provider of metadata: a facility or a project, and the addresses at which its records can be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

DOI_PREFIXES = "{doi_prefixes}"
"""In an option of an endpoint, this stands for the DOI prefixes of its facility, joined by commas."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One place to read in one dialect.

    `licence` is the IRI of the licence of the metadata, None where nobody stated it; `token_env` names the
    environment variable of a bearer token, `key_env` that of a key which goes into the header `key_header` or
    the parameter `key_param`; `per_second` is how often it may be asked at most, `per_second_keyed` how often
    with token or key, where that is other than usual; `mailto` says that it gives more room to those who name
    an e-mail address; `verified` is false where the address was seen nowhere with the
    provider; what is not in `use` is neither harvested nor probed.
    """

    dialect: str
    location: str
    options: Mapping[str, str] = field(default_factory=dict)
    licence: str | None = None
    token_env: str | None = None
    key_env: str | None = None
    key_header: str | None = None
    key_param: str | None = None
    per_second: float | None = None
    per_second_keyed: float | None = None
    mailto: bool = False
    verified: bool = True
    use: bool = True


@dataclass(frozen=True, slots=True)
class Provider:
    """Who publishes. `facility` is the name under which the data were measured, None for no facility.

    `embargo_years` is the facility's policy; None where it is not known. `files` are those that say all this,
    the shipped one and the user's.
    """

    name: str
    label: str
    facility: str | None = None
    homepage: str | None = None
    contact: str | None = None
    embargo_years: int | None = None
    ror: str | None = None
    doi_prefixes: tuple[str, ...] = ()
    handle_prefixes: tuple[str, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    files: tuple[str, ...] = ()

    def usable(self, dialect: str | None = None) -> tuple[Endpoint, ...]:
        """The endpoints in use, of one dialect or of all, with their options filled in."""
        chosen = (of for of in self.endpoints if of.use and dialect in (None, of.dialect))
        return tuple(replace(of, options=self._filled(of)) for of in chosen)

    def as_json(self) -> dict[str, Any]:
        """What `kg sources --json` prints of it."""
        return {
            "name": self.name,
            "label": self.label,
            "facility": self.facility,
            "homepage": self.homepage,
            "contact": self.contact,
            "embargo_years": self.embargo_years,
            "ror": self.ror,
            "doi_prefixes": list(self.doi_prefixes),
            "handle_prefixes": list(self.handle_prefixes),
            "endpoints": [
                {
                    "dialect": of.dialect,
                    "location": of.location,
                    "options": dict(self._filled(of)),
                    "licence": of.licence,
                    "token_env": of.token_env,
                    "key_env": of.key_env,
                    "per_second": of.per_second,
                    "per_second_keyed": of.per_second_keyed,
                    "mailto": of.mailto,
                    "verified": of.verified,
                    "use": of.use,
                }
                for of in self.endpoints
            ],
            "files": list(self.files),
        }

    def _filled(self, endpoint: Endpoint) -> dict[str, str]:
        prefixes = ",".join(self.doi_prefixes)
        return {name: value.replace(DOI_PREFIXES, prefixes) for name, value in endpoint.options.items()}
