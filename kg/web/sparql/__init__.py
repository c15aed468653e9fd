"""`/sparql` and what describes it: the protocol, the page, its examples, charts and vocabulary."""
