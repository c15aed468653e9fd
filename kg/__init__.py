"""PaN knowledge graph: facility records go in, checked and connected RDF comes out, people ask it things.

Read the folders in this order: `rdf` (the language), `harvest` (record to triples), `check` (triples to
verdict), `ontology`, `store` (where triples live), `index` (generation to indexes), `answer` (question to
answer), `query` (strangers' SPARQL, contained), `web` and `cli` (the edges). `pipeline` alone sees them all.
"""

__version__ = "0.1.0"
