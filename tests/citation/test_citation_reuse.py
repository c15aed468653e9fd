"""What counts as evidence that data were used."""

from collections.abc import Mapping

import pytest

from kg.citation.relation import RelationClass
from kg.citation.reuse import is_reuse
from kg.citation.row import BehindName


@pytest.mark.parametrize(
    ("klass", "relations", "labels", "behind", "value"),
    [
        ("citation", ["Cites", "IsReferencedBy"], {}, "independent", "unknown"),
        ("citation", ["cito:usesDataFrom"], {}, "independent", "yes"),
        ("citation", ["Cites", "is-data-basis-for"], {}, "unknown", "yes"),
        ("derivation", ["IsDerivedFrom"], {}, "same_team", "yes"),
        ("companion", ["IsSupplementTo", "References"], {}, "companion", "no"),
        ("citation", ["Cites"], {}, "companion", "no"),
        ("documentation", ["IsDocumentedBy"], {}, "unknown", "unknown"),
        ("citation", [], {}, None, "unknown"),
        ("citation", ["Cites"], {"a": "yes"}, "unknown", "yes"),
        ("companion", ["IsSupplementTo"], {"a": "yes", "b": "yes"}, "companion", "yes"),
        ("citation", ["usesDataFrom"], {"a": "no"}, "unknown", "no"),
        ("citation", ["Cites"], {"a": "yes", "b": "no"}, "unknown", "unknown"),
        ("citation", ["Cites"], {"a": "yes", "b": "unknown"}, "unknown", "yes"),
        ("citation", ["usesDataFrom"], {"a": "unknown"}, "unknown", "unknown"),
        ("citation", ["usesDataFrom"], {"a": "perhaps"}, "unknown", "yes"),
    ],
)
def test_reuse(
    klass: RelationClass, relations: list[str], labels: Mapping[str, str], behind: BehindName, value: str
) -> None:
    found = is_reuse(klass, relations, labels, behind)

    assert found.value == value
    assert found.evidence
    assert is_reuse(klass, relations[::-1], dict(reversed(list(labels.items()))), behind) == found


def test_the_evidence_names_the_word_or_the_curators() -> None:
    used = is_reuse("citation", ["cites", "usesDataFrom"])
    told = is_reuse("citation", ["cites"], {"b": "no", "a": "yes"})

    assert used.evidence == ({"rule": "relation of use", "relation": "usesDataFrom"},)
    assert told.evidence == (
        {"rule": "curator", "curator": "a", "said": "yes"},
        {"rule": "curator", "curator": "b", "said": "no"},
    )
