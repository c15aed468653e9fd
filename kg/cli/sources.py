"""`kg sources`: who publishes metadata, where, in which dialect, and whether it answers."""

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.show import JsonOption, complain, print_json, progress, say
from kg.errors import BadInput, SourceUnavailable
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.harvest.probe import Probe
    from kg.harvest.provider import Provider

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A provider, such as psi.")]


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(help="Known providers of metadata: list, show, add, edit, probe.")
    group.callback(invoke_without_command=True)(list_all)
    group.command("show")(show)
    group.command("add")(add)
    group.command("edit")(edit)
    group.command("probe")(probe)
    app.add_typer(group, name="sources")


def list_all(context: typer.Context, as_json: JsonOption = False) -> None:
    """List the providers: the shipped ones, and those of your own file (KG_PROVIDERS)."""
    if context.invoked_subcommand:
        return
    from kg.cli.places import known_providers

    providers = known_providers().values()
    own = Settings().providers
    if as_json:
        print_json({"file": str(own.absolute()), "providers": [of.as_json() for of in providers]})
        return
    for provider in providers:
        dialects = ", ".join(dict.fromkeys(of.dialect for of in provider.usable())) or "nothing in use"
        say(f"{provider.name:<16} {dialects:<28} {provider.label}")
    say(
        f"Harvest one with: kg harvest NAME. Your own file: {own}{'' if own.exists() else ' (not there yet)'}"
    )


def show(name: NameArgument, as_json: JsonOption = False) -> None:
    """Show all that is known of one provider, and where it is said."""
    provider = _provider(name)
    if as_json:
        print_json(provider.as_json())
        return
    said = provider.as_json()
    said["embargo_years"] = "not known" if provider.embargo_years is None else provider.embargo_years
    say(f"{provider.name}: {provider.label}")
    for key in ("facility", "ror", "homepage", "contact", "embargo_years", "doi_prefixes", "handle_prefixes"):
        value = said[key]
        if value:
            say(f"  {key:<16} {', '.join(value) if isinstance(value, list) else value}")
    for endpoint in said["endpoints"]:
        marks = [] if endpoint["verified"] else ["unverified"]
        marks += [] if endpoint["use"] else ["not in use"]
        marked = f"  ({', '.join(marks)})" if marks else ""
        say(f"  {endpoint['dialect']:<10} {endpoint['location']}{marked}")
        for option, value in endpoint["options"].items():
            say(f"             {option} = {value}")
        say(f"             licence of the metadata: {endpoint['licence'] or 'not known'}")
    say(f"  said by {', '.join(provider.files)}")


def add(
    name: NameArgument,
    dialect: Annotated[str, typer.Option("--dialect", help="The source that reads it, such as scicat.")],
    location: Annotated[str, typer.Option("--location", help="Address, or absolute path.")],
    label: Annotated[str | None, typer.Option("--label", help="What to call the provider.")] = None,
    facility: Annotated[
        str | None, typer.Option("--facility", help="Where the data were measured, if not at NAME.")
    ] = None,
    homepage: Annotated[str | None, typer.Option("--homepage", metavar="URL")] = None,
    embargo_years: Annotated[int | None, typer.Option("--embargo-years", help="Of the data policy.")] = None,
    option: Annotated[list[str] | None, typer.Option("--option", metavar="NAME=VALUE")] = None,
    licence: Annotated[str | None, typer.Option("--licence", metavar="IRI", help="Of the metadata.")] = None,
    token_env: Annotated[
        str | None,
        typer.Option("--token-env", metavar="VARIABLE", help="Variable that holds a bearer token."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Add an endpoint to your own file; the former file is kept as .bak."""
    from kg.cli.harvest import given_options
    from kg.harvest.provider_edit import add_endpoint

    file = Settings().providers
    entry = {"label": label, "facility": facility, "homepage": homepage, "embargo_years": embargo_years}
    endpoint = {"dialect": dialect, "location": location, "options": given_options(option or []) or None}
    endpoint |= {"licence": licence, "token_env": token_env}
    backup = add_endpoint(file, name, entry, endpoint)
    if as_json:
        print_json({"file": str(file.absolute()), "backup": str(backup) if backup else None})
    else:
        say(f"{file}: {dialect} at {location} is now an endpoint of {name}. Try it: kg sources probe {name}")


def edit(as_json: JsonOption = False) -> None:
    """Open your own file in $EDITOR; it is replaced only by what breaks no rule, and kept as .bak."""
    from kg.cli.editor import edited
    from kg.harvest.provider_edit import opened_text, replace_file

    file = Settings().providers
    before = opened_text(file)
    text = edited(before, ".toml")
    if text != before:
        try:
            replace_file(file, text)
        except BadInput as error:
            rejected = file.with_name(f"{file.name}.rejected")
            rejected.parent.mkdir(parents=True, exist_ok=True)
            rejected.write_text(text, "utf-8")
            raise BadInput(f"{error} {file} stays as it was; what you wrote is in {rejected}.") from None
    if as_json:
        print_json({"file": str(file.absolute()), "changed": text != before})
    else:
        say(f"{file} {'stays as it was' if text == before else 'was replaced'}.")


def probe(name: NameArgument, as_json: JsonOption = False) -> None:
    """Ask every endpoint in use whether it answers, as what, and with how much; exit 3 where none does."""
    from kg.cli.harvest import announce_retries
    from kg.cli.places import asked_places, contact, private_hosts
    from kg.harvest.probe import probe as ask
    from kg.harvest.wish import Wish

    _provider(name)
    places = asked_places(name, [])
    announce_retries()
    found, wish = [], Wish(contact=contact(), private_hosts=private_hosts())
    with progress(as_json) as bar:
        for number, place in enumerate(places):
            bar(f"Asking {place.location}", number, len(places))
            found.append(ask(place, wish))
    if as_json:
        print_json({"provider": name, "endpoints": [of.as_json() for of in found]})
    else:
        for of in found:
            _tell(of)
    if not any(of.answers or of.recognised for of in found):
        complain(f"No endpoint of {name} answers.")
        raise typer.Exit(SourceUnavailable.exit_code)


def _tell(found: "Probe") -> None:
    state = "yes" if found.recognised else "other" if found.answers else "no"
    words = [f"version {found.version}"] if found.version else []
    words += [f"{number:,} {kind}" for kind, number in found.counts.items()]
    words += [found.problem] if found.problem else []
    status = found.status or "–"
    say(f"{found.dialect:<10} {state:<6} {status!s:<4} {found.seconds:6.2f} s  {found.location}")
    for line in words:
        say(f"{'':<24}{line}")


def _provider(name: str) -> "Provider":
    from kg.cli.places import known_providers

    providers = known_providers()
    if name not in providers:
        raise BadInput(f"There is no provider {name!r}. There are: {', '.join(providers)}.")
    return providers[name]
