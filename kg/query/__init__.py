"""Strangers' SPARQL, contained in worker processes."""
