"""`kg eval behind`: the decision who is behind a citation and whether data were used, judged by curators."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.show import JsonOption, StoreOption, print_json, say

if TYPE_CHECKING:
    from kg.curation.agreement import Agreement
    from kg.curation.judgement import Judgement, Share

_NOTHING = (
    "No pair has a curator's label yet, so there is nothing to judge with. Serve the store with "
    "--token-file, give curators tokens (kg token new --role curator --name NAME), and let them label "
    "pairs on /curation."
)


def behind(
    two: Annotated[bool, typer.Option("--two", help="Only pairs on which two curators agree.")] = False,
    store: StoreOption = None,
    json: JsonOption = False,
) -> None:
    """Judge who is behind citations, and reuse, by curators' labels; the decision is taken without them.

    Shares come with Wilson's intervals of 95 %, the agreement of curators with Cohen's kappa.
    """
    from kg.citation.book import Book
    from kg.cli.stores import current_of, home_to_read
    from kg.curation.agreement import agreement
    from kg.curation.judgement import judgement
    from kg.curation.labelled import labelled_pairs
    from kg.report.book_file import book_of

    generation = current_of(home_to_read(store))
    with Book.open(book_of(generation)) as book:
        pairs = list(labelled_pairs(book))
    constructed = sum(one.pair.is_constructed for one in pairs)
    judged = [judgement(pairs, slot, 2 if two else 1) for slot in ("behind", "reuse")]
    between = [agreement(pairs, slot) for slot in ("behind", "reuse")]
    if json:
        told: dict[str, Any] = {"generation": generation.number, "labelled": len(pairs), "by_two_only": two}
        told["constructed"] = constructed
        told["rules"] = {one.slot: one.as_json() for one in judged}
        print_json(told | {"curators": {one.slot: one.as_json() for one in between}})
    elif not pairs:
        say(_NOTHING)
    else:
        if constructed:
            say(f"{constructed} of {len(pairs)} labelled pairs are constructed: invented.")
        for one in judged:
            _show(one)
        for each in between:
            _show_agreement(each)


def _show(one: "Judgement") -> None:
    say(f"{one.slot}: {one.n} pairs judged, {one.by_two} of them by two")
    say(f"  left out, since curators are unsure or differ: {one.left_out}")
    say(f"  decided {_told(one.coverage)}; right where decided {_told(one.right)}")
    if not one.n:
        return
    say(f"  {'':16}precision                         recall")
    for of in one.classes:
        say(f"  {of.word:16}{_told(of.precision):34}{_told(of.recall)}")
    say(f"  curators by row, rules by column: {', '.join(one.decisions)}")
    for truth, row in zip(one.truths, one.confusion, strict=True):
        say(f"  {truth:16}{' '.join(f'{number:5}' for number in row)}")


def _show_agreement(one: "Agreement") -> None:
    value = "-" if one.kappa is None else f"{one.kappa:.3f}"
    ends = f" [{one.kappa_interval[0]:.3f}, {one.kappa_interval[1]:.3f}]" if one.kappa_interval else ""
    said = f"{one.slot}: two curators agree on {one.agreed} of {one.n}, kappa {value}{ends}"
    say(f"{said}; on {one.unsure} more somebody is unsure")


def _told(share: "Share") -> str:
    if share.share is None or share.interval is None:
        return "- (of 0)"
    low, high = share.interval
    return f"{share.share:.3f} [{low:.3f}, {high:.3f}] ({share.hits} of {share.of})"
