"""The command tree: every module of this folder that has `register(app)` adds its command."""

import sys
from importlib import import_module
from pkgutil import iter_modules

import typer
from pydantic import ValidationError

import kg.cli
from kg.cli.show import complain
from kg.errors import BadInput, BadQuery, KgError, QueryFailed

HELP = "Harvest photon and neutron facility data into a knowledge graph, check it, and ask it things."


def build() -> typer.Typer:
    """The whole command tree."""
    app = typer.Typer(help=HELP, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)
    for found in sorted(iter_modules(kg.cli.__path__), key=lambda module: module.name):
        register = getattr(import_module(f"kg.cli.{found.name}"), "register", None)
        if register is not None:
            register(app)
    return app


def run() -> None:
    """Run the command line; expected errors end with their exit code and one message on stderr."""
    try:
        build()()
    except KgError as error:
        complain(str(error))
        if isinstance(error, BadQuery) and error.excerpt is not None:
            complain(error.excerpt)
        if isinstance(error, QueryFailed) and error.for_operator:
            complain(error.for_operator)
        sys.exit(error.exit_code)
    except ValidationError as error:  # of the settings; commands check their own options
        for fault in error.errors():
            name = "KG_" + "_".join(str(part) for part in fault["loc"]).upper()
            complain(f"The setting {name}={fault['input']} cannot be used: {fault['msg']}.")
        sys.exit(BadInput.exit_code)
    except BrokenPipeError:  # the reader of our output left, as `kg … | head` does
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        complain("Stopped. What was checkpointed is kept; run the same command again to go on.")
        sys.exit(130)
