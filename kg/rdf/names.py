"""Every namespace in use, and nothing else."""

from pyoxigraph import NamedNode


class Namespace(dict[str, NamedNode]):
    """A vocabulary: `DCAT["Dataset"]` is its term, `str(DCAT)` its IRI.

    A dict of the terms asked for, because harvesting asks for the same few hundred millions of times.
    """

    def __init__(self, iri: str) -> None:
        super().__init__()
        self._iri = iri

    def __missing__(self, name: str) -> NamedNode:
        """The term `name` of this vocabulary."""
        term = self[name] = NamedNode(self._iri + name)
        return term

    def __str__(self) -> str:
        return self._iri


ACCESS = Namespace("http://publications.europa.eu/resource/authority/access-right/")
ATOM = Namespace("http://www.w3.org/2005/Atom")
CITO = Namespace("http://purl.org/spar/cito/")
CSVW = Namespace("http://www.w3.org/ns/csvw#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")
DC = Namespace("http://purl.org/dc/elements/1.1/")
DCT = Namespace("http://purl.org/dc/terms/")
ENTAILMENT = Namespace("http://www.w3.org/ns/entailment/")
ESRFET = Namespace("https://w3id.org/PaN/ESRFET#")
FABIO = Namespace("http://purl.org/spar/fabio/")
FILE_FORMAT = Namespace("http://www.w3.org/ns/formats/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
IANA = Namespace("https://www.iana.org/assignments/media-types/")
LINKML = Namespace("https://w3id.org/linkml/")
NEXUS = Namespace("http://purl.org/nexusformat/definitions/")
OBO = Namespace("http://purl.obolibrary.org/obo/")
OBO_IN_OWL = Namespace("http://www.geneontology.org/formats/oboInOwl#")
ORG = Namespace("http://www.w3.org/ns/org#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
PAN = Namespace("https://w3id.org/pan-kg/def#")
PANET = Namespace("http://purl.org/pan-science/PaNET/")
PROV = Namespace("http://www.w3.org/ns/prov#")
QUANTITY_KIND = Namespace("http://qudt.org/vocab/quantitykind/")
QUDT = Namespace("http://qudt.org/schema/qudt/")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
SCHEMA = Namespace("https://schema.org/")
SCHEMA_STORE = Namespace("https://json.schemastore.org/")
SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SEMAPV = Namespace("https://w3id.org/semapv/vocab/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
SOSA = Namespace("http://www.w3.org/ns/sosa/")
SPDX = Namespace("http://spdx.org/rdf/terms#")
SSN = Namespace("http://www.w3.org/ns/ssn/")
UNIT = Namespace("http://qudt.org/vocab/unit/")
SSSOM = Namespace("https://w3id.org/sssom/")
VOID = Namespace("http://rdfs.org/ns/void#")
XML = Namespace("http://www.w3.org/XML/1998/namespace")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")

LDP = Namespace("http://www.w3.org/ns/ldp#")
OPENLINK = Namespace("http://www.openlinksw.com/")
URIQA = Namespace("http://localuriqaserver/")
"""With the two above: what Virtuoso names the graphs that it keeps for itself."""

CREATIVE_COMMONS = Namespace("https://creativecommons.org/")
DOI = Namespace("https://doi.org/")
HANDLE = Namespace("https://hdl.handle.net/")
OC_META = Namespace("https://w3id.org/oc/meta/br/")
OPENALEX = Namespace("https://openalex.org/")
ORCID = Namespace("https://orcid.org/")
PMC = Namespace("https://www.ncbi.nlm.nih.gov/pmc/articles/")
PUBMED = Namespace("https://pubmed.ncbi.nlm.nih.gov/")
ROR = Namespace("https://ror.org/")
SPDX_LICENCE = Namespace("https://spdx.org/licenses/")

THING = Namespace("https://w3id.org/pan-kg/id/")
"""IRIs of things that have no better identifier than ours."""

GRAPH = Namespace("https://w3id.org/pan-kg/graph/")
"""Named graphs: one per source record, one per shipped vocabulary."""

PREFIXES: dict[str, Namespace] = {
    "cito": CITO,
    "dcat": DCAT,
    "dcterms": DCT,
    "fabio": FABIO,
    "foaf": FOAF,
    "org": ORG,
    "owl": OWL,
    "pan": PAN,
    "panet": PANET,
    "prov": PROV,
    "qudt": QUDT,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "sh": SH,
    "skos": SKOS,
    "sosa": SOSA,
    "spdx": SPDX,
    "ssn": SSN,
    "void": VOID,
    "xsd": XSD,
}
"""The prefixes that pages, examples and Turtle answers use."""
