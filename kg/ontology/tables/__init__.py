"""A release as a store takes it in: names, definitions and classified hierarchy as one Turtle file each."""
