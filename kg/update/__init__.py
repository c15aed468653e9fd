"""Bring a new release of a vocabulary into a store: what it would change first, then one generation."""
