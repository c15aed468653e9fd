"""Every hostile query, and those of them that would go on for ever."""

from hostile import depth, growth, oddities, width
from hostile.case import READ

CASES = [*depth.CASES, *width.CASES, *growth.CASES, *oddities.CASES]
"""All queries; names are unique."""

ENDLESS = [case for case in growth.CASES if not case.reasons & READ - {"too-large"}]
"""Queries that only a limit stops."""

HOPELESS = [
    case
    for case in (*growth.CROSSED, *growth.CLOSURES)
    if case in ENDLESS and case.name != "cross product, a million rows"
]
"""Those of them that come no nearer to an end in two seconds than in one."""
