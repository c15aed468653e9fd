"""A small world of data, articles and what was derived, for pages about citations; all of it is invented.

What the pages have to say of it is worked out beside the tests that ask.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import pyoxigraph

from kg.citation.book import NAME
from kg.citation.build import World, bring_up_to_date
from kg.citation.intake import GraphState
from kg.citation.schema import STEPS
from kg.loading import load_files
from kg.pipeline import publish
from kg.store.home import Home

AT = "2026-06-01T00:00:00+00:00"
GRAPHS = "https://w3id.org/pan-kg/graph"

PREFIXES = """
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix pan: <https://w3id.org/pan-kg/def#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix d: <https://doi.org/10.5072/> .
@prefix : <https://example.org/> .
"""

DATA = """
d:raw a pan:DataCollection, dcat:Dataset ; dcterms:title "Gel, raw" ; dcterms:creator :ada ;
  dcterms:publisher :north ; pan:facility :north ; pan:instrument :n7 ; pan:proposal :p12 ;
  dcterms:hasPart :run1 ; pan:collectionStart "2019-04-02T08:00:00"^^xsd:dateTime ;
  dcterms:available "2022-04-02"^^xsd:date ; dcterms:issued "2022"^^xsd:gYear ; pan:dataKind pan:Raw .
:run1 a pan:Dataset, dcat:Dataset ; dcterms:title "Gel, run 1" ;
  pan:collectionStart "2019-04-02T09:00:00"^^xsd:dateTime .
:ada a pan:Person ; foaf:name "Fermi, Ada" .
:north a pan:Facility, pan:Organisation ; foaf:name "Northern Neutron Source" .
:n7 a pan:Instrument ; rdfs:label "N7" .
:p12 a pan:Proposal ; dcterms:identifier "NN-12" .

d:cooked a pan:Dataset, dcat:Dataset ; dcterms:title "Gel, cooked" ; prov:wasDerivedFrom d:raw ;
  prov:wasGeneratedBy :cooking .
:cooking a prov:Activity ; prov:used :stove . :stove a pan:Software ; schema:name "Stove 2.0" .
d:served a pan:Dataset, dcat:Dataset ; dcterms:title "Gel, served" ; prov:wasDerivedFrom d:cooked .
d:snake1 a pan:Dataset, dcat:Dataset ; dcterms:title "Head" ; prov:wasDerivedFrom d:snake2 .
d:snake2 a pan:Dataset, dcat:Dataset ; dcterms:title "Tail" ; prov:wasDerivedFrom d:snake1 .
"""

ARTICLES = """
d:own a pan:Publication ; dcterms:title "What the gel does" ; dcterms:issued "2020-03-01"^^xsd:date ;
  dcterms:creator :ada, :lise ; pan:teamComplete true ; schema:isPartOf "Invented Letters" .
:ada a pan:Person ; foaf:name "Fermi, Ada" .
:lise a pan:Person ; foaf:name "Lise Meitner" ; foaf:givenName "Lise" ; foaf:familyName "Meitner" .
d:strange a pan:Publication ; dcterms:title "Gels compared" ; dcterms:issued "2023"^^xsd:gYear ;
  dcterms:creator :zoe ; pan:teamComplete true .
:zoe a pan:Person ; foaf:name "Zoe Quill" .
d:third a pan:Publication ; dcterms:title "Third" ; dcterms:issued "2024-01"^^xsd:gYearMonth .

:c1 a pan:CitationClaim ; pan:claimSubject d:own ;
  pan:claimObject d:raw ; pan:relationType "is-supplemented-by" ;
  pan:claimText "{\\"id\\": \\"10.5072/raw\\"}" ; pan:assertedBy "subject" ; pan:field "relation" .
:c2 a pan:CitationClaim ; pan:claimSubject d:strange ;
  pan:claimObject d:raw ; pan:relationType "reference" ;
  pan:claimText "ref 7" ; pan:citingText "The gel data of Fermi were taken from the archive." .
:c3 a pan:CitationClaim ; pan:claimSubject d:third ;
  pan:claimObject d:cooked ; pan:relationType "reference" ;
  pan:claimText "<script>alert(1)</script>" ;
  pan:citingText "</blockquote><img src=x onerror=alert(1)>" .
