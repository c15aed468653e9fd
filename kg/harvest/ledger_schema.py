"""The tables of the ledger, and how those of earlier releases become today's.

A step that was released is never changed again: stores have gone through it.
"""

_FIRST = """
CREATE TABLE IF NOT EXISTS record (
  source TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL,
  copy TEXT NOT NULL,       -- '' for the record; the hash of the payload for what came beside it
  state TEXT NOT NULL,      -- live, skipped, quarantined, tombstone
  reason TEXT, origin TEXT NOT NULL, place TEXT NOT NULL, facility TEXT,
  graph TEXT, about TEXT,   -- IRIs
  raw TEXT NOT NULL,        -- SHA-256 of the payload, hexadecimal
  canonical TEXT,           -- SHA-256 of the N-Triples in the graph; NULL where the store holds none
  version TEXT NOT NULL,    -- of the mapping
  first_seen TEXT NOT NULL, last_seen TEXT NOT NULL,
  run INTEGER NOT NULL,
  PRIMARY KEY (source, kind, key, copy)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS record_graph ON record (graph) WHERE graph IS NOT NULL;
CREATE INDEX IF NOT EXISTS record_odd ON record (source, state) WHERE state <> 'live';
CREATE TABLE IF NOT EXISTS run (
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, place TEXT NOT NULL,
  started TEXT NOT NULL, ended TEXT, report TEXT
);
CREATE TABLE IF NOT EXISTS intent (graph TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL)
"""

_PROVENANCE = """
ALTER TABLE record ADD COLUMN datestamp TEXT; -- when the source says that the record last changed
ALTER TABLE record ADD COLUMN retrieved TEXT NOT NULL DEFAULT ''; -- when this payload was retrieved
-- These very bytes were last read then. Graphs do not say yet what they came from, so all are due again.
UPDATE record SET retrieved = last_seen;
UPDATE record SET canonical = 'unknown' WHERE canonical IS NOT NULL;
CREATE INDEX record_gone ON record (about) WHERE state = 'tombstone';
ALTER TABLE run ADD COLUMN first INTEGER NOT NULL DEFAULT 0; -- the run that began what this one goes on with
ALTER TABLE run ADD COLUMN since TEXT; -- NULL: everything was asked for
ALTER TABLE run ADD COLUMN facility TEXT;
ALTER TABLE run ADD COLUMN licence TEXT;
ALTER TABLE run ADD COLUMN version TEXT; -- of the mapping
ALTER TABLE run ADD COLUMN mark TEXT; -- where to go on when cut short, in the source's words
ALTER TABLE run ADD COLUMN outcome TEXT; -- whole, cut; NULL while it is under way
ALTER TABLE run ADD COLUMN settled INTEGER NOT NULL DEFAULT 0; -- 1: the command that made it came to its end
UPDATE run SET first = id, settled = ended IS NOT NULL, outcome = CASE
  WHEN report IS NULL THEN NULL
  WHEN json_array_length(report, '$.failed') = 0 THEN 'whole'
  ELSE 'cut' END
"""

STEPS = (_FIRST, _PROVENANCE)
"""For `open_database`."""

DOUBTED = "unknown"
"""In place of the hash of a graph that the store may hold otherwise than was entered."""
