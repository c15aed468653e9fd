"""The command tree: every module of this folder that has `register(app)` adds its command."""

import sys
from importlib import import_module
from pkgutil import iter_modules

import typer
from typer.main import get_command

import kg.cli
from kg.cli.parameter import sparing
from kg.cli.show import complain
from kg.errors import BadInput, BadQuery, KgError, QueryFailed

HELP = "Harvest photon and neutron facility data into a knowledge graph, check it, and ask it things."


def build(asked: str | None = None) -> typer.Typer:
    """The whole command tree, or just the command `asked`, which then starts in a third of the time.

    A command's module is called as the command; where none is, the whole tree is built.
    """
    names = sorted(module.name for module in iter_modules(kg.cli.__path__))
    if asked in names:
        app = _tree([asked])
        if asked in _commands(app):
            return app
    return _tree(names)


def _tree(modules: list[str]) -> typer.Typer:
    app = typer.Typer(help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    app.callback()(_root)  # without it, a tree of one command would lose the command's name
    for name in modules:
        register = getattr(import_module(f"kg.cli.{name}"), "register", None)
        if register is not None:
            register(app)
    return app


def _root() -> None:
    """Stands for the tree itself, which has no options."""


def _commands(app: typer.Typer) -> set[str | None]:
    """The names in a tree; a command without a name of its own is called as its function."""
    commands = {each.name or getattr(each.callback, "__name__", None) for each in app.registered_commands}
    return commands | {each.name for each in app.registered_groups}


def run() -> None:
    """Run the command line; expected errors end with their exit code and one message on stderr."""
    try:
        sparing(get_command(build(sys.argv[1] if len(sys.argv) > 1 else None)))()
    except KgError as error:
        complain(str(error))
        if isinstance(error, BadQuery) and error.excerpt is not None:
            complain(error.excerpt)
        if isinstance(error, QueryFailed) and error.for_operator:
            complain(error.for_operator)
        sys.exit(error.exit_code)
    except ValueError as error:
        _tell_settings(error)
        sys.exit(BadInput.exit_code)
    except BrokenPipeError:  # the reader of our output left, as `kg … | head` does
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        complain("Stopped. What was checkpointed is kept; run the same command again to go on.")
        sys.exit(130)


def _tell_settings(error: ValueError) -> None:
    """Say which settings cannot be used; commands check their own options.

    Raises:
        ValueError: the error is not of the settings.
    """
    from pydantic import ValidationError  # imported here, since it takes as long as the rest of the start

    if not isinstance(error, ValidationError):
        raise error
    for fault in error.errors():
        name = "KG_" + "_".join(str(part) for part in fault["loc"]).upper()
        complain(f"The setting {name}={fault['input']} cannot be used: {fault['msg']}.")
