"""Reports: what is known of the citation and reuse of a facility's data, and how it is known."""
