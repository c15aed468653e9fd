"""From what a usage table calls techniques to their IRIs."""

from collections.abc import Collection

from kg.ontology.change import Change
from kg.ontology.impact.usage import Usage, Users
from kg.ontology.view import View
from kg.rdf.names import PANET, PREFIXES
from kg.rdf.panet import is_specifier
from kg.resolve.technique import panet_number

_NAMED = 10
_SHOWN = 80


def named_in(usage: Usage, change: Change) -> tuple[dict[str, Users], list[str]]:
    """The users of each technique by IRI, and what neither version knows under that name.

    A label counts as the earlier version has it, since the data were tagged by that; else as the later one.
    """
    found: dict[str, Users] = {}
    unknown: list[str] = []
    for name, users in usage.datasets.items():
        iri = _iri(name, change)
        if iri is None:
            unknown.append(name)
        else:
            found[iri] = _together(found.get(iri), users)
    return found, unknown


def _iri(name: str, change: Change) -> str | None:
    views = change.before, change.after
    prefix, colon, local = name.partition(":")
    namespace = PREFIXES.get(prefix.strip().casefold())
    whole = f"{namespace}{local.strip()}" if colon and namespace is not None else name
    for iri in (name, whole):
        if any(iri in view.terms for view in views):
            return iri
    number = panet_number(name)
    if number and any((panet := f"{PANET}PaNET{number}") in view.terms for view in views):
        return panet
    return next((borne for view in views if (borne := _borne(name, view))), None)


def unmatched_sentence(usage: Usage, unknown: Collection[str]) -> str | None:
    """`2 of 5 rows fit no term: row 3 'nonsense', row 4 '...'`; None where all rows of the table fit one."""
    rows = [(row, name) for name in unknown for row in usage.rows.get(name, ())]
    if not rows:
        return None
    named = ", ".join(f"row {row} {name[:_SHOWN]!r}" for row, name in sorted(rows)[:_NAMED])
    more = f" and {len(rows) - _NAMED:,} more" if len(rows) > _NAMED else ""
    verb = "fits" if len(rows) == 1 else "fit"
    return (
        f"{len(rows):,} of {usage.number_of_rows:,} rows {verb} no term of either version, so that their "
        f"datasets do not count: {named}{more}. Give an IRI, an id such as PaNET01101, or a label."
    )


def _borne(name: str, view: View) -> str | None:
    """The one technique with this label, else the one with it as alternative label."""
    bearers = view.bearers.get(name.strip().casefold(), ())
    techniques = [iri for iri in bearers if not is_specifier(iri)] or list(bearers)
    labelled = [iri for iri in techniques if view.label(iri).casefold() == name.strip().casefold()]
    chosen = labelled or techniques
    return chosen[0] if len(chosen) == 1 else None


def _together(known: Users | None, more: Users) -> Users:
    if known is None:
        return more
    if isinstance(known, int) or isinstance(more, int):
        return (known if isinstance(known, int) else len(known)) + (
            more if isinstance(more, int) else len(more)
        )
    return known | more
