"""What a text leaves unsaid where it stands: a light source's "Powder diffraction" is that of x-rays."""

from kg.errors import BadInput
from kg.link.acronyms import pairs
from kg.link.evidence import BEAMS
from kg.link.names import Names
from kg.link.readings import Reading

PROBES = {"x-ray": "xray", "neutron": "neutron"}
"""The contexts there are, and the word that each leaves unsaid."""

_BEAMS = BEAMS | {"electron", "photon", "light", "visible", "optical"}
"""Words that say the probe; a text with one of them leaves nothing unsaid."""


def probe_at(place: str) -> str | None:
    """The probe that a facility's short name ("esrf", "ill") stands for; None where it has more than one.

    Source: `lexicon/link-places.tsv`.
    """
    return dict(pairs("link-places.tsv")).get(place.strip().casefold())


def read_context(text: str | None) -> str | None:
    """The context that someone names: "x-ray", "neutron", or the short name of a facility of one probe.

    Raises:
        BadInput: it is neither.
    """
    if text is None or not text.strip():
        return None
    said = text.strip().casefold().replace("xray", "x-ray").removesuffix("s")
    if said in PROBES:
        return said
    if probe := probe_at(text):
        return probe
    raise BadInput(
        f"{text[:80]!r} says no probe: give x-ray, neutron, or the short name of a facility that has one of "
        "them, such as esrf or ill; leave it out where both are used."
    )


def unsaid(reading: Reading, context: str | None, names: Names) -> tuple[str, str] | None:
    """The term that is called what the text says and the probe of its place besides: (IRI, name).

    None where the text names a probe, is itself no name, or no term is called so.
    """
    if context is None or _BEAMS & {*reading.words} or tuple(sorted(reading.words)) not in names.called:
        return None
    places = names.called.get(tuple(sorted((*reading.words, PROBES[context]))), ())
    first = min((names.all[place] for place in places), key=lambda name: (name.kind, name.iri), default=None)
    return (first.iri, first.written) if first else None
