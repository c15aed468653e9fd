"""A review of a mapping table as plain data, and in words for a terminal."""

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from kg.ontology.mappings.check import MappingReview
from kg.ontology.mappings.finding import MappingFinding
from kg.ontology.mappings.rules import RULES

if TYPE_CHECKING:
    from kg.ontology.render.text import Paint


def finding_answer(finding: MappingFinding) -> dict[str, Any]:
    """One finding; rows and columns count from 1; `cells` are all places it stands for."""
    cell = finding.cell
    return {
        "rule": finding.rule,
        "level": finding.level,
        "term": finding.term,
        "message": finding.message,
        "text": finding.text,
        "row": cell.row if cell else None,
        "column": cell.column if cell else None,
        "line": cell.line if cell else None,
        "suggestion": finding.suggestion,
        "count": finding.count,
        "examples": list(finding.examples),
        "table": finding.table,
        "repairable": finding.is_repairable,
        "cells": [[each.row, each.column] for each in finding.cells],
    }


def table_answer(review: MappingReview) -> dict[str, Any]:
    """What is told of a table as a whole; `checked` counts rows that name a term of the ontology."""
    return {
        "table": review.table.name,
        "verdict": review.verdict,
        "rows": len(review.table.rows),
        "checked": review.checked,
        "template": review.is_template,
        "mapping_set_id": review.table.stated("mapping_set_id"),
    }


def lines(review: MappingReview, paint: "Paint", most: int | None) -> Iterator[str]:
    """The review for a terminal: the verdict, then rule by rule at most so many findings, None for all."""
    from kg.ontology.render.plain import counted, place, visible

    rows = counted(len(review.table.rows), "row")
    told = f"{visible(review.table.name)}: {rows}, {review.checked} with a term of the ontology"
    yield f"{paint(review.verdict.upper(), review.verdict)}  {told}"
    if review.is_template:
        yield "      This is a template: parts of it are still to be filled in."
    headings = [field.text for field in review.table.header.fields]
    for (rule, level), group in groupby(review.findings, key=lambda each: (each.rule, each.level)):
        found = list(group)
        number = sum(each.count for each in found)
        mended = sum(each.count for each in found if each.is_repairable)
        can = f", --fix mends {'all' if mended == number else mended}" if mended else ""
        yield f"\n{paint(level, level)}  {RULES[rule].title}  {paint(f'[{rule}] {number}{can}', 'faint')}"
        for each in found[:most]:
            # The cells of the metadata are under no heading.
            is_below = each.cell is not None and each.cell.row >= review.table.header.number
            where = place(each.cell, headings if is_below else ())
            yield f"      {visible(each.message)}"
            meant = f" -> {visible(each.suggestion)}" if each.suggestion else ""
            yield paint(f"        {where}{meant}", "faint")
        if most is not None and len(found) > most:
            yield f"      … {len(found) - most} more; --all lists them"
        yield f"      {RULES[rule].remedy}"
