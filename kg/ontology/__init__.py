"""The ontology editor's workbench: read two versions, classify both, judge the change.

The data flows down this list; each step knows only the ones above it.

    expression, axiom      what one OWL statement says, free of order, blank nodes and syntax
    document               one version: terms, axioms, the cell each stands in, what could not be read
    read/                  files and git revisions -> Document
    hierarchy, reason/     Document -> which class lies below which, and why
    view, change           a version with all its consequences; two of them side by side
    finding, rule, rules/  one documented module or query per rule: View or Change -> findings
    suggest/               what would mend a finding; drafts of texts; the release gate
    impact/                what the change does to the harvested data
    review                 all of it: two documents -> Review
    mappings/              SSSOM tables against a version
    render/                a Review as text, JSON, Markdown, SARIF, JUnit, annotations, KGCL
"""
