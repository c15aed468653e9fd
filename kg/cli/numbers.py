"""The numbers that a question asked for, as the shell shows them."""

from typing import TYPE_CHECKING

from kg.cli.show import say

if TYPE_CHECKING:
    from kg.answer.aggregate import Aggregate

_NOUNS = {
    "facility": "facilities", "instrument": "instruments", "technique": "techniques", "year": "years",
    "sample": "samples", "person": "people", "access": "access states",
}  # fmt: skip


def show_numbers(found: "Aggregate") -> None:
    """A line for the whole, and one for each value."""
    datasets = "1 dataset" if found.total == 1 else f"{found.total:,} datasets"
    if found.by is None:
        say(f"{datasets}. {found.note}" if found.note else f"{datasets}.")
    else:
        without = f"; {found.without:,} state none" if found.without else ""
        say(f"{found.values} {_NOUNS[found.by]} in {datasets}{without}")
    for row in found.rows:
        say(f"  {row.count:>9,}  {row.label}")
    if found.left_out:
        say(f"  and {found.left_out:,} more")
    if found.by is not None and found.note:
        say(f"  {found.note}")
    say()
