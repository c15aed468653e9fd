"""Links of many phrases as an SSSOM table to be reviewed: proposals, by no one's authority."""

from collections.abc import Iterable, Iterator, Sequence

from kg.link.link import Link
from kg.rdf.names import CREATIVE_COMMONS, PAN, PANET, SEMAPV, SKOS

_OURS = str(PAN).removesuffix("def#")
_COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification",
    "confidence", "match_string", "comment",
)  # fmt: skip


def sssom(
    answers: Iterable[tuple[str, Sequence[Link]]], version: str, made_on: str, by_meaning: bool
) -> Iterator[str]:
    """The lines of the table, one row for a sure link, as many as are offered for an unsure one.

    `version` is PaNET's, `made_on` an ISO date; `by_meaning`: an encoder took part. The predicates are
    proposals: exact for the same words, close for a sure link else, related for what is only offered.
    """
    yield from (
        "#curie_map:",
        f"#  panet: {PANET}",
        f"#  phrase: {_OURS}phrase/",
        f"#  semapv: {SEMAPV}",
        f"#  skos: {SKOS}",
        f"#mapping_set_id: {_OURS}links",
        f"#mapping_date: {made_on}",
        f"#license: {CREATIVE_COMMONS}licenses/by/4.0/",
        f"#object_source: {PANET}PaNET.owl",
        f'#object_source_version: "{version}"',
        "#comment: Proposed by kg link, unreviewed; phrase numbers are the order of the phrases.",
        "\t".join(_COLUMNS),
    )
    for number, (phrase, found) in enumerate(answers, start=1):
        for link in found:
            if link.certain or not found[0].certain:
                yield "\t".join(_row(number, phrase, link, by_meaning))


def _row(number: int, phrase: str, link: Link, by_meaning: bool) -> tuple[str, ...]:
    exact = link.basis.startswith("exact")
    predicate = ("exactMatch" if exact else "closeMatch") if link.certain else "relatedMatch"
    similar = "SemanticSimilarityThresholdMatching" if by_meaning else "LexicalSimilarityThresholdMatching"
    return (
        f"phrase:{number}",
        " ".join(phrase.split()),
        f"skos:{predicate}",
        f"panet:{link.iri.removeprefix(str(PANET))}",
        link.label,
        f"semapv:{'LexicalMatching' if exact else similar}",
        f"{link.score:.4f}",
        link.matched,
        link.basis if link.certain else f"unsure: {link.basis}",
    )
