-- How far somebody has seen what is new.

CREATE TABLE marks (
    name    TEXT    PRIMARY KEY,
    -- The last document that had arrived; 0 before the first.
    arrival INTEGER NOT NULL
) STRICT;
