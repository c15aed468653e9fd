"""From what a usage table calls techniques to their IRIs."""

from kg.ontology.change import Change
from kg.ontology.impact.usage import Usage, Users
from kg.ontology.view import View
from kg.rdf.names import PREFIXES
from kg.rdf.panet import is_specifier


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
    return next((borne for view in views if (borne := _borne(name, view))), None)


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
