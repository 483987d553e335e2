-- The SQLite database that `sluice extract --format sqlite` writes, version 1. `PRAGMA user_version` gives the version, `PRAGMA application_id` 0x536C7563.
-- Offsets count in the unit that `run.offsets` names, code points unless said otherwise; they are half-open, and count in documents.text.

CREATE TABLE run (            -- one row
  schema INTEGER NOT NULL,    -- version of these tables
  engine TEXT NOT NULL,       -- version of the program
  rules TEXT NOT NULL,        -- hash of the rules that made the results
  offsets TEXT NOT NULL       -- byte, codepoint or utf16
);

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,   -- 1, 2, 3 ... in the order of the input
  id TEXT NOT NULL,               -- as in the input; not unique where the input repeats one
  date TEXT,                      -- ISO; NULL where none was known
  title TEXT,                     -- of the text's title zone
  text TEXT,                      -- NULL where the document could not be read
  meta TEXT,                      -- JSON object with the input's other keys
  error_code TEXT,                -- what stood in its way
  error_message TEXT
);

CREATE TABLE zones (
  document INTEGER NOT NULL REFERENCES documents,
  kind TEXT NOT NULL,             -- title, meta, body, related, boilerplate
  start INTEGER NOT NULL,
  end INTEGER NOT NULL
);

CREATE TABLE entities (
  entity INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  type TEXT NOT NULL,
  name TEXT NOT NULL
);

CREATE TABLE mentions (
  mention INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  type TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  entity INTEGER REFERENCES entities,
  rule TEXT NOT NULL,
  value TEXT,                     -- as gold files write it: `>40 t`, `12000000 EUR`, `2024-10`
  amount REAL,                    -- nearest double; `amount_text` is exact
  amount_text TEXT,
  low REAL,                       -- of a range
  high REAL,
  modifier TEXT,                  -- =, ~, >, >=, <, <=
  unit TEXT,                      -- UCUM
  dimension TEXT,
  currency TEXT,                  -- ISO 4217
  per TEXT,
  si_amount REAL,
  si_unit TEXT,
  timex TEXT,
  country TEXT                    -- ISO 3166-1 alpha-2
);

CREATE TABLE facts (
  fact INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents,
  event INTEGER NOT NULL,         -- facts of one document with the same number tell the same thing
  type TEXT NOT NULL,
  polarity TEXT NOT NULL,         -- positive, negative
  modality TEXT NOT NULL,         -- actual, planned, possible, conditional
  zone TEXT NOT NULL,
  rule TEXT NOT NULL,
  sentence_start INTEGER NOT NULL,
  sentence_end INTEGER NOT NULL,
  sentence TEXT NOT NULL,
  trigger_start INTEGER NOT NULL,
  trigger_end INTEGER NOT NULL,
  trigger TEXT NOT NULL,
  source TEXT,                    -- the attribution, as it stands in the text
  source_start INTEGER,
  source_end INTEGER,
  source_entity INTEGER REFERENCES entities
);

CREATE TABLE arguments (
  fact INTEGER NOT NULL REFERENCES facts,
  role TEXT NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  text TEXT NOT NULL,
  name TEXT NOT NULL,             -- the entity's name where there is one, else the text
  mention INTEGER REFERENCES mentions,
  entity INTEGER REFERENCES entities,
  refers_start INTEGER,           -- what a pronoun or definite noun stands for, where that is no named mention
  refers_end INTEGER,
  value TEXT                      -- up or down
);

CREATE TABLE issues (
  document INTEGER NOT NULL REFERENCES documents,
  code TEXT NOT NULL,
  offset INTEGER NOT NULL,
  message TEXT NOT NULL
);

-- Made when everything is in.
CREATE INDEX documents_by_id ON documents (id);
CREATE INDEX documents_by_date ON documents (date);
CREATE INDEX zones_by_document ON zones (document);
CREATE INDEX entities_by_document ON entities (document);
CREATE INDEX entities_by_name ON entities (name);
CREATE INDEX mentions_by_document ON mentions (document);
CREATE INDEX mentions_by_entity ON mentions (entity);
CREATE INDEX mentions_by_type ON mentions (type, text);
CREATE INDEX facts_by_document ON facts (document, event);
CREATE INDEX facts_by_type ON facts (type, modality, polarity);
CREATE INDEX arguments_by_fact ON arguments (fact);
CREATE INDEX arguments_by_entity ON arguments (entity);
CREATE INDEX arguments_by_name ON arguments (name, role);
CREATE INDEX issues_by_document ON issues (document);
CREATE VIRTUAL TABLE documents_text USING fts5 (title, text, content='documents', content_rowid='document', tokenize='unicode61');
INSERT INTO documents_text (documents_text) VALUES ('rebuild');
