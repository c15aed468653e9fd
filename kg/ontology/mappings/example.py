"""The tiny ontology and tables on which the rules about mappings show what they mean."""

from kg.ontology.mappings.rule import MappingExample

ONTOLOGY = """\
ID,Label,Alternative,Retired,Replaced by,Parent
ID,A rdfs:label,A skos:altLabel,AT owl:deprecated^^xsd:boolean,AI IAO:0100001,SC %
http://purl.org/pan-science/PaNET/PaNET00001,photon and neutron technique,,,,
http://purl.org/pan-science/PaNET/PaNET01022,diffraction,lattice scattering,,,photon and neutron technique
http://purl.org/pan-science/PaNET/PaNET01030,powder diffraction,,,,diffraction
http://purl.org/pan-science/PaNET/PaNET01188,small angle scattering,SAS,,,photon and neutron technique
http://purl.org/pan-science/PaNET/PaNET01999,obsolete lattice method,,true,http://purl.org/pan-science/PaNET/PaNET01022,
"""
"""A ROBOT template of PaNET's form."""

METADATA = """\
#curie_map:
#  panet: http://purl.org/pan-science/PaNET/
#  other: https://example.org/technique/
#  orcid: https://orcid.org/
#license: https://creativecommons.org/licenses/by/4.0/
#mapping_set_id: https://example.org/mappings/example
"""

HEADER = "subject_id,subject_label,predicate_id,object_id,object_label,mapping_justification"
MANUAL = "semapv:ManualMappingCuration"
FAULTLESS = f"panet:PaNET01022,diffraction,skos:exactMatch,other:1,Diffraction,{MANUAL}"


def example(*rows: str, header: str = HEADER, metadata: str = METADATA) -> MappingExample:
    """A table of these rows below a faultless header."""
    return MappingExample(metadata + "\n".join((header, *rows)) + "\n")


def with_column(name: str, value: str) -> MappingExample:
    """A table of one faultless row with one more column."""
    return example(f"{FAULTLESS},{value}", header=f"{HEADER},{name}")
