"""The check of a data availability statement: what each of its identifiers leads to."""
