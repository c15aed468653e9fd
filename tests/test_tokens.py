import json
import os
import stat
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli.main import build
from kg.errors import BadInput
from kg.web.rights.doorkeeper import Doorkeeper
from kg.web.rights.principal import NotAllowed, NotAuthenticated, Role
from kg.web.rights.tokens import TokenFile, read_entries

SECRET = "correct-horse-battery-staple"


def line(token: str, rest: str) -> str:
    return f"sha256:{sha256(token.encode()).hexdigest()} {rest}\n"


def file_of(folder: Path, text: str) -> Path:
    path = folder / "tokens"
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
    return path


def day(offset: int) -> str:
    return (datetime.now(UTC).date() + timedelta(days=offset)).isoformat()


def test_every_entry_stands_for_its_roles_and_name(tmp_path: Path) -> None:
    text = "# ours\n\n" + line("a" * 20, "reader,curator ada") + line("b" * 20, "operator bob  # boss")

    tokens = TokenFile(file_of(tmp_path, text))

    ada, bob = tokens.find("a" * 20), tokens.find("b" * 20)
    assert ada is not None
    assert bob is not None
    assert (ada.name, set(ada.roles)) == ("ada", {Role.READER, Role.CURATOR})
    assert (bob.name, set(bob.roles)) == ("bob", {Role.OPERATOR})
    assert tokens.find("c" * 20) is None


def test_a_container_secret_is_an_operator_and_is_not_kept(tmp_path: Path) -> None:
    tokens = TokenFile(file_of(tmp_path, SECRET + "\n"))

    found = tokens.find(SECRET)

    assert found is not None
    assert (found.name, set(found.roles)) == ("operator", {Role.OPERATOR})
    kept = {name: getattr(tokens, name) for name in vars(tokens)}
    assert SECRET not in repr(kept)


@pytest.mark.parametrize(
    ("text", "number", "rule"),
    [
        ("short-one\n", 1, "at least 16"),
        ("\u00e9" * 20 + "\n", 1, "printable ASCII"),
        (SECRET + "\n" + line("a" * 20, "reader ada"), 1, "alone in its file"),
        (line("a" * 20, "reader ada") + "\nsha256:12 reader bob\n", 3, "64 hex digits"),
        (line("a" * 20, "reader"), 1, "role"),
        (line("a" * 20, "king ada"), 1, "reader, curator, ontology-editor, operator"),
        (line("a" * 20, "reader, ada"), 1, "roles"),
        (line("a" * 20, "reader ada/bob"), 1, "name"),
        (line("a" * 20, "reader ada expires=2026-02-30"), 1, "expires=YYYY-MM-DD"),
        (line("a" * 20, "reader ada 2030-01-01"), 1, "expires=YYYY-MM-DD"),
        (line("a" * 20, "reader ada expires=2030-01-01 more"), 1, "sha256:HASH"),
    ],
)
def test_a_bad_line_is_named_by_number_and_rule_never_by_its_text(text: str, number: int, rule: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_entries(text)

    told = str(caught.value)
    assert f"Line {number} " in told
    assert rule in told
    for secret in ("short-one", "\u00e9", SECRET, "king", "2026-02-30", sha256(b"a" * 20).hexdigest()):
        assert secret not in told


def test_one_token_has_one_entry() -> None:
    with pytest.raises(BadInput, match="twice"):
        read_entries(line("a" * 20, "reader ada") + line("a" * 20, "operator bob"))


def test_a_token_is_valid_through_its_last_day(tmp_path: Path) -> None:
    days = {"y" * 20: -1, "t" * 20: 0, "m" * 20: 1}
    text = "".join(line(token, f"reader ada expires={day(offset)}") for token, offset in days.items())

    tokens = TokenFile(file_of(tmp_path, text))

    assert [tokens.find(token) is not None for token in days] == [False, True, True]


def test_a_changed_file_counts_at_once_and_a_broken_one_changes_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = file_of(tmp_path, line("a" * 20, "reader ada"))
    tokens = TokenFile(path)

    path.write_text(line("b" * 20, "reader bob"), encoding="utf-8")
    assert (tokens.find("a" * 20), tokens.find("b" * 20) is not None) == (None, True)

    path.write_text("my-secret-in-the-wrong-place oops\n", encoding="utf-8")
    assert tokens.find("b" * 20) is not None
    assert tokens.find("b" * 20) is not None
    path.unlink()
    assert tokens.find("b" * 20) is not None

    errors = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]
    assert len(errors) == 2, "once for each state of the file"
    assert "Line 1" in errors[0]
    assert "my-secret" not in errors[0]

    path.write_text("", encoding="utf-8")
    assert tokens.find("b" * 20) is None, "an emptied file takes all tokens back"


