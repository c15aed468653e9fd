"""Licences as sources write them, to the address of the licence; without a version they stay words."""

import re
from functools import lru_cache
from urllib.parse import unquote

from pyoxigraph import NamedNode

from kg.rdf.names import CREATIVE_COMMONS, SPDX_LICENCE
from kg.resolve.finding import Finding, excerpt

_CC_KINDS = ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
_CC_VERSIONS = ("1.0", "2.0", "2.1", "2.5", "3.0", "4.0")

_SPDX = (
    "AFL-3.0", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-1.1", "Apache-2.0", "Artistic-2.0",
    "BSD-2-Clause", "BSD-3-Clause", "BSD-4-Clause", "BSL-1.0", "CECILL-2.1", "CECILL-B", "CECILL-C",
    "CDLA-Permissive-1.0", "CDLA-Permissive-2.0", "CDLA-Sharing-1.0", "DL-DE-BY-2.0", "DL-DE-ZERO-2.0",
    "EPL-1.0", "EPL-2.0", "etalab-2.0", "EUPL-1.1", "EUPL-1.2", "GFDL-1.3-only", "GFDL-1.3-or-later",
    "GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-2.1-only",
    "LGPL-2.1-or-later", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-1.1", "MPL-2.0",
    "ODbL-1.0", "ODC-By-1.0", "OGL-UK-3.0", "PDDL-1.0", "Python-2.0", "Unlicense", "WTFPL", "Zlib", "0BSD",
)  # fmt: skip
"""SPDX identifiers of licences that data and scientific software are under, other than Creative Commons."""

_ALSO = {
    "gpl-2.0": "GPL-2.0-only", "gpl-2.0+": "GPL-2.0-or-later", "gplv2": "GPL-2.0-only",
    "gplv2+": "GPL-2.0-or-later", "gpl-3.0": "GPL-3.0-only", "gpl-3.0+": "GPL-3.0-or-later",
    "gplv3": "GPL-3.0-only", "gplv3+": "GPL-3.0-or-later", "lgpl-2.1": "LGPL-2.1-only",
    "lgpl-2.1+": "LGPL-2.1-or-later", "lgpl-3.0": "LGPL-3.0-only", "lgpl-3.0+": "LGPL-3.0-or-later",
    "agpl-3.0": "AGPL-3.0-only", "agpl-3.0+": "AGPL-3.0-or-later", "apache-license-2.0": "Apache-2.0",
    "apache-2": "Apache-2.0", "mit-license": "MIT", "the-mit-license": "MIT", "expat": "MIT",
    "bsd-3": "BSD-3-Clause", "bsd-2": "BSD-2-Clause", "odbl": "ODbL-1.0", "pddl": "PDDL-1.0",
    "isc-license": "ISC", "open-database-license-1.0": "ODbL-1.0", "mozilla-public-license-2.0": "MPL-2.0",
    "gnu-general-public-license-3.0": "GPL-3.0-only", "gnu-general-public-license-2.0": "GPL-2.0-only",
    "gnu-lesser-general-public-license-3.0": "LGPL-3.0-only", "gnu-gpl-3.0": "GPL-3.0-only",
    "gnu-general-public-license-3.0-or-later": "GPL-3.0-or-later",
    "bsd-3-clause-new-or-revised": "BSD-3-Clause",
}  # fmt: skip
"""Usual names beside SPDX's; a bare GPL version is "only", as SPDX reads its own older identifiers."""

_ADDRESSES = {
    "Apache-2.0": ("apache.org/licenses/license-2.0", "opensource.org/licenses/apache-2.0"),
    "MIT": (
        "opensource.org/licenses/mit",
        "opensource.org/license/mit",
        "opensource.org/licenses/mit-license",
    ),
    "BSD-2-Clause": ("opensource.org/licenses/bsd-2-clause", "opensource.org/license/bsd-2-clause"),
    "BSD-3-Clause": ("opensource.org/licenses/bsd-3-clause", "opensource.org/license/bsd-3-clause"),
    "GPL-2.0-only": ("gnu.org/licenses/gpl-2.0", "gnu.org/licenses/old-licenses/gpl-2.0"),
    "GPL-3.0-only": ("gnu.org/licenses/gpl-3.0", "opensource.org/licenses/gpl-3.0"),
    "LGPL-3.0-only": ("gnu.org/licenses/lgpl-3.0",),
    "AGPL-3.0-only": ("gnu.org/licenses/agpl-3.0",),
    "ODbL-1.0": ("opendatacommons.org/licenses/odbl/1-0", "opendatacommons.org/licenses/odbl/1.0"),
    "ODC-By-1.0": ("opendatacommons.org/licenses/by/1-0", "opendatacommons.org/licenses/by/1.0"),
    "PDDL-1.0": ("opendatacommons.org/licenses/pddl/1-0", "opendatacommons.org/licenses/pddl/1.0"),
}
"""Where the texts stand, in lower case, without scheme, www and ending."""

_WITHOUT_VERSION = frozenset(
    {"gpl", "gnu-gpl", "lgpl", "apache", "bsd", "mpl", "eupl", "cc", "odc-by"}
    | {"gnu-general-public", "gnu-lesser-general-public", "creative-commons", "agpl"}
)

