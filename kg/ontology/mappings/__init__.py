"""SSSOM mapping tables (https://mapping-commons.github.io/sssom/) against a version of an ontology.

rows, metadata, read   bytes -> MappingTable: every cell keeps its place in the text
identifier, vocabulary what an id stands for, and what the ontology knows of it
mapping                one row as a mapping, swapped columns seen through
finding, rule, rules/  one documented module per rule: Asked -> hits, with the repair where one is sure
check                  all rules over one table -> MappingReview
fix                    the sure repairs written into the text, everything else byte for byte
drift                  what a change of the ontology does to the mappings
align                  candidates for a new table, from names that two ontologies share
"""
