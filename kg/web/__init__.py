"""The browser's and the machine's edge: pages, SPARQL endpoint, JSON."""
