"""The oddities of real catalogues, on invented records: what every harvest must survive and count.

Each was met in real catalogues: a label that contradicts its technique id, dummy ORCIDs, dates that never
were, markup and control characters in titles, blanks in identifiers, an error body saved as a record.
"""

from typing import Any

from kg.rdf.names import PANET

Json = dict[str, Any]

NO_TITLE_PID = "cirrus/no-title"
"""The dataset that breaks the minimal shape, and so must end in quarantine."""

LOGIN_PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Please sign in</h1></body></html>\n"
)
"""What a proxy answers instead of JSON once a session has run out."""


def bend(datasets: list[Json]) -> None:
    """Give some of the datasets, in place, the oddities that real ones have."""
    for instrument, oddity in _ODDITIES:
        untouched = (
            record
            for record in datasets
            if record["creationLocation"].endswith(instrument) and "odd" not in record
        )
        next(untouched).update(oddity | {"odd": True})
    for record in datasets:
        record.pop("odd", None)


_ODDITIES: tuple[tuple[str, Json], ...] = (
    ("STRATUS", {"techniques": [{"pid": PANET["PaNET01177"].value, "name": "X-Ray Reflectivity (XRR)"}]}),
    ("STRATUS", {"orcidOfOwner": "0000-0000-0000-0000", "license": "CC BY-NC 4.0"}),
    (
        "NIMBUS",
        {"creationTime": "2023-02-30T25:61:00.000Z", "startTime": "2023-02-30", "endTime": "0000-00-00"},
    ),
    (
        "STRATUS",
        {"datasetName": "<script>alert('sample')</script> Wing \u0007scales, <b>far</b> field\u0000"},
    ),
    ("STRATUS", {"techniques": [], "keywords": ["ptychography"]}),
    ("NIMBUS", {"techniques": [{"pid": "", "name": "Serial femtosecond crystallography"}]}),
    ("STRATUS", {"techniques": [{"pid": "PaNET:PaNET01212", "name": "ptychography"}]}),
    ("NIMBUS", {"techniques": [{"pid": "PaNET01168", "name": "SFX"}], "license": ""}),
    ("NIMBUS", {"techniques": [{"pid": "unknown", "name": "weather watching"}]}),
    ("STRATUS", {"instrumentId": "/Cirrus-Free-Electron-Laser/STRATUS station <2>", "owner": "cirrus_ops"}),
)


def odd_records() -> list[Json]:
    """Records that are none, or hardly: one without a title, one with blanks in its pid, one error body."""
    return [
        {
            "pid": NO_TITLE_PID,
            "datasetName": "",
            "type": "raw",
            "owner": "Odo Barometer",
            "creationTime": "2024-05-04T10:00:00.000Z",
            "isPublished": True,
            "techniques": [],
        },
        {
            "pid": "cirrus/run 0042 <final>",
            "datasetName": "Dark frames of the day",
            "description": "A pid with blanks and brackets. Invented record of the pan-kg sample world.",
            "type": "raw",
            "owner": "Odo Barometer",
            "creationTime": "2024-05-04T11:00:00.000Z",
            "creationLocation": "STRATUS",
            "isPublished": True,
            "techniques": [],
        },
        {"error": {"statusCode": 403, "name": "Error", "message": "Forbidden resource"}},
    ]
