"""The language all stages speak: names, terms, IRIs, syntaxes, shipped files."""