def test_a_file_that_all_can_read_is_warned_of(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = file_of(tmp_path, SECRET)
    TokenFile(path)
    assert caplog.records == []

    path.chmod(0o644)
    TokenFile(path)

    (warning,) = caplog.records
    assert "chmod 600" in warning.getMessage()


@pytest.mark.parametrize("kind", ["missing", "empty", "binary", "folder"])
def test_a_file_that_opens_nothing_is_refused_at_the_start(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "tokens"
    match kind:
        case "empty":
            path.write_text("# nobody yet\n", encoding="utf-8")
        case "binary":
            path.write_bytes(b"\xff\xfe\x00")
        case "folder":
            path.mkdir()

    with pytest.raises(BadInput, match=str(path)):
        TokenFile(path)


@pytest.fixture
def doorkeeper(tmp_path: Path) -> Doorkeeper:
    text = line("r" * 20, "reader ada") + line("c" * 20, "curator cy") + line("o" * 20, "operator ola")
    return Doorkeeper(TokenFile(file_of(tmp_path, text)))


@pytest.mark.parametrize(
    ("token", "may"),
    [
        ("r" * 20, {Role.READER}),
        ("c" * 20, {Role.READER, Role.CURATOR}),
        ("o" * 20, set(Role)),
    ],
)
def test_a_role_opens_what_it_should(doorkeeper: Doorkeeper, token: str, may: set[Role]) -> None:
    for role in may:
        assert doorkeeper.require(f"Bearer {token}", role).may(role)
    for role in set(Role) - may:
        with pytest.raises(NotAllowed, match=role):
            doorkeeper.require(f"Bearer {token}", role)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic b2xhOm9sYQ==", "r" * 20])
def test_without_a_token_the_challenge_names_no_error(doorkeeper: Doorkeeper, header: str | None) -> None:
    with pytest.raises(NotAuthenticated) as caught:
        doorkeeper.require(header, Role.READER)

    assert caught.value.challenge == 'Bearer realm="pan-kg"'


@pytest.mark.parametrize(
    "token", ["x" * 20, "r" * 19, "r" * 21, "R" * 20, "r" * 100_000, "\u00ff", "a b c", "../../etc", "\udcff"]
)
def test_every_bad_token_gets_the_same_answer(doorkeeper: Doorkeeper, token: str) -> None:
    with pytest.raises(NotAuthenticated) as caught:
        doorkeeper.require(f"Bearer {token}", Role.READER)

    assert caught.value.challenge == 'Bearer realm="pan-kg", error="invalid_token"'
    assert str(caught.value) == "The token is not valid here: unknown, expired, or meant for another service."


def test_the_scheme_may_be_written_in_any_case(doorkeeper: Doorkeeper) -> None:
    assert doorkeeper.require(f"bEARER   {'o' * 20} ", Role.OPERATOR).name == "ola"


def test_failures_are_counted_and_a_flood_of_them_does_not_fill_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    denied: list[str] = []
    keeper = Doorkeeper(TokenFile(file_of(tmp_path, line("r" * 20, "reader ada"))), denied=denied.append)

    for header in [None, f"Bearer {'r' * 20}", *["Bearer guess"] * 50]:
        with pytest.raises((NotAuthenticated, NotAllowed)):
            keeper.require(header, Role.OPERATOR)

    assert denied == ["no-token", "missing-role", *["bad-token"] * 50]
    assert len(caplog.records) == 10
    assert "guess" not in caplog.text


def test_a_new_token_works_and_only_its_hash_is_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "tokens"
    options = ["--role", "curator,reader", "--name", "ada", "--days", "7", "--append", str(path), "--json"]
    first = CliRunner().invoke(build(), ["token", "new", *options])
    second = CliRunner().invoke(build(), ["token", "new", "--name", "bob", "--append", str(path)])

    made = json.loads(first.stdout)
    assert made["line"] == line(made["token"], f"curator,reader ada expires={day(7)}").strip()
    assert made["expires"] == day(7)
    assert len(made["token"]) == 43, "256 bits in URL-safe base64"
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    tokens = TokenFile(path)
    ada, bob = tokens.find(made["token"]), tokens.find(second.stdout.strip())
    assert ada is not None
    assert bob is not None
    assert (ada.name, bob.name, set(bob.roles)) == ("ada", "bob", {Role.OPERATOR})
    assert made["token"] not in path.read_text(encoding="utf-8")
    assert "not shown again" in second.stderr


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--name", "two words"], "--name"),
        (["--name", "x#y"], "--name"),
        (["--name", "ada", "--role", "king"], "--role"),
    ],
)
def test_a_token_for_nobody_is_not_made(options: list[str], told: str) -> None:
    done = CliRunner().invoke(build(), ["token", "new", *options])

    assert isinstance(done.exception, BadInput)
    assert told in str(done.exception)
    assert done.stdout == ""


def test_a_line_is_not_added_beside_a_plain_token(tmp_path: Path) -> None:
    path = file_of(tmp_path, SECRET)

    done = CliRunner().invoke(build(), ["token", "new", "--name", "ada", "--append", str(path)])

    assert isinstance(done.exception, BadInput)
    assert path.read_text(encoding="utf-8") == SECRET
