"""`kg token`: make the tokens that let people and programs write."""

import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import JsonOption, complain, print_json, say
from kg.errors import BadInput

token = typer.Typer(help="Make tokens for writing to the service.", no_args_is_help=True)

_BYTES = 32


def register(app: typer.Typer) -> None:
    """Add the group `token`."""
    app.add_typer(token, name="token")


@token.command()
def new(
    name: Annotated[str, typer.Option(help="Who will hold it; the audit log says this name.")],
    role: Annotated[
        str, typer.Option(help="reader, curator, ontology-editor or operator; several joined by commas.")
    ] = "operator",
    days: Annotated[
        int | None, typer.Option(min=1, max=3650, help="Days it is valid; else for ever.")
    ] = None,
    append: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Also put its line into this token file.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make a token. It is shown this once; the token file holds only its hash."""
    from kg.web.rights.tokens import digest_of

    roles = _roles(role)
    _check_name(name)
    made = secrets.token_urlsafe(_BYTES)
    last_day = (datetime.now(UTC).date() + timedelta(days=days)).isoformat() if days else None
    words = [f"sha256:{digest_of(made).hex()}", ",".join(roles), name]
    line = " ".join([*words, f"expires={last_day}"] if last_day else words)
    if append is not None:
        _append(append, line)
    if as_json:
        print_json({"token": made, "line": line, "name": name, "roles": roles, "expires": last_day})
        return
    say(made)
    complain(f"Keep it now, it is not shown again. {_whereabouts(append, line)}")


def _roles(listed: str) -> list[str]:
    from kg.web.rights.principal import Role

    roles = listed.split(",")
    if not set(roles) <= set(Role):
        raise BadInput(f"--role takes some of {', '.join(Role)}, joined by commas, not {listed!r}.")
    return roles


def _check_name(name: str) -> None:
    from kg.web.rights.tokens import name_is_fit

    if not name_is_fit(name):
        raise BadInput(f"--name takes 1 to 64 letters, digits and . _ @ + -, not {name!r}.")


def _whereabouts(file: Path | None, line: str) -> str:
    return f"Its line was added to {file}." if file else f"Its line for the token file:\n{line}"


def _append(file: Path, line: str) -> None:
    """Add a line; a new file is for its owner only.

    Raises:
        BadInput: the file cannot be written, or what it holds cannot stand beside another line.
    """
    from kg.web.rights.tokens import read_entries

    try:
        before = file.read_text(encoding="utf-8") if file.exists() else ""
        text = before + ("\n" if before and not before.endswith("\n") else "") + line + "\n"
        read_entries(text)
        file.touch(mode=0o600)
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text.removeprefix(before))
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise BadInput(f"The token file {file} cannot be written: {reason}.") from None
