"""One module per source; see kg.harvest.source for the contract."""
