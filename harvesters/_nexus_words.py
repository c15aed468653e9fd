"""Tell texts that say something from those that a template or a default left behind."""

import re

_PLACEHOLDERS = {
    "?", "??", "-", "--", "n/a", "na", "none", "null", "nan", "unknown", "unnamed", "undefined",
    "not defined", "not specified", "unspecified", "default", "todo", "tbd", "xxx", "untitled", "no title",
    "sample-char-data", "default sample", "unnamed sample", "no description provided",
    "no description provided.", "name surname",
}  # fmt: skip
_TEMPLATE = re.compile(r"^[{<$].*[}>]$|\{[A-Za-z_. -]+\}|-CHAR-DATA$")


def is_placeholder(text: str) -> bool:
    """Whether a text stands where nobody wrote one ("Unknown", "{title}", "SAMPLE-CHAR-DATA")."""
    return text.strip().lower() in _PLACEHOLDERS or _TEMPLATE.search(text) is not None
