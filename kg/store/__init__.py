"""Where triples live: the live store, its generations, the stored queries."""
