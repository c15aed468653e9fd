"""Source record to triples: the contract, the outside world, the ledger, the run."""
