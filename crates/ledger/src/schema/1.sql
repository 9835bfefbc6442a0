-- Version 1. Frozen: what is published is changed by a further step, never here.
--
-- An article is its bytes; a text is what they were decoded to; a reading is what one build made
-- of them. Finer things belong to a reading and carry a number within it, from 0.
-- Lists that several kinds of finding have (voices, values, times, spans) name their owner by its
-- table and number.

CREATE TABLE article (
    number INTEGER PRIMARY KEY,                        -- in the order of first arrival
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 32)    -- BLAKE3 of the bytes handed in
) STRICT;

CREATE TABLE text (
    number INTEGER PRIMARY KEY,
    sha256 BLOB NOT NULL UNIQUE CHECK (length(sha256) = 32),
    words TEXT NOT NULL
) STRICT;

CREATE TABLE reading (
    number INTEGER PRIMARY KEY,                        -- the order in which the ledger learned
    article INTEGER NOT NULL REFERENCES article (number),
    text INTEGER NOT NULL REFERENCES text (number),
    build TEXT NOT NULL,                               -- what made it
    learned TEXT NOT NULL,                             -- when, in UTC
    path TEXT NOT NULL,                                -- where the bytes came from
    line INTEGER,
    doc TEXT,
    digest BLOB NOT NULL CHECK (length(digest) = 32),  -- of the rows below that belong to it
    seal BLOB NOT NULL CHECK (length(seal) = 32)       -- of digest, this row and the seal before
) STRICT;
CREATE INDEX reading_of_article ON reading (article, number);

CREATE TABLE masthead (
    reading INTEGER PRIMARY KEY REFERENCES reading (number),
    title TEXT,
    outlet TEXT,
    url TEXT,
    language TEXT NOT NULL,
    language_code TEXT                                 -- ISO 639-3, where language is 'other'
) STRICT;

CREATE TABLE author (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE stamp (
    reading INTEGER NOT NULL REFERENCES reading (number),
    role TEXT NOT NULL,                                -- 'published' or 'modified'
    day TEXT NOT NULL,
    time TEXT,
    utc_offset INTEGER,                                -- in seconds
    evidence TEXT NOT NULL,
    PRIMARY KEY (reading, role)
) STRICT, WITHOUT ROWID;

CREATE TABLE zone (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE picture (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    credited INTEGER NOT NULL,                         -- 1: it has a credit line
    taken TEXT,                                        -- the day of an archive picture
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE source (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    anonymous INTEGER NOT NULL,                        -- 1: descriptor, number, reason were looked for
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE time_expression (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,                               -- as in TIMEX3
    first_day TEXT,
    last_day TEXT,
    precision TEXT,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE statement (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    parent INTEGER,                                    -- the statement whose content holds it
    score REAL,                                        -- NULL: not a number
    directness TEXT NOT NULL,
    act TEXT NOT NULL,
    is_condition INTEGER NOT NULL,
    question INTEGER NOT NULL,
    PRIMARY KEY (reading, number),
    FOREIGN KEY (reading, parent) REFERENCES statement (reading, number)
        DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

CREATE TABLE narration (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    aspect TEXT NOT NULL,
    is_condition INTEGER NOT NULL,
    question INTEGER NOT NULL,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE absence (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE doubt (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

-- The chain of those who say it, outermost first.
CREATE TABLE voice (
    reading INTEGER NOT NULL REFERENCES reading (number),
    owner TEXT NOT NULL,                               -- 'statement' or 'absence'
    number INTEGER NOT NULL,                           -- which of them
    place INTEGER NOT NULL,
    voice TEXT NOT NULL,                               -- 'narrator', 'source' or 'unstated'
    source INTEGER,
    PRIMARY KEY (reading, owner, number, place),
    FOREIGN KEY (reading, source) REFERENCES source (reading, number)
) STRICT, WITHOUT ROWID;

-- How sure each voice is: FactBank's values.
CREATE TABLE valuation (
    reading INTEGER NOT NULL REFERENCES reading (number),
    owner TEXT NOT NULL,                               -- 'statement', 'narration' or 'absence'
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    voice TEXT NOT NULL,
    source INTEGER,
    value TEXT NOT NULL,                               -- 'CT+' … 'Uu'
    PRIMARY KEY (reading, owner, number, place),
    FOREIGN KEY (reading, source) REFERENCES source (reading, number)
) STRICT, WITHOUT ROWID;

-- The time expressions in a finding.
CREATE TABLE told (
    reading INTEGER NOT NULL REFERENCES reading (number),
    owner TEXT NOT NULL,                               -- 'statement' or 'narration'
    number INTEGER NOT NULL,
    place INTEGER NOT NULL,
    time INTEGER NOT NULL,
    PRIMARY KEY (reading, owner, number, place),
    FOREIGN KEY (reading, time) REFERENCES time_expression (reading, number)
) STRICT, WITHOUT ROWID;

-- Every place in the text that anything rests on, in bytes, with the hash of its words.
CREATE TABLE span (
    reading INTEGER NOT NULL REFERENCES reading (number),
    owner TEXT NOT NULL,                               -- the table of what it belongs to
    number INTEGER NOT NULL,                           -- which row of that table
    role TEXT NOT NULL,                                -- 'source', 'cue', 'content', 'because', …
    item INTEGER NOT NULL,                             -- which mention, word or value
    part INTEGER NOT NULL,                             -- which stretch of it
    start_byte INTEGER NOT NULL CHECK (start_byte >= 0),
    end_byte INTEGER NOT NULL CHECK (end_byte > start_byte),
    hash BLOB NOT NULL CHECK (length(hash) = 32),      -- BLAKE3 of the words
    PRIMARY KEY (reading, owner, number, role, item, part)
) STRICT, WITHOUT ROWID;

-- The reading of each article that counts; the others are superseded.
CREATE VIEW newest AS
SELECT article, max(number) AS reading FROM reading GROUP BY article;

-- Every place with its words.
CREATE VIEW quotation AS
SELECT
    span.*,
    CAST(substr(CAST(text.words AS BLOB), start_byte + 1, end_byte - start_byte) AS TEXT) AS words
FROM span
JOIN reading ON reading.number = span.reading
JOIN text ON text.number = reading.text;
