"""Parameters of commands that need no conversion.

typer hands each value to pydantic, even a text that stays as it is or an option that nobody gave. Importing
pydantic and making a validator for each parameter took a fifth of the time of `kg ontology check`.
"""

from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, Protocol, get_args, get_origin

import typer


class Converter(Protocol):
    """What typer makes of a parameter: it turns what the shell gave into what the command takes."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - typer's own signature
        """The value for the command; raises typer's error for one that cannot be used."""


class Unconverted:
    """Passes on what is of its type already, and leaves anything else to typer."""

    def __init__(self, wanted: object, convert: Callable[[], Converter]) -> None:
        self._wanted = wanted
        self._convert = convert

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ANN401 - typer's own signature
        """The value for the command."""
        many = param.multiple or param.nargs == -1
        if value is None:
            return () if many else None
        if many and _is_texts(self._wanted) and isinstance(value, tuple | list):
            if all(type(each) is str for each in value):
                return list(value)
        elif not many and _is(self._wanted, value):
            return value
        return self._convert().coerce(value, param, ctx)


def sparing(command: Any) -> Any:  # noqa: ANN401 - typer's command has no public type
    """The same command, group and all commands below it, converting only what has to be converted.

    Parameters of another make than typer's of today are left as they are.
    """
    for param in command.get_params(typer.Context(command)):  # with --help, which is made when asked for
        convert = getattr(param, "get_runtime_param", None)
        told = getattr(param, "type_descriptor", None)
        if convert and told is not None and told.parameter_info.parser is None:
            param.get_runtime_param = partial(Unconverted, told.annotation, convert)
    for below in getattr(command, "commands", {}).values():
        sparing(below)
    return command


def _is_texts(wanted: object) -> bool:
    return get_origin(wanted) is list and get_args(wanted) == (str,)


def _is(wanted: object, value: object) -> bool:
    """Paths are typer's: it looks whether they can be read. Numbers are: it looks at their limits."""
    if wanted is str or wanted is bool:
        return type(value) is wanted
    return isinstance(wanted, type) and issubclass(wanted, Enum) and type(value) is wanted
