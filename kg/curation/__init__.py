"""Curators' labels: what waits for one, what may be said, how far curators and rules agree."""
