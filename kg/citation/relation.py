"""What the relation words of all sources mean: which class, who cites whom, which works belong together.

Sources of the words: DataCite kernel 4.7 (relationType), its REST and Event Data forms, Crossref's
relations.xsd, Scholix, Dublin Core, PROV, schema.org, and CiTO (in `kg.citation.cito`). A word that is not
here is of class "unknown": kept and shown, never counted.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, get_args

from kg.citation.cito import CITING, CITING_FOR_USE
from kg.rdf.claim import WorkKind

RelationClass = Literal[
    "companion",
    "citation",
    "derivation",
    "documentation",
    "structure",
    "context",
    "status",
    "unknown",
]
RELATION_CLASSES: tuple[RelationClass, ...] = get_args(RelationClass)

Side = Literal["subject", "object"]
EdgeKind = Literal["same", "version", "part", "derived"]
Sense = Literal["use", "mention", "not-stated"]

PAIR_CLASSES: tuple[RelationClass, ...] = ("companion", "citation", "derivation", "documentation")
"""The classes that make pairs, best first. Only the first two are counted as citations."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What a relation word says.

    `citing` is the side that cites; of an edge, the version, the part or what was derived, which its other
    side is the concept, the whole or the source of. `sense` is "use" where the word says that the one was
    an input to the other, "mention" where it says that something is named outside a reference list, and
    "not-stated" where a source says only that two things have to do with each other (see `between`).
    """

    klass: RelationClass
    citing: Side = "subject"
    edge: EdgeKind | None = None
    sense: Sense | None = None

    def between(self, subject_kind: WorkKind | None, object_kind: WorkKind | None) -> "Relation":
        """The relation between two works of these kinds; another one only where nothing was stated.

        Of a publication and of data, or software, that have to do with each other, the publication is taken
        to cite. Between two publications, or two of which none is one, that would be a guess: context. A
        catalogue's word "related publication" says itself what its object is, as long as no kind is known.
        """
        if self.sense != "not-stated":
            return self
        kinds = {subject_kind, object_kind}
        if "publication" in kinds and kinds & {"dataset", "software"}:
            return replace(self, klass="citation", citing=_publication(subject_kind))
        says_itself = self.klass == "citation" and object_kind in (None, "publication")
        return self if says_itself and subject_kind != "publication" else replace(self, klass="context")


def _publication(subject_kind: WorkKind | None) -> Side:
    return "subject" if subject_kind == "publication" else "object"


UNKNOWN = Relation("unknown")


@lru_cache(maxsize=4096)
def read_relation(word: str) -> Relation:
    """The meaning of a relation word in any spelling: "IsSupplementTo", "is-supplement-to", "cito:cites".

    Of an IRI, its last part counts; class "unknown" for every other word.
    """
    said = word.strip()
    if said.lower().startswith(("http://", "https://")):
        said = re.split(r"[/#]", said.rstrip("/#"))[-1]
    return _WORDS.get(_squeezed(said.rpartition(":")[2]), UNKNOWN)


def _squeezed(word: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", word.lower())


def _pairs(klass: RelationClass, words: str, **more: object) -> dict[str, Relation]:
    """A table from lines of "what the citing side says / what the other side says", either may be missing."""
    found: dict[str, Relation] = {}
    for line in words.split():
        active, _, passive = line.partition("/")
        found[active.lower()] = Relation(klass, "subject", **more)  # type: ignore[arg-type]
        found[passive.lower()] = Relation(klass, "object", **more)  # type: ignore[arg-type]
    found.pop("", None)
    return found


# In every line: the word that the citing side, the version, the part or the derived work says, then the
# word of the other side.
_WORDS: dict[str, Relation] = {
    **_pairs("companion", "isSupplementedBy/isSupplementTo hasSupplement/ isSupplementaryMaterialOf/"),
    **_pairs(
        "citation",
        """cites/isCitedBy references/isReferencedBy reference/citations citation/citedBy
        referencedWorks/ isReferencing/ /isCitationOf""",
    ),
    # Crossref: an article to data that were not made for it; the citing side uses them.
    **_pairs("citation", "basedOnData/isDataBasisFor isBasedOnData/", sense="use"),
    **_pairs(
        "derivation",
        """isDerivedFrom/isSourceOf /hasDerivation isVariantFormOf/isOriginalFormOf isBasedOn/isBasisFor
        wasDerivedFrom/ hadPrimarySource/ source/""",
        edge="derived",
    ),
    **_pairs(
        "documentation",
        """documents/isDocumentedBy reviews/isReviewedBy isReviewOf/hasReview describes/isDescribedBy
        isCommentOn/hasComment isReplyTo/hasReply""",
    ),
    **_pairs("structure", "isPartOf/hasPart partOf/parts isComponentOf/hasComponent", edge="part"),
    **_pairs(
        "structure",
        """isVersionOf/hasVersion versionOf/versions isNewVersionOf/isPreviousVersionOf
        isPreprintOf/hasPreprint isManuscriptOf/hasManuscript isManifestationOf/hasManifestation
        isExpressionOf/hasExpression isFormatOf/hasFormat isTranslationOf/hasTranslation wasRevisionOf/""",
        edge="version",
    ),
    **_pairs(
        "structure",
        """isIdenticalTo/ isSameAs/ sameAs/ sameRecord/ alternateOf/ isAlternateIdentifier/ merges/isMergedIn
        hasAlternateIdentifier/""",
        edge="same",
    ),
    **_pairs(
        "context",
        """isMetadataFor/hasMetadata compiles/isCompiledBy collects/isCollectedBy isPublishedIn/
        continues/isContinuedBy requires/isRequiredBy finances/isFinancedBy funds/isFundedBy
        isAuthoredBy/ isAuthoredAt/ conformsTo/ relatedWorks/ isProducedBy/produces
        isAmongTopNSimilarDocuments/hasAmongTopNSimilarDocuments""",
    ),
    **_pairs("context", "mentions/isMentionedBy discusses/isDiscussedBy", sense="mention"),
    **_pairs("status", "obsoletes/isObsoletedBy replaces/isReplacedBy"),
    # A catalogue's list of publications: that the publication is about these data is said, not how.
    **_pairs("citation", "/relatedPublication /relatedPublications", sense="not-stated"),
    # Only the kinds of both sides tell whether this is a publication about data.
    **_pairs(
        "context",
        "isRelatedTo/ isRelatedMaterial/hasRelatedMaterial relation/ related/ relatedTo/",
        sense="not-stated",
    ),
    **_pairs("citation", CITING),
    **_pairs("citation", CITING_FOR_USE, sense="use"),
}
