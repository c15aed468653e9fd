"""What can come of reading a refused text: a mistake, or something that this reader does not know."""

from kg.rdf.sparql import Token


class Mistake(Exception):
    """The first token that cannot be where it stands.

    `told` says what was found and expected, `hint` what was probably meant ("" where that is not known).
    `says` is a phrase of the engine about the same thing, for what its grammar allows and it still refuses.
    `is_open` marks a piece that the engine may have read on from to anywhere, `is_local` what our own engine
    refuses and another may take.
    """

    def __init__(
        self,
        token: Token,
        told: str,
        hint: str = "",
        *,
        says: str = "",
        is_open: bool = False,
        is_local: bool = False,
    ) -> None:
        super().__init__(told)
        self.token, self.told, self.hint = token, told, hint
        self.says, self.is_open, self.is_local = says, is_open, is_local


class Foreign(Exception):
    """The text has what is beyond SPARQL 1.1, which the engine may know and this reader does not."""
