"""The ontology workbench: read, classify, snapshot."""
