"""Triples to verdict: SHACL shapes, compiled or through pySHACL."""