:c4 a pan:CitationClaim ; pan:claimSubject d:strange ;
  pan:claimObject d:cooked ; pan:relationType "reference" ;
  pan:claimText "ref 8" .
:c5 a pan:CitationClaim ; pan:claimSubject d:own ;
  pan:claimObject <https://doi.org/10.5072/own/s1.cif> ; pan:relationType "is-supplemented-by" ;
  pan:claimText "cif" .
:c6 a pan:CitationClaim ; pan:claimSubject d:own ;
  pan:claimObject d:strange ; pan:relationType "reference" ;
  pan:claimText "an article" .
:c7 a pan:CitationClaim ; pan:claimSubject d:own ;
  pan:claimObject d:riddle ; pan:relationType "reference" ;
  pan:claimText "who knows" .
:c8 a pan:CitationClaim ; pan:claimSubject d:third ;
  pan:claimObject d:served ; pan:relationType "reference" ;
  pan:claimText "ref 2" .
"""

REGISTRY = """
:r1 a pan:CitationClaim ; pan:claimSubject d:raw ; pan:claimObject d:strange ; pan:relationType "IsCitedBy" ;
  pan:claimText "citations" ; pan:claimOrigin "Crossref" .
:r2 a pan:CitationClaim ; pan:claimSubject d:raw ; pan:claimObject d:raw ; pan:relationType "IsCitedBy" ;
  pan:claimText "a loop" .
:r3 a pan:CitationClaim ; pan:claimSubject d:raw.v1 ; pan:claimObject d:raw ; pan:relationType "IsVersionOf" ;
  pan:claimText "a version" .
:n1 a pan:StatedCount ; pan:countOf d:raw ; pan:metric "citationCount" ; pan:number 9 .
:n2 a pan:StatedCount ; pan:countOf d:raw ; pan:metric "unique-dataset-requests" ; pan:number 5 ;
  pan:countFrom "2026-01-01" ; pan:countTo "2026-01-31" ; pan:countNote "3040 partial data" .
"""

SOURCES = {"scicat": DATA, "crossref": ARTICLES, "datacite": REGISTRY}


def graph_of(source: str) -> str:
    """The name of a source's one graph."""
    return f"{GRAPHS}/{source}/0123456789abcdef0123"


def turtle(source: str) -> str:
    """What a source says."""
    return PREFIXES + SOURCES[source]


def cited_store(folder: Path) -> Path:
    """The graph alone, on disk; the folder of the graph."""
    folder.mkdir(parents=True)
    store = pyoxigraph.Store(str(folder / "graph"))
    for source in SOURCES:
        name = pyoxigraph.NamedNode(graph_of(source))
        store.load(turtle(source).encode(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=name)
    store.flush()
    return folder / "graph"


def cited_book(file: Path) -> Path:
    """The book that follows from it."""
    held = {
        graph_of(source): [(of.subject, of.predicate, of.object) for of in _parsed(source)]
        for source in SOURCES
    }
    states = [GraphState(graph_of(source), "x", source, AT) for source in SOURCES]

    def read(names: Sequence[str]) -> Iterator[tuple[str, Iterable[Any]]]:
        return ((name, held[name]) for name in names)

    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        database.executescript(f"{''.join(STEPS)}; PRAGMA user_version = {len(STEPS)}")
        bring_up_to_date(database, states, World(read, lambda _: None), 1, AT)
    return file


def cited_home(folder: Path) -> Path:
    """A store that serves it all."""
    home = Home(folder / "home")
    files = []
    for source in SOURCES:
        file = folder / f"{source}.trig"
        prefixes, body = PREFIXES, turtle(source).removeprefix(PREFIXES)
        file.write_text(f"{prefixes}<{graph_of(source)}> {{\n{body}\n}}\n", encoding="utf-8")
        files.append(file)
    load_files(home, files)
    generation = publish(home)
    (generation.path / NAME).unlink()
    cited_book(generation.path / NAME)
    return home.path


def _parsed(source: str) -> Iterator[pyoxigraph.Quad]:
    return iter(pyoxigraph.parse(turtle(source).encode(), format=pyoxigraph.RdfFormat.TURTLE))
