"""What the shape of a DOI says of the kind of thing, where its registrant uses it for no other kind.

The registration agency does not tell: Crossref registers datasets, and DataCite articles. So only shapes
count that publishers and repositories document or always follow; everything else stays unknown.
"""

import re
from functools import lru_cache
from typing import Literal

Shape = Literal["dataset", "publication", "component"]

_COMPONENTS = re.compile(
    r"10\.1107/s\w{16}/\w+sup\d+(?:\.\w+)?$"  # IUCr: CIF, structure factors
    r"|10\.1371/journal\.\w+\.\d+\.[stg]\d{3}$"  # PLOS
    r"|10\.3389/f\w+\.\d{4}\.\d{5}\.s\d{3}$"  # Frontiers
    r"|10\.1021/\w+(?:\.\w+)*\.s\d{3}$"  # ACS
    r"|10\.7554/elife\.\d+\.\d{3}$"  # eLife
    r"|10\.1021/.*/suppl_file/.*$"
)
_DATA = re.compile(
    r"10\.5061/dryad\.|10\.17632/|10\.2210/(?:pdb|rcsb_pdb)|10\.5517/|10\.6019/empiar|10\.15785/sbgrid"
    r"|10\.11577/|10\.18430/|10\.25505/fiz\.icsd|10\.1594/pangaea\."
)
_ARTICLES = re.compile(
    r"10\.1107/s\d{15}[\dx]$"  # IUCr
    r"|10\.1038/(?:s\d{5}-|nature|n[a-z]{2,6}\.?\d|srep)"
    r"|10\.1103/(?:physrev|revmodphys|prxquantum|prxenergy|prxlife)"
    r"|10\.1016/(?:j\.|s\d{4}-|b978)"
    r"|10\.1021/(?:acs|ja|jp|la|ma|nl|nn|cm|ic|ar|cr)[a-z.]*[\da-z]+$"
    r"|10\.1126/(?:science|sciadv)\."
    r"|10\.1073/pnas\.\d+$"
    r"|10\.1002/(?:a[a-z]{3}|[a-z]{4})\.\d+$|10\.1111/[a-z]{3,4}\.\d+$"
    r"|10\.1063/\d\.\d+$|10\.1088/\d{4}-\d{3}[\dx]/|10\.1039/[a-z]\d[a-z]{2}\d{5}[a-z]$"
    r"|10\.1093/[a-z]+/|10\.1140/|10\.1371/journal\.\w+\.\d+$|10\.3390/[a-z]+\d+$"
    r"|10\.3389/f\w+\.\d{4}\.\d{5}$|10\.7554/elife\.\d+$"
    r"|10\.48550/arxiv\.|10\.26434/chemrxiv|10\.1101/\d{4}\.\d\d\.\d\d\.|10\.1007/s\d{5}-"
)


@lru_cache(maxsize=4096)
def shape_of(doi: str) -> Shape | None:
    """What a DOI (lower case, bare) stands for by its shape; None where that is not sure.

    >>> shape_of("10.1107/s1600576720005282/ab1234sup1.cif"), shape_of("10.1107/s1600576720005282")
    ('component', 'publication')
    """
    if _COMPONENTS.match(doi):
        return "component"
    if _ARTICLES.match(doi):
        return "publication"
    return "dataset" if _DATA.match(doi) else None
