-- What readers corrected, and readings of documents whose day of publication they corrected.

CREATE TABLE corrections (
    -- The order in which they were given, from 1. Rows are only ever added.
    number     INTEGER PRIMARY KEY CHECK (number > 0),
    -- RFC 3339, in UTC.
    given      TEXT    NOT NULL,
    -- JSON: the whole correction, with its version.
    correction TEXT    NOT NULL
) STRICT;

-- As readings; the reading as received stays there, so that undoing needs no reading anew.
CREATE TABLE dated_readings (
    document  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    -- EDTF.
    published TEXT NOT NULL,
    pack      TEXT NOT NULL,
    reading   BLOB NOT NULL,
    PRIMARY KEY (document, published, pack)
) STRICT;
