"""The tables of a citation book, and how those of earlier releases become today's.

A book is one SQLite file: `citations.sqlite` in the folder of a store, where the writer brings it up to date,
and a copy of it in every generation, where readers look. All of it can be made again from the graph.

Identifiers have numbers (`thing`). Things that are one work share a `cluster`: the number of the thing that
stands for all of them. A `work` is a cluster of which something is known; what sources say of it, merged, is
in `facts` (a `Work` as `kg.citation.work_text` writes it).

What was read is entered first (`kg.citation.intake`), with a note of what that touches; then the conclusions
are drawn anew for what was touched, piece by piece. Notes go only when that is done, so whoever is killed in
between goes on where they were.
"""

import re
import sqlite3

_FIRST = """
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE,
  cluster INTEGER NOT NULL          -- id of the thing that stands for the cluster; its own id when alone
);
CREATE INDEX thing_cluster ON thing (cluster);

CREATE TABLE graph (                -- what was read, to tell what changed
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL,
  source TEXT NOT NULL,             -- the harvester's name; '' for graphs that people loaded or wrote
  retrieved TEXT                    -- ISO 8601
);
CREATE INDEX graph_source ON graph (source, retrieved);

CREATE TABLE claim (
  id INTEGER PRIMARY KEY, graph INTEGER NOT NULL, node TEXT NOT NULL, -- IRI of the claim in the graph
  subject INTEGER NOT NULL, object INTEGER NOT NULL, -- things
  relation TEXT NOT NULL,           -- the source's own word
  class TEXT NOT NULL,              -- companion, citation, derivation, documentation, structure, context,
                                    -- status, unknown
  citing INTEGER NOT NULL, cited INTEGER NOT NULL,  -- things, turned into the direction of the class
  origin TEXT,                      -- who said it first, to tell copies from witnesses: 'crossref' ...
  confidence REAL NOT NULL, day TEXT,
  dropped TEXT                      -- why it is no pair: self-loop, component ...; NULL where it is one
);
CREATE INDEX claim_graph ON claim (graph);
CREATE INDEX claim_citing ON claim (citing, cited);
CREATE INDEX claim_cited ON claim (cited, citing, graph, dropped);  -- all that counting claims needs

CREATE INDEX claim_dropped_cited ON claim (cited, citing, dropped) WHERE dropped IS NOT NULL;
CREATE INDEX claim_dropped_citing ON claim (citing, cited, dropped) WHERE dropped IS NOT NULL;

CREATE TABLE edge (                 -- identifiers that belong together, or to each other
  graph INTEGER,                    -- NULL: read off the identifiers themselves
  kind TEXT NOT NULL,               -- same, version, part, derived
  from_thing INTEGER NOT NULL,      -- the version, the part, what was derived
  to_thing INTEGER NOT NULL,        -- the concept, the whole, what it was derived from
  basis TEXT NOT NULL,              -- the source's word, or the rule
  joins INTEGER NOT NULL,           -- 1: both are one work for counting
  sole INTEGER NOT NULL             -- 1: it joins only while all wholes of this part are one work,
                                    -- 2: only while both are not known to be of different kinds
);
CREATE INDEX edge_graph ON edge (graph);
CREATE INDEX edge_basis ON edge (basis) WHERE graph IS NULL;
CREATE INDEX edge_from ON edge (from_thing);
CREATE INDEX edge_to ON edge (to_thing);

CREATE TABLE said (                 -- what one graph says of one thing, before merging
  graph INTEGER NOT NULL, thing INTEGER NOT NULL, facts TEXT NOT NULL,
  PRIMARY KEY (graph, thing)
) WITHOUT ROWID;
CREATE INDEX said_thing ON said (thing);

CREATE TABLE sign (                 -- by which data published twice are known: title and list of parts
  graph INTEGER NOT NULL, thing INTEGER NOT NULL, value TEXT NOT NULL,
  PRIMARY KEY (value, thing, graph)
) WITHOUT ROWID;
CREATE INDEX sign_graph ON sign (graph);

CREATE TABLE work (                 -- one row per cluster of which something is known
  cluster INTEGER PRIMARY KEY,
  kind TEXT,                        -- dataset, publication, software, other; NULL unknown
  title TEXT,
  date TEXT, date_basis TEXT,       -- its own publication date: 2021, 2021-03 or 2021-03-10; where it is from
  collected TEXT,                   -- first day of measurement
  opens TEXT,                       -- day on which it opened or will open
  rights TEXT,                      -- PUBLIC, RESTRICTED, NON_PUBLIC
  is_registered INTEGER NOT NULL,   -- 1: it has a DOI
  is_constructed INTEGER NOT NULL,  -- 1: invented (DataCite's test prefix)
  facts TEXT NOT NULL
);
CREATE TABLE facet (                -- facility, instrument, technique, proposal, country, institution
  cluster INTEGER NOT NULL, slot TEXT NOT NULL, value TEXT NOT NULL, label TEXT,
  PRIMARY KEY (slot, value, cluster)
) WITHOUT ROWID;
CREATE INDEX facet_cluster ON facet (cluster);

CREATE TABLE pair (
  id INTEGER PRIMARY KEY, node TEXT NOT NULL UNIQUE, -- IRI of the cito:Citation in the graph, by both ends
  citing INTEGER NOT NULL, cited INTEGER NOT NULL,  -- clusters
  class TEXT NOT NULL,              -- companion, citation, documentation: the best of its claims
  counted INTEGER NOT NULL,         -- 1: a citation of data that the report counts
  behind TEXT NOT NULL,             -- companion, same_team, facility_staff, independent, unknown
  behind_basis TEXT NOT NULL,       -- JSON: the evidence
  reuse TEXT NOT NULL,              -- yes, no, unknown: is there evidence that the data were used
  reuse_basis TEXT NOT NULL,        -- JSON
  date TEXT, date_basis TEXT,       -- the citing work's own
  flags TEXT NOT NULL,              -- JSON list
  origins TEXT NOT NULL,            -- JSON list: independent witnesses
  sources TEXT NOT NULL,            -- JSON list: harvesters' names
  claims INTEGER NOT NULL, is_constructed INTEGER NOT NULL,
  said TEXT NOT NULL,               -- JSON: harvester's name -> claims in this direction, for reports
  named INTEGER NOT NULL            -- different pairs of identifiers in these claims
);
CREATE INDEX pair_citing ON pair (citing, cited, counted, class);
CREATE INDEX pair_cited ON pair (cited);
CREATE INDEX pair_ahead ON pair (cited, citing) WHERE instr(flags, 'future-date') > 0;
CREATE INDEX pair_companion ON pair (cited, citing) WHERE behind = 'companion';

CREATE TABLE stated (               -- counts without claims, and usage
  graph INTEGER NOT NULL, node TEXT NOT NULL, thing INTEGER NOT NULL,
  metric TEXT NOT NULL, number INTEGER NOT NULL,
  begin TEXT, end TEXT, method TEXT, country TEXT, note TEXT
);
CREATE INDEX stated_graph ON stated (graph);
CREATE INDEX stated_thing ON stated (thing);

CREATE TABLE label (                -- what curators say of a pair
  graph INTEGER NOT NULL, node TEXT NOT NULL,
  citing INTEGER NOT NULL, cited INTEGER NOT NULL,  -- things
  curator TEXT NOT NULL, behind TEXT, reuse TEXT, reason TEXT, at TEXT NOT NULL
);
CREATE INDEX label_graph ON label (graph);
CREATE INDEX label_cited ON label (cited);
CREATE INDEX label_citing ON label (citing);

CREATE TABLE change (               -- what each generation changed
  generation INTEGER NOT NULL, at TEXT NOT NULL,
  citing TEXT NOT NULL, cited TEXT NOT NULL,        -- IRIs
  what TEXT NOT NULL,               -- added, removed, reclassified
  why TEXT NOT NULL,                -- JSON: {source, reason, before, after}
  facilities TEXT NOT NULL          -- JSON list of IRIs
);
CREATE INDEX change_generation ON change (generation);

CREATE TABLE source (               -- how each source was last asked
  name TEXT NOT NULL, facility TEXT NOT NULL,       -- '' where it was not asked for one facility
  state TEXT NOT NULL,              -- ok, partial, down, never
  asked_at TEXT, retrieved_at TEXT, -- last try; last time that it was read to its end
  reason TEXT, asked INTEGER, answered INTEGER,
  PRIMARY KEY (name, facility)
);
CREATE TABLE touched (              -- what the graphs that were read have changed, until it is worked off
  thing INTEGER NOT NULL,           -- the cited side of a claim
  other INTEGER,                    -- its citing side
  what TEXT NOT NULL,               -- claimed, withdrawn, labelled, edge, said
  source TEXT NOT NULL, reason TEXT
);
CREATE TABLE unit (cluster INTEGER PRIMARY KEY);  -- cited works all of whose pairs are to be concluded again
CREATE TABLE again (                -- pairs to be concluded again, while others of the cited work may stand
  cited INTEGER NOT NULL, citing INTEGER NOT NULL, -- clusters
  restated INTEGER NOT NULL,        -- 1: its claims are others, so that it is written to the graph again
  PRIMARY KEY (cited, citing)
) WITHOUT ROWID;
CREATE TABLE due (iri TEXT PRIMARY KEY) WITHOUT ROWID;  -- cited works whose pairs the graph may lack
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""

STEPS = (_FIRST,)
"""For `open_database`."""

_WHILE_READING = ("claim_", "edge_from", "edge_to", "said_")
"""Indexes that only those need who draw conclusions."""


def loosen(database: sqlite3.Connection) -> None:
    """Drop what slows a first reading down; a book that is left so never became whole, and begins anew."""
    for name, _ in _indexes():
        database.execute(f"DROP INDEX IF EXISTS {name}")


def tighten(database: sqlite3.Connection) -> None:
    """Make the indexes that `loosen` dropped, in one go each."""
    for _, statement in _indexes():
        database.execute(statement.replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"))


def _indexes() -> list[tuple[str, str]]:
    found = re.findall(r"(?m)^CREATE INDEX (\w+) ON [^;]+", _FIRST)
    statements = re.findall(r"(?m)^CREATE INDEX \w+ ON [^;]+", _FIRST)
    return [one for one in zip(found, statements, strict=True) if one[0].startswith(_WHILE_READING)]
