"""`/update` and `/rdf-graph-store`: changes asked for over HTTP."""
