"""The search page in parts: addresses, chips, hits, facets, timeline, help."""
