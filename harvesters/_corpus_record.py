"""One citation of the Data Citation Corpus: an article, the data that it cites, and who found that.

Unverified: no whole release was read. The keys are from the corpus's description and from single records
of releases 1.1 and 4.1 in public places. Whose `title` and `affiliations` are is told in two ways, the
article's and the data's, and among the records there are both, so neither is used.
"""

from pyoxigraph import NamedNode

from harvesters._accession import accession_iri
from harvesters._datacite_words import said
from harvesters._describe import Description
from harvesters._read import branch
from harvesters._same_work import compact
from harvesters._work import SaidWork, describe_work
from harvesters._work_date import partial_date
from kg.errors import BadRecord
from kg.harvest.payload import Json
from kg.rdf.claim import Claim
from kg.rdf.mint import doi_iri
from kg.resolve.doi import IN_TEXT
from kg.resolve.work_id import work_iri

CITES = "Cites"
"""The relation of the corpus: every record says that a publication cites data, and says it in no word."""

_FROM_TEXTS = {"eupmc", "czi"}
"""Sources that find data in the texts of articles."""


def citation_claim(body: dict[str, Json]) -> Claim:
    """The citation as a claim; its keys may be those of release 1, which called article and data otherwise.

    Raises:
        BadRecord: the article or the data have no identifier that is understood.
    """
    article = work_iri("doi", said(body, "publication", "objId"))
    data = data_iri(body)
    if article is None or data is None:
        raise BadRecord("A citation whose publication or dataset has no identifier that is understood.")
    source, stated = said(body, "source"), said(body, "relationTypeId")
    # Where a relation is stated, it is that of the data to the article.
    subject, target = (data, article) if stated else (article, data)
    names = ("publication", "dataset", "objId", "subjId", "relationTypeId", "repository", "source", "title")
    return Claim(
        subject,
        target,
        stated or CITES,
        compact({name: body[name] for name in names if body.get(name)}),
        asserted_by=source,
        origin=source,
        day=(said(body, "created") or "")[:10] or None,
        confidence=IN_TEXT if (source or "").lower() in _FROM_TEXTS else 1.0,
        subject_kind="dataset" if stated else "publication",
        object_kind="publication" if stated else "dataset",
    )


def data_iri(body: dict[str, Json]) -> NamedNode | None:
    """The data: by their DOI, else as an entry of their repository."""
    stated = data_words(body)
    if stated is None or (node := doi_iri(stated)):
        return node if stated else None
    repository = title_of(body, "repository")
    is_address = stated.lower().startswith(("http://", "https://"))
    if is_address or repository is None:
        return work_iri("url", stated)
    return accession_iri(repository, stated)


def data_words(body: dict[str, Json]) -> str | None:
    """The identifier of the data as it is written."""
    return said(body, "dataset", "subjId")


def describe_publication(description: Description, body: dict[str, Json], article: NamedNode) -> None:
    """What the corpus says of the article: where it appeared, and when."""
    issued = partial_date(said(body, "publishedDate"))
    container = title_of(body, "journal")
    describe_work(description, SaidWork(article, "publication", issued=issued, container=container))


def title_of(body: dict[str, Json], name: str) -> str | None:
    """A repository or journal by name: a text in CSV and in release 1, else an object with a title."""
    return said(branch(body, name), "title") or said(body, name)
