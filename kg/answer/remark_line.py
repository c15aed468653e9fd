"""A comment in SPARQL that holds text from outside."""

import re

_LONGEST = 300
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\\]+"
)


def remark(text: str) -> str:
    r"""The text as one comment line.

    Nothing in it can end the line or turn its direction. Backslashes are taken out, too: a reader of SPARQL
    decodes `\u000A` before it looks for comments.
    """
    plain = " ".join(_UNSAFE.sub(" ", text).split())
    return f"# {plain[:_LONGEST]}{'…' if len(plain) > _LONGEST else ''}"
