"""What a curator may say, and when they must give a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from kg.citation.curated import automatic
from kg.citation.label import BEHIND, REJECTED, REUSE, Word
from kg.citation.row import Label, Pair
from kg.errors import BadInput

LONGEST_REASON = 2000
_FIELDS = ("citing", "cited", "behind", "reuse", "reason", "withdraw")
_WAYS = {"behind": (*BEHIND, REJECTED), "reuse": REUSE}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to say of a pair, in words that exist."""

    citing: str
    cited: str
    behind: str | None = None
    reuse: str | None = None
    reason: str | None = None
    is_withdrawal: bool = False


def asked_from(given: Mapping[str, object]) -> Asked:
    """What the fields of a form or of a JSON object ask for; empty ones are absent.

    Raises:
        BadInput: a field is missing, unknown or not what it should be.
    """
    if unknown := sorted(set(given) - set(_FIELDS)):
        raise BadInput(f"A label has no field {unknown[0][:40]!r}; it has: {', '.join(_FIELDS)}.")
    said = {name: _text(name, given.get(name)) for name in _FIELDS if name != "withdraw"}
    citing, cited, reason = said["citing"], said["cited"], said["reason"]
    if not (citing and cited):
        raise BadInput("A label names the pair: `citing` and `cited`, each an IRI.")
    if reason and len(reason) > LONGEST_REASON:
        raise BadInput(f"The reason has {len(reason)} characters; it may have {LONGEST_REASON}.")
    if _is_withdrawal(given.get("withdraw")):
        if said["behind"] or said["reuse"]:
            raise BadInput("A withdrawal says nothing else: leave out `behind` and `reuse`.")
        return Asked(citing, cited, reason=reason, is_withdrawal=True)
    behind, reuse = _word("behind", said["behind"]), _word("reuse", said["reuse"])
    if not (behind or reuse):
        raise BadInput("A label says something: `behind`, `reuse` or both; or `withdraw` it.")
    return Asked(citing, cited, behind, None if behind == REJECTED else reuse, reason)


def word_of(asked: Asked, pair: Pair, former: Label | None, curator: str) -> Word:
    """The word to enter; it names the pair as the curator's former label did.

    Raises:
        BadInput: a reason is missing, or there is nothing to withdraw.
    """
    if asked.is_withdrawal and former is None:
        raise BadInput("There is no label of yours on this pair to withdraw.")
    if not asked.reason and (why := _needs_reason(asked, pair, former)):
        raise BadInput(f"Give a reason: {why}.")
    citing, cited = (former.citing, former.cited) if former else (pair.citing, pair.cited)
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return Word(citing, cited, curator, asked.behind, asked.reuse, asked.reason, at)


def public_name(principal: str) -> str:
    """What a curator is called in the graph, which anybody may read: never an e-mail address.

    >>> public_name("ada"), public_name("ada@example.org")
    ('ada', 'curator-cfe00dde')
    """
    if "@" not in principal:
        return principal
    return f"curator-{sha256(principal.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def _needs_reason(asked: Asked, pair: Pair, former: Label | None) -> str | None:
    if asked.is_withdrawal:
        return "this withdraws what you said"
    if former is not None:
        return "this changes what you said before"
    if asked.behind == REJECTED:
        return "you say that this is no citation of those data"
    if asked.reuse == "yes":
        return "your yes is evidence that the data were used"
    by_rules = automatic(pair.behind, pair.behind_basis), automatic(pair.reuse, pair.reuse_basis)
    for said, decided in zip((asked.behind, asked.reuse), by_rules, strict=True):
        if said not in (None, "unsure", decided) and decided != "unknown":
            return f"the rules say {decided}, you say {said}"
    return None


def _text(name: str, value: object) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadInput(f"The field {name} is a text.")
    return value.strip() or None


def _word(name: str, said: str | None) -> str | None:
    word = "unsure" if said == "unknown" else said
    if word is not None and word not in _WAYS[name]:
        raise BadInput(f"{name}={word[:40]!r} is none; there are: {', '.join(_WAYS[name])}.")
    return word


def _is_withdrawal(value: object) -> bool:
    if value in (None, False, ""):
        return False
    if value in (True, "true", "yes", "1"):
        return True
    raise BadInput("The field withdraw is true or absent.")
