-- How far somebody has seen what is new.

CREATE TABLE marks (
    name       TEXT    PRIMARY KEY,
    -- The last document that had arrived, and the last correction that had been given; 0 before
    -- the first.
    arrival    INTEGER NOT NULL,
    correction INTEGER NOT NULL
) STRICT;
