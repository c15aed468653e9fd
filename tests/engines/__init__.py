"""One behaviour, whichever engine holds the graphs."""
