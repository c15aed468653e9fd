"""Changes to single graphs, asked for from outside: SPARQL Update and the Graph Store Protocol.

Graphs of harvested records and shipped vocabularies belong to their sources. Putting, adding to or removing
one of these is refused. A SPARQL Update may reach them, for it may reach everything; when its text can, the
ledger doubts what it knows of all records, so that the next harvest writes them as their source has them, and
the shipped graphs are loaded again before the change is published.
"""
