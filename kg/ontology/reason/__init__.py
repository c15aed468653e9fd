"""What follows from a document: the classified hierarchy, why, and what contradicts itself."""
