"""The token file: who may do what with which static token; only hashes of tokens are kept.

One entry a line; `#` begins a comment. Either `sha256:<64 hex digits> role[,role] name [expires=YYYY-MM-DD]`
(the token is valid through that day, UTC), or one plain token alone in the file, as container secrets are:
it stands for an operator of that name.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from hmac import compare_digest
from logging import getLogger
from pathlib import Path
from stat import S_IROTH
from threading import Lock

from kg.errors import BadInput
from kg.web.rights.principal import Principal, Role

SHORTEST = 16
"""Characters a plain token must have; those we make have 43."""

_MOST_BYTES = 1 << 20
_HASHED = re.compile(r"sha256:([0-9a-fA-F]{64})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@+-]{0,63}")
_PLAIN = re.compile(r"[!-~]+")
_EXPIRES = "expires="

_log = getLogger("uvicorn.error")


@dataclass(frozen=True, slots=True)
class Entry:
    """One token: the SHA-256 of it, whom it stands for, and the last day it is valid (None: for ever)."""

    digest: bytes
    principal: Principal
    expires: date | None = None


def digest_of(token: str) -> bytes:
    """What is kept of a token; it is random, so a plain hash cannot be turned back."""
    return sha256(token.encode(errors="surrogatepass")).digest()


def name_is_fit(name: str) -> bool:
    """Whether a token's holder may be called this: 1 to 64 letters, digits and . _ @ + -."""
    return _NAME.fullmatch(name) is not None


def read_entries(text: str) -> list[Entry]:
    """The entries of a token file.

    Raises:
        BadInput: with the number of the line and the rule it breaks, never with what it says.
    """
    lines = [(number, line.partition("#")[0].split()) for number, line in enumerate(text.split("\n"), 1)]
    filled = [(number, words) for number, words in lines if words]
    if len(filled) == 1 and len(filled[0][1]) == 1 and not filled[0][1][0].startswith("sha256:"):
        return [_plain(*filled[0])]
    entries = [_hashed(number, words) for number, words in filled]
    if len({entry.digest for entry in entries}) < len(entries):
        raise BadInput("The token file names the same token twice.")
    return entries


def _plain(number: int, words: list[str]) -> Entry:
    # The comment was cut off before: a token that holds `#` would be a shorter one than its owner believes.
    (token,) = words
    if len(token) < SHORTEST or not _PLAIN.fullmatch(token):
        raise _broken(number, f"a plain token has at least {SHORTEST} printable ASCII characters without `#`")
    return Entry(digest_of(token), Principal("operator", frozenset({Role.OPERATOR})))


def _hashed(number: int, words: list[str]) -> Entry:
    if not (hashed := _HASHED.fullmatch(words[0])):
        raise _broken(
            number, "it begins with sha256: and 64 hex digits (a plain token must be alone in its file)"
        )
    if len(words) not in (3, 4):
        raise _broken(number, "it reads: sha256:HASH role[,role] name [expires=YYYY-MM-DD]")
    if not name_is_fit(words[2]):
        raise _broken(number, "the name has 1 to 64 letters, digits and . _ @ + -")
    roles = _roles(number, words[1])
    expires = _day(number, words[3]) if len(words) == 4 else None
    return Entry(bytes.fromhex(hashed.group(1)), Principal(words[2], roles), expires)


def _roles(number: int, listed: str) -> frozenset[Role]:
    try:
        return frozenset(Role(role) for role in listed.split(","))
    except ValueError:
        raise _broken(number, f"the roles are some of {', '.join(Role)}, joined by commas") from None


def _day(number: int, word: str) -> date:
    try:
        return date.fromisoformat(word.removeprefix(_EXPIRES) if word.startswith(_EXPIRES) else "")
    except ValueError:
        raise _broken(number, "the last word is expires=YYYY-MM-DD") from None


def _broken(number: int, rule: str) -> BadInput:
    return BadInput(f"Line {number} of the token file cannot be used: {rule}.")


class TokenFile:
    """The entries of a file, read again when it changes; a broken new file leaves the old entries valid."""

    def __init__(self, path: Path) -> None:
        """Read the file, and warn when others may read it too.

        Raises:
            BadInput: it cannot be read, is not understood, or holds no entry.
        """
        self._path = path
        self._lock = Lock()
        self._seen: object = None
        self._entries = self._read()
        if not self._entries:
            raise BadInput(f"{path} holds no token. Make one: kg token new --name NAME --append {path}")

    def find(self, token: str) -> Principal | None:
        """Whom the token stands for, if it is valid today."""
        self._look_again()
        wanted, found = digest_of(token), None
        for entry in self._entries:  # all of them, always: the time taken says nothing
            if compare_digest(entry.digest, wanted):
                found = entry
        if found is None or (found.expires and datetime.now(UTC).date() > found.expires):
            return None
        return found.principal

    def _look_again(self) -> None:
        with self._lock:
            if self._state() == self._seen:
                return
            try:
                self._entries = self._read()
                _log.info("%s was read again: %d tokens.", self._path, len(self._entries))
            except BadInput as error:
                _log.error("The tokens read before stay valid. %s", error)

    def _read(self) -> list[Entry]:
        self._seen = self._state()
        try:
            with self._path.open("rb") as file:
                text = file.read(_MOST_BYTES + 1).decode()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
            raise BadInput(f"The token file {self._path} cannot be read: {reason}.") from None
        if len(text) > _MOST_BYTES:
            raise BadInput(f"The token file {self._path} is larger than {_MOST_BYTES >> 20} MB.")
        entries = read_entries(text)
        if self._path.stat().st_mode & S_IROTH:
            _log.warning("Everyone on this machine can read %s. Mend it: chmod 600 %s", *[self._path] * 2)
        return entries

    def _state(self) -> object:
        try:
            found = self._path.stat()
        except OSError as error:
            return error.errno
        return (found.st_mtime_ns, found.st_size, found.st_ino)
