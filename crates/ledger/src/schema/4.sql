-- Version 4. Frozen: what is published is changed by a further step, never here.

-- The places that the article names.
CREATE TABLE place_mention (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    role TEXT NOT NULL,                                -- 'site', 'party', 'modifier', 'demonym'
    others INTEGER NOT NULL,                           -- places of the gazetteer with the same name
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;

-- Where they lie.
CREATE TABLE location (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,                           -- of which place_mention
    place INTEGER NOT NULL CHECK (place IN (0, 1)),    -- 0: most likely; 1: the next best
    name TEXT NOT NULL,                                -- in the gazetteer
    geonames INTEGER,
    country TEXT,                                      -- ISO 3166-1 alpha-2
    latitude REAL,                                     -- degrees north; NULL: not a number
    longitude REAL,                                    -- degrees east
    precision TEXT NOT NULL,
    PRIMARY KEY (reading, number, place),
    FOREIGN KEY (reading, number) REFERENCES place_mention (reading, number)
) STRICT, WITHOUT ROWID;

-- Who did what to whom, in the types of PLOVER. Its words, parties and place are spans.
CREATE TABLE event (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,                                -- 'AGREE' … 'ASSAULT'
    mode TEXT,
    statement INTEGER,                                 -- the innermost statement that tells it
    narration INTEGER,                                 -- or the clause of the article's own;
                                                       -- both NULL: the article, outside those
    time INTEGER,
    value TEXT NOT NULL,                               -- of the last who tells it: 'CT+' … 'Uu'
    auxiliary TEXT,                                    -- 'future', 'hypothetical', 'negation'
    PRIMARY KEY (reading, number),
    FOREIGN KEY (reading, statement) REFERENCES statement (reading, number),
    FOREIGN KEY (reading, narration) REFERENCES narration (reading, number),
    FOREIGN KEY (reading, time) REFERENCES time_expression (reading, number),
    CHECK (statement IS NULL OR narration IS NULL)
) STRICT, WITHOUT ROWID;

-- What an event is about.
CREATE TABLE event_context (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,                           -- of which event
    place INTEGER NOT NULL,
    context TEXT NOT NULL,
    PRIMARY KEY (reading, number, place),
    FOREIGN KEY (reading, number) REFERENCES event (reading, number)
) STRICT, WITHOUT ROWID;
