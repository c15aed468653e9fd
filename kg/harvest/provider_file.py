"""The files that name the providers: the shipped one, and the user's, which adds to it and overrides it."""

import tomllib
from pathlib import Path
from typing import Any

from kg.errors import BadInput
from kg.harvest.provider import DOI_PREFIXES, Endpoint, Provider
from kg.harvest.provider_rules import check_entry
from kg.rdf.names import ROR
from kg.rdf.shipped import shipped
from kg.resolve.facility import facility_by_name, prefixes_of

SHIPPED = "providers.toml"
"""The name of the shipped file, beside the vocabularies."""


def read_providers(own: Path | None = None) -> dict[str, Provider]:
    """All providers by name, sorted; `own` is the user's file, which need not be there.

    A key in the user's file replaces the shipped one. Its endpoints replace the shipped ones of the same
    dialect and stand beside the others.

    Raises:
        BadInput: a file cannot be read, or says what cannot be; the message names file, entry, key and rule.
    """
    # Ours was checked by the tests; looking at it again would take longer than reading it.
    ours = tomllib.loads((shipped("ontologies") / SHIPPED).read_text("utf-8"))
    theirs = {} if own is None else _read(own)
    made = {}
    for name in sorted({*ours, *theirs}):
        files = tuple(file for file, entries in ((SHIPPED, ours), (str(own), theirs)) if name in entries)
        made[name] = _provider(name, _merged(ours.get(name, {}), theirs.get(name, {})), files)
    return made


def parse_providers(data: bytes, file: str) -> dict[str, dict[str, Any]]:
    """The checked entries of a file. Raises BadInput as `read_providers` does."""
    try:
        entries = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadInput(f"{file} is no valid TOML: {error}.") from None
    for name, entry in entries.items():
        check_entry(file, name, entry)
    return entries


def _read(file: Path) -> dict[str, dict[str, Any]]:
    try:
        return parse_providers(file.read_bytes(), str(file))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise BadInput(f"Cannot read {str(file)!r} (setting KG_PROVIDERS): {error.strerror}.") from error


def _merged(ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    said = theirs.get("endpoints", [])
    dialects = {endpoint["dialect"] for endpoint in said}
    kept = [endpoint for endpoint in ours.get("endpoints", []) if endpoint["dialect"] not in dialects]
    return {**ours, **theirs, "endpoints": [*kept, *said]}


def _provider(name: str, entry: dict[str, Any], files: tuple[str, ...]) -> Provider:
    named = entry.get("facility", name)
    known = facility_by_name(named)
    prefixes = prefixes_of(known) if known else ((), ())
    ror = known.iri.value if known and known.iri.value.startswith(str(ROR)) else None
    if ror is None and "ror" in entry:
        ror = ROR[entry["ror"]].value
    provider = Provider(
        name=name,
        label=entry.get("label") or (known.label if known else named),
        facility=known.slug if known else entry.get("facility"),
        homepage=entry.get("homepage"),
        contact=entry.get("contact"),
        embargo_years=entry.get("embargo_years"),
        ror=ror,
        doi_prefixes=_union(prefixes[0], entry.get("doi_prefixes", [])),
        handle_prefixes=_union(prefixes[1], entry.get("handle_prefixes", [])),
        endpoints=tuple(Endpoint(**endpoint) for endpoint in entry["endpoints"]),
        files=files,
    )
    for endpoint in provider.endpoints:
        if not provider.doi_prefixes and any(DOI_PREFIXES in value for value in endpoint.options.values()):
            raise BadInput(
                f"{files[-1]}: entry [{name}], key endpoints.options: {DOI_PREFIXES} stands for the DOI "
                f'prefixes of the facility, and none is known; say doi_prefixes = ["10.…"] under [{name}].'
            )
    return provider


def _union(known: tuple[str, ...], said: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *said)))
