-- Version 3. Frozen: what is published is changed by a further step, never here.

-- What the analyst decided of who is who. An entity is told by a place where it is named, since its
-- id may become another one.
CREATE TABLE act (
    number INTEGER PRIMARY KEY,                        -- in the order they were made, from 1
    learned TEXT NOT NULL,                             -- when, in UTC
    author TEXT,                                       -- who made it, where that was told
    kind TEXT NOT NULL,                                -- 'merge', 'split', 'rename' or 'undo'
    entity TEXT,                                       -- the id of whom it is about; none for 'undo'
    name TEXT,                                         -- the name of it that stands in the next one
    article BLOB REFERENCES article (id),
    other TEXT,                                        -- for 'merge': the one that becomes part of it
    other_name TEXT,
    other_article BLOB REFERENCES article (id),        -- for 'split' too: what is taken out of it
    words TEXT,                                        -- for 'rename': its new name
    undone INTEGER REFERENCES act (number),            -- for 'undo': which act
    seal BLOB NOT NULL CHECK (length(seal) = 32)       -- of this row and the seal before
) STRICT;
