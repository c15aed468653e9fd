"""What relation words mean; the table is made by hand from the sources' own definitions."""

import pytest

from kg.citation.relation import read_relation
from kg.rdf.claim import WORK_KINDS, WorkKind

# DataCite kernel 4.7, all relation types: class, which side cites or is the version, part, derived; edge
KERNEL = """
IsCitedBy citation object
Cites citation subject
IsSupplementTo companion object
IsSupplementedBy companion subject
IsContinuedBy context
Continues context
Describes documentation subject
IsDescribedBy documentation object
HasMetadata context
IsMetadataFor context
HasVersion structure object version
IsVersionOf structure subject version
IsNewVersionOf structure subject version
IsPreviousVersionOf structure object version
IsPartOf structure subject part
HasPart structure object part
IsPublishedIn context
IsReferencedBy citation object
References citation subject
IsDocumentedBy documentation object
Documents documentation subject
IsCompiledBy context
Compiles context
IsVariantFormOf derivation subject derived
IsOriginalFormOf derivation object derived
IsIdenticalTo structure subject same
IsReviewedBy documentation object
Reviews documentation subject
IsDerivedFrom derivation subject derived
IsSourceOf derivation object derived
IsRequiredBy context
Requires context
Obsoletes status
IsObsoletedBy status
IsCollectedBy context
Collects context
IsTranslationOf structure subject version
HasTranslation structure object version
Other unknown
"""

# Crossref relations, DataCite events and lists, Scholix, OpenCitations, OpenAlex, Europe PMC, CiTO, RDF
OTHERS = """
is-supplemented-by companion subject
is-supplement-to companion object
references citation subject
is-referenced-by citation object
is-cited-by citation object
is-derived-from derivation subject derived
has-derivation derivation object derived
is-preprint-of structure subject version
has-preprint structure object version
is-version-of structure subject version
has-version structure object version
is-identical-to structure subject same
is-same-as structure subject same
is-part-of structure subject part
is-manifestation-of structure subject version
is-data-basis-for citation object
based-on-data citation subject
documents documentation subject
is-documented-by documentation object
has-review documentation object
is-review-of documentation subject
is-comment-on documentation subject
finances context
has-metadata context
citations citation object
parts structure object part
partOf structure subject part
versions structure object version
versionOf structure subject version
reference citation subject
relatedPublication citation object
relatedPublications citation object
same-record structure subject same
cites citation subject
referenced_works citation subject
cited_by citation object
related_works context
mentions context
IsRelatedTo context
HasAmongTopNSimilarDocuments context
usesDataFrom citation subject
providesDataFor citation object
cito:citesAsDataSource citation subject
http://purl.org/spar/cito/isCitedAsDataSourceBy citation object
cito:extends citation subject
http://www.w3.org/ns/prov#wasDerivedFrom derivation subject derived
dcterms:isReferencedBy citation object
"""


@pytest.mark.parametrize("line", [*KERNEL.split("\n"), *OTHERS.split("\n")])
def test_every_word_has_its_class_and_direction(line: str) -> None:
    if not line:
        return
    word, klass, *rest = line.split()
    found = read_relation(word)

    assert found.klass == klass
    if rest:
        assert found.citing == rest[0]
    assert found.edge == (rest[1] if len(rest) > 1 else None)


@pytest.mark.parametrize(
    "word", ["IsSupplementTo", "is-supplement-to", "isSupplementTo", "IS_SUPPLEMENT_TO", " Is supplement to "]
)
def test_spelling_does_not_matter(word: str) -> None:
    assert read_relation(word) == read_relation("IsSupplementTo")


@pytest.mark.parametrize(
    "word", ["", "unknown", "isSuplementTo", "10.5281/zenodo.1", "Cites something", "自"]
)
def test_other_words_are_not_guessed(word: str) -> None:
    assert read_relation(word).klass == "unknown"


@pytest.mark.parametrize("word", ["usesDataFrom", "citesAsDataSource", "is-data-basis-for", "based-on-data"])
def test_words_of_use_say_so(word: str) -> None:
    assert read_relation(word).sense == "use"


def test_a_mention_is_no_citation_but_told_apart() -> None:
    assert (read_relation("mentions").klass, read_relation("mentions").sense) == ("context", "mention")


@pytest.mark.parametrize(
    ("word", "subject", "object_", "klass", "citing"),
    [
        # SciCat: the record of data lists a publication; its kind may not be known.
        ("relatedPublications", "dataset", "publication", "citation", "object"),
        ("relatedPublications", "dataset", None, "citation", "object"),
        ("relatedPublications", "dataset", "dataset", "context", "object"),
        # ScholeXplorer says "IsRelatedTo" in either direction, also between two datasets.
        ("IsRelatedTo", "publication", "dataset", "citation", "subject"),
        ("IsRelatedTo", "dataset", "publication", "citation", "object"),
        ("IsRelatedTo", "software", "publication", "citation", "object"),
        ("IsRelatedTo", "dataset", "dataset", "context", "subject"),
        ("IsRelatedTo", "publication", "publication", "context", "subject"),
        ("IsRelatedTo", "publication", None, "context", "subject"),
        ("IsRelatedTo", None, None, "context", "subject"),
    ],
)
def test_what_is_not_stated_depends_on_the_kinds(
    word: str, subject: WorkKind | None, object_: WorkKind | None, klass: str, citing: str
) -> None:
    found = read_relation(word).between(subject, object_)

    assert (found.klass, found.citing, found.sense) == (klass, citing, "not-stated")


@pytest.mark.parametrize("word", ["Cites", "IsSupplementTo", "IsDerivedFrom", "mentions", "whatever"])
def test_what_is_stated_does_not(word: str) -> None:
    for subject in (*WORK_KINDS, None):
        for object_ in (*WORK_KINDS, None):
            assert read_relation(word).between(subject, object_) == read_relation(word)
