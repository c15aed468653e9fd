"""Citations: what sources claim, which identifiers mean one thing, and the pairs that remain."""