_ADDRESS_DRESS = re.compile(r"^(?:(?:https?:)?//(?:www\.)?|www\.|spdx:)|/+$")
_CC_ADDRESS = re.compile(
    r"creativecommons\.org/(?:licenses/(?P<kind>by[a-z-]*)|publicdomain/(?P<zero>zero))"
    r"(?:/(?P<version>\d\.\d))?(?:/(?P<place>[a-z]{2}(?:-[a-z]{2})?|igo))?"
    r"(?:/(?:deed|legalcode)(?:[.-][\w-]+)?)?$"
)
_WORDS = (
    (re.compile(r"creative\s*commons"), "cc"),
    (re.compile(r"non[\s-]*commercial"), "nc"),
    (re.compile(r"share[\s-]*alike"), "sa"),
    (re.compile(r"no[\s-]*deriv(?:ative)?s?(?:[\s-]*works)?"), "nd"),
    (re.compile(r"attribution"), "by"),
    (re.compile(r"(?<![\d.])v(?:ersion)?[\s.]*(?=\d)"), " "),
    (
        re.compile(
            r"\b(?:international|universal|unported|generic|licen[sc]ed?|public domain dedication|deed|the)\b"
        ),
        " ",
    ),
)
_CC_WORDS = re.compile(
    r"cc (?P<kind>by(?: nc)?(?: sa| nd)?|by sa nc|by nd nc|0|zero)(?: (?P<version>\d(?:\.\d)?))?$"
)


@lru_cache(maxsize=4096)  # a catalogue knows a handful
def resolve_licence(said: str, field: str = "license") -> tuple[NamedNode | None, Finding | None]:
    """The address of the licence: Creative Commons' own, else SPDX's.

    Understood are addresses (deed and legal code, http or https, in any language), SPDX identifiers and
    the usual names, whatever their case. A licence without a version is not resolved, for its terms differ
    between versions; CC0 has only one. Empty texts give neither.
    """
    words = " ".join(unquote(said).split())
    if not words:
        return None, None
    plain = _ADDRESS_DRESS.sub("", words.lower()).strip(" .")
    if plain.startswith("spdx.org/licenses/"):
        plain = re.sub(r"\.(?:html|json|txt)$", "", plain.removeprefix("spdx.org/licenses/"))
    address, version_is_missing = _creative_commons(plain)
    if address is None and not version_is_missing:
        address = _spdx(plain)
    if address is not None:
        return NamedNode(address), None
    if version_is_missing or _key(plain) in _WITHOUT_VERSION:
        remedy = f'Add the version to "{excerpt(words)}", best as the address of the licence.'
        return None, Finding("licence-without-version", field, said, None, 0.5, remedy)
    remedy = f'Replace "{excerpt(words)}" by the address of a licence.'
    return None, Finding("licence-unknown", field, said, None, 0.0, remedy)


def _creative_commons(plain: str) -> tuple[str | None, bool]:
    """The address, and whether it is a licence of theirs without its version."""
    found = _CC_ADDRESS.match(plain)
    if found:
        kind, version, place = found["kind"], found["version"], found["place"]
        return _cc_address("0" if found["zero"] else kind, version, place)
    return _cc_words(plain)


def _cc_words(plain: str) -> tuple[str | None, bool]:
    outside, bracket, inside = plain.partition("(")
    if bracket and inside.endswith(")"):  # "Attribution 4.0 International (CC BY 4.0)"
        inner = _cc_words(inside[:-1])
        return inner if inner != (None, False) else _cc_words(outside)
    is_named = plain.startswith("cc") or "commons" in plain or "attribution" in plain
    for pattern, word in _WORDS:
        plain = pattern.sub(f" {word} ", plain)
    words = re.sub(r"^cc(?=[0b])", "cc ", re.sub(r"[\s_/:,-]+", " ", plain).strip())
    words = re.sub(r"(?<=[a-z])(?=\d)", " ", words)
    found = _CC_WORDS.match(words if words.startswith("cc") else f"cc {words}")
    if found is None or not is_named:
        return None, False
    parts = found["kind"].split()
    kind = "0" if parts[0] in {"0", "zero"} else "-".join(
        part for part in ("by", "nc", "sa", "nd") if part in parts
    )  # fmt: skip
    version = found["version"]
    return _cc_address(kind, f"{version}.0" if version and "." not in version else version, None)


def _cc_address(kind: str, version: str | None, place: str | None) -> tuple[str | None, bool]:
    if kind == "0":
        known = version in {None, "1.0"}
        return (f"{CREATIVE_COMMONS}publicdomain/zero/1.0/" if known else None), False
    if kind not in _CC_KINDS:
        return None, False
    if version is None:
        return None, True
    ported = f"{place}/" if place else ""
    return (
        f"{CREATIVE_COMMONS}licenses/{kind}/{version}/{ported}" if version in _CC_VERSIONS else None
    ), False


def _spdx(plain: str) -> str | None:
    address = re.sub(r"(?:\.en)?\.(?:html|json|txt|php)$|\.en$", "", plain)
    known = _NAMES_BY_ADDRESS.get(address) or _KNOWN.get(_key(plain))
    return f"{SPDX_LICENCE}{known}" if known else None


def _key(name: str) -> str:
    """A name without what people vary: case, separators, "the", "licence", "version", "v"."""
    words = (word for word in re.split(r"[\s_,-]+", name.lower()) if word)
    return "-".join(re.sub(r"^v(?=\d)", "", word) for word in words if word not in _EMPTY_WORDS)


_EMPTY_WORDS = frozenset({"the", "license", "licence", "version", "v", "software"})
_KNOWN = {_key(name): name for name in _SPDX} | {_key(said): name for said, name in _ALSO.items()}
_NAMES_BY_ADDRESS = {address: name for name, addresses in _ADDRESSES.items() for address in addresses}
