-- Version 7. Frozen: what is published is changed by a further step, never here.

-- The clauses of a statement, where its value does not hold for all of them. The words that tell a
-- clause, and those that decided its value, are spans of the statement.
CREATE TABLE clause_value (
    reading INTEGER NOT NULL REFERENCES reading (number),
    number INTEGER NOT NULL,                           -- of which statement
    place INTEGER NOT NULL,                            -- in text order, from 0
    value TEXT NOT NULL,                               -- of the last who says it: 'CT+' … 'Uu'
    PRIMARY KEY (reading, number, place),
    FOREIGN KEY (reading, number) REFERENCES statement (reading, number)
) STRICT, WITHOUT ROWID;
