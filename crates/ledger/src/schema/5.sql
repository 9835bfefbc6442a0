-- Version 5. Frozen: what is published is changed by a further step, never here.

-- What an analyst judged of findings and sources. A finding is told by its words in an article, by
-- position in code points and by quotation, so that it is known again whatever is read later.
CREATE TABLE judgement (
    number INTEGER PRIMARY KEY,                        -- in the order they were made, from 1
    learned TEXT NOT NULL,                             -- when, in UTC
    author TEXT,                                       -- who made it, where that was told
    kind TEXT NOT NULL,                                -- 'confirm', 'reject', 'correct', 'remark', 'rate' or 'undo'
    article BLOB REFERENCES article (id),
    finding TEXT,                                      -- 'statement', 'narration' or 'absence'
    start INTEGER, stop INTEGER, exact TEXT,           -- its words
    source_start INTEGER, source_stop INTEGER, source_exact TEXT,     -- for 'correct': who says it
    content_start INTEGER, content_stop INTEGER, content_exact TEXT,  -- for 'correct': what is said
    act TEXT,                                          -- for 'correct': the kind of act
    value TEXT,                                        -- for 'correct': how sure its voice is
    words TEXT,                                        -- for 'remark': the remark; for 'rate': the letter
    entity TEXT,                                       -- for 'rate': the id of whom
    name TEXT,                                         -- for 'rate': the name of it that stands in the article
    undone INTEGER REFERENCES judgement (number),      -- for 'undo': which judgement
    seal BLOB NOT NULL CHECK (length(seal) = 32)       -- of this row and the seal before
) STRICT;
