"""Curators label pairs: a page and an interface for scripts, only where there are tokens."""
