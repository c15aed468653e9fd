"""Files and git revisions to documents: ROBOT templates and the syntaxes of OWL."""
