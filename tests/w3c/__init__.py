"""Reading the W3C SPARQL 1.1 test suite, and comparing answers with what it expects."""
