-- Version 2. Frozen: what is published is changed by a further step, never here.

-- Whom and what the article names.
CREATE TABLE name (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,                                -- 'person', 'organisation', 'place', 'other'
    PRIMARY KEY (reading, number)
) STRICT, WITHOUT ROWID;
