"""How well questions are read, techniques linked and datasets ranked, beside other ways of doing it."""
