-- Version 2, the index. Frozen as 2.sql is.
--
-- What can be looked for: each statement, clause in the article's own voice and absence of every
-- reading. This and the two tables below are derived from the others and can be made anew.
CREATE TABLE finding (
    key INTEGER PRIMARY KEY,                           -- greater: published later; of one day, learned
                                                       -- earlier; of one reading, nearer the beginning
    reading INTEGER NOT NULL REFERENCES reading (number),
    owner TEXT NOT NULL,                               -- 'statement', 'narration' or 'absence'
    number INTEGER NOT NULL                            -- which of them
) STRICT;
CREATE UNIQUE INDEX finding_of_reading ON finding (reading, owner, number);

-- The days that its time expressions cover, counted from -009999-01-01, which is day 1.
CREATE TABLE finding_days (
    key INTEGER NOT NULL REFERENCES finding (key),
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    PRIMARY KEY (key, first_day, last_day)
) STRICT, WITHOUT ROWID;

-- Which words stand in it (rowid: its key); the words themselves stand in the text alone.
CREATE VIRTUAL TABLE word USING fts5 (
    words,                                             -- its own
    source,                                            -- of the names of those who say it
    outlet,                                            -- of the name of the publisher
    place,                                             -- of the names of places in it
    label,                                             -- what it is: act, value, days it tells of, day learned
    content = '',
    tokenize = 'unicode61 remove_diacritics 2'
);
