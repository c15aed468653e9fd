"""What a file of providers may say: each key, what its value must be, and what to write instead."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from kg.errors import BadInput
from kg.harvest.hidden import shown_without_user
from kg.harvest.registry import check_options, has_source, source_names

NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DOI_PREFIX = re.compile(r"10\.\d{4,9}")
_HANDLE_PREFIX = re.compile(r"\d+(?:\.\d+)*")
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}")
_ROR = re.compile(r"0[a-z0-9]{6}\d{2}")

Rule = Callable[[Any], str | None]
"""What is wrong with a value and what to write instead; None where nothing is."""


def check_entry(file: str, name: str, entry: object) -> None:
    """Look at one entry of a file.

    Raises:
        BadInput: it breaks a rule; the message names file, entry, key and rule.
    """
    if not NAME.fullmatch(name):
        raise _wrong(file, name, "", "the name is of lower-case letters, digits and single dashes, as max-iv")
    if not isinstance(entry, dict):
        raise _wrong(file, name, "", f"is a table of its own; write [{name}] above its keys")
    _check(file, name, "", entry, ENTRY)
    for number, endpoint in enumerate(entry.get("endpoints", [])):
        where = f"endpoints[{number}]"
        if not isinstance(endpoint, dict):
            raise _wrong(file, name, where, f"is a table; write [[{name}.endpoints]] above its keys")
        for key in ("dialect", "location"):
            if key not in endpoint:
                raise _wrong(file, name, f"{where}.{key}", "is missing; every endpoint says it")
        _check(file, name, f"{where}.", endpoint, ENDPOINT)
        if ("key_env" in endpoint) != (("key_header" in endpoint) + ("key_param" in endpoint) == 1):
            raise _wrong(file, name, f"{where}.key_env", "goes with one of key_header and key_param")
        if options := endpoint.get("options"):
            try:
                check_options([endpoint["dialect"]], options)
            except BadInput as error:
                raise _wrong(file, name, f"{where}.options", str(error).rstrip(".")) from None


def check_licence(said: str | None) -> str | None:
    """The licence of an option, if it can be one. Raises BadInput."""
    if said is not None and (problem := _page(said)):
        raise BadInput(
            f"The licence {_shown(said)} cannot be used: {problem}, such as that of Creative Commons."
        )
    return said


def _check(file: str, name: str, where: str, said: dict[str, Any], rules: dict[str, Rule]) -> None:
    for key, value in said.items():
        if key not in rules:
            raise _wrong(file, name, where + key, f"is no key; there are: {', '.join(rules)}")
        if (problem := rules[key](value)) is not None:
            raise _wrong(file, name, where + key, f"is {_shown(value)}; {problem}")


def _wrong(file: str, name: str, key: str, rule: str) -> BadInput:
    return BadInput(f"{file}: entry [{name}]{', key ' + key if key else ''}: {rule}.")


def _shown(value: object) -> str:
    shown = shown_without_user(repr(value))
    return shown if len(shown) <= 120 else shown[:119] + "…"


def _words(value: object) -> str | None:
    fine = isinstance(value, str) and value.strip() and value.isprintable() and len(value) <= 300
    return None if fine else "it must be a text of one line"


def _page(value: object) -> str | None:
    return None if _is_address(value) else "it must be an http or https address without a user"


def _contact(value: object) -> str | None:
    return None if _is_address(value) else "it must be the address of a page, not of a person's mailbox"


def _location(value: object) -> str | None:
    if not isinstance(value, str) or "://" not in value:
        fine = isinstance(value, str) and value.startswith("/")
        return None if fine else "it must be an http or https address, or an absolute path"
    parts = urlsplit(value) if _is_address(value) else None
    fine = parts is not None and not (parts.query or parts.fragment)
    return None if fine else "it must be an http or https address without user, query and fragment"


def _is_address(value: object) -> bool:
    if not isinstance(value, str) or any(letter <= " " for letter in value):
        return False
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port  # a port that is no number is what follows a user's name
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(host) and "@" not in parts.netloc


def _years(value: object) -> str | None:
    fine = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 100
    return None if fine else "it must be a whole number of years from 0 to 100; leave it out if unknown"


def _rate(value: object) -> str | None:
    fine = isinstance(value, int | float) and not isinstance(value, bool) and 0.001 <= value <= 100
    return None if fine else "it must be a number of requests a second, from 0.001 to 100"


def _flag(value: object) -> str | None:
    return None if isinstance(value, bool) else "it must be true or false, without quotes"


def _matching(pattern: re.Pattern[str], example: str) -> Rule:
    def rule(value: object) -> str | None:
        fine = isinstance(value, str) and pattern.fullmatch(value)
        return None if fine else f"it must look like {example}"

    return rule


def _list_of(rule: Rule) -> Rule:
    def all_of(value: object) -> str | None:
        if not isinstance(value, list):
            return "it must be a list, in square brackets"
        return next((problem for one in value if (problem := rule(one))), None)

    return all_of


def _list(value: object) -> str | None:
    return None if isinstance(value, list) else "it must be a list of tables"


def _options(value: object) -> str | None:
    fine = isinstance(value, dict) and all(isinstance(one, str) for one in value.values())
    return None if fine else 'it must be names with texts, as { prefix = "10.5072" }'


def _dialect(value: object) -> str | None:
    fine = isinstance(value, str) and has_source(value)
    return None if fine else f"it must be one of: {', '.join(source_names())}"


ENTRY: dict[str, Rule] = {
    "label": _words,
    "facility": _words,
    "homepage": _page,
    "contact": _contact,
    "embargo_years": _years,
    "ror": _matching(_ROR, "02550n020"),
    "doi_prefixes": _list_of(_matching(_DOI_PREFIX, "10.15151")),
    "handle_prefixes": _list_of(_matching(_HANDLE_PREFIX, "20.500.12269")),
    "endpoints": _list,
}
ENDPOINT: dict[str, Rule] = {
    "dialect": _dialect,
    "location": _location,
    "options": _options,
    "licence": _page,
    "token_env": _matching(_VARIABLE, "PSI_TOKEN"),
    "key_env": _matching(_VARIABLE, "OPENALEX_KEY"),
    "key_header": _matching(_HEADER, "X-Api-Key"),
    "key_param": _matching(_VARIABLE, "api_key"),
    "mailto": _flag,
    "per_second": _rate,
    "per_second_keyed": _rate,
    "verified": _flag,
    "use": _flag,
}
