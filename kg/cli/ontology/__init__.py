"""`kg ontology`: the editor's workbench, one module per command."""

from importlib import import_module

import typer

_COMMANDS = (
    "check",
    "classify",
    "rules",
    "history",
    "mappings",
    "draft",
    "next_iri",
    "release",
    "commit",
    "snapshot",
    "former_names",
    "update",
)
"""In the order in which an editor needs them; the other modules here are imported when a command runs."""


def register(app: typer.Typer) -> None:
    """Add the group `ontology`."""
    group = typer.Typer(
        help="Judge a change of an ontology: what it breaks, what follows from it, what it does to the data.",
        no_args_is_help=True,
    )
    for name in _COMMANDS:
        import_module(f"{__name__}.{name}").register(group)
    app.add_typer(group, name="ontology")
