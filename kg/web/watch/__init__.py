"""What the operator sees: metrics and the log of queries."""
