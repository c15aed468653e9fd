"""`kg ontology rules`: the catalogue, or one rule with why, remedy and examples."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.ontology.colour import paint_for_stdout
from kg.cli.ontology.options import ConfigOption
from kg.cli.show import JsonOption, print_json, say
from kg.errors import BadInput

if TYPE_CHECKING:
    from kg.ontology.render.plain import Explained

NameArgument = Annotated[str | None, typer.Argument(metavar="[NAME]", help="One rule, such as label-lost.")]


def register(group: typer.Typer) -> None:
    """Add `rules`."""
    group.command()(rules)


def rules(name: NameArgument = None, config: ConfigOption = None, as_json: JsonOption = False) -> None:
    """List the rules of the check, or tell one: why it is there, what to do, a change that trips it."""
    from kg.cli.ontology.catalogue import catalogue, switched_off

    found = catalogue(config)
    off = switched_off(config) if name is not None and name not in found else {}
    found |= off
    if name is not None and name not in found:
        from difflib import get_close_matches

        near = get_close_matches(name, found, n=1)
        meant = f'; did you mean "{near[0]}"?' if near else "; without a name all are listed."
        raise BadInput(f"No rule is called {name[:60]!r}{meant}")
    if as_json:
        print_json(
            _told(found[name]) | ({"off": True} if name in off else {})
            if name
            else [_told(rule) for rule in found.values()]
        )
    elif name:
        if name in off:
            say(f'This rule is off: the configuration says {name} = "off" under [rules].\n')
        _tell(found[name])
    else:
        _list(found)


def _list(found: "dict[str, Explained]") -> None:
    paint = paint_for_stdout()
    width = max(map(len, found), default=0)
    for rule in found.values():
        say(f"{paint(f'{rule.level:4}', rule.level)}  {rule.name:{width}}  {rule.title}")


def _tell(rule: "Explained") -> None:
    from textwrap import fill

    paint = paint_for_stdout()
    say(f"{paint(rule.level, rule.level)}  {paint(rule.title, 'strong')}  {paint(f'[{rule.name}]', 'faint')}")
    for heading, text in (("Why", rule.why), ("What to do", rule.remedy)):
        say(f"\n{paint(heading, 'strong')}\n{fill(text, 96, initial_indent='  ', subsequent_indent='  ')}")
    for heading, tables in _examples(rule).items():
        for when, table in tables.items():
            if table:
                say(f"\n{paint(f'{heading}, {when}', 'strong')}")
                say("\n".join(f"  {line}" for line in table.rstrip("\n").split("\n")))


def _examples(rule: "Explained") -> dict[str, dict[str, str]]:
    """The tables of the examples; rules of the release gate judge files and have none."""
    told = {"A change that passes": "passing", "A change that trips it": "failing"}
    found = {heading: getattr(rule, name, None) for heading, name in told.items()}
    parts = {"before": "before", "after": "after", "the table": "table"}
    return {
        heading: {when: str(getattr(example, part, "")) for when, part in parts.items()}
        for heading, example in found.items()
        if example is not None
    }


def _told(rule: "Explained") -> dict[str, Any]:
    plain = {key: getattr(rule, key) for key in ("name", "level", "title", "why", "remedy")}
    return plain | {"examples": _examples(rule)}
