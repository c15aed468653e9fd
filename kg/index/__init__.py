"""Generation to indexes: documents, words, vectors."""
