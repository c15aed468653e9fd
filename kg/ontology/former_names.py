"""Write what terms of PaNET are called in other releases than the shipped one, for linking texts."""

from collections import defaultdict
from collections.abc import Iterable

from kg.errors import BadInput
from kg.ontology.document import Document
from kg.rdf.names import PANET
from kg.rdf.panet import PanetTable, normal_name

HEADER = """\
# What terms of PaNET are called in other releases than the shipped one; no definitions.
# Written by `kg ontology former-names`; do not edit.
# Names by the PaNET contributors, http://purl.org/pan-science/PaNET/PaNET.owl, CC BY 4.0.
iri\tname\treleases
"""


def former_names(releases: Iterable[tuple[str, Document]], table: PanetTable) -> bytes:
    """The table of names, by term; `releases` are pairs of version and document.

    Left out are terms that `table` has not, names that it gives to any term, and what is no text.

    Raises:
        BadInput: a release defines no class of PaNET.
    """
    known = {normal_name(name) for term in table.terms.values() for name in (term.label, *term.alt_labels)}
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for version, document in releases:
        classes = [iri for iri in document.classes if iri.startswith(str(PANET))]
        if not classes:
            raise BadInput(f"{document.name} defines no class of {PANET}; give a release of PaNET.")
        for iri in classes:
            term = document.terms[iri]
            for name in (term.label or "", *term.alt_labels):
                written = " ".join(name.split())
                if iri in table.terms and written and normal_name(written) not in known:
                    found[iri, written].append(version)
    rows = (f"{iri}\t{name}\t{'|'.join(versions)}\n" for (iri, name), versions in sorted(found.items()))
    return (HEADER + "".join(rows)).encode()
