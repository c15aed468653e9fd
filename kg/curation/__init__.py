"""Curators' labels: what waits for one, what may be said, how far curators agree, and how good the rules are."""
