"""The ontology editor's pages and interface: reviews of a change, the rules, the release served here."""
