"""The publisher's check of a data availability statement: what it names, and what the graph knows of it."""
