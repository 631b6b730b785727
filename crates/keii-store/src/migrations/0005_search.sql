-- What can be found by its words: an index, made from documents and their readings in the
-- transaction that writes these, and made anew when they are.

-- Who made what is derived in this file: another program derives it anew.
CREATE TABLE derived (
    what    TEXT PRIMARY KEY,
    made_by TEXT NOT NULL
) STRICT;

-- A document's own facts, as its reading tells them.
CREATE TABLE headings (
    document  INTEGER PRIMARY KEY REFERENCES documents (arrival) ON DELETE CASCADE,
    title     TEXT,
    publisher TEXT,
    -- The first and the last day on which it can have appeared: 2025-08-15.
    first_day TEXT,
    last_day  TEXT
) STRICT;

CREATE TABLE entries (
    number    INTEGER PRIMARY KEY,
    document  INTEGER NOT NULL REFERENCES documents (arrival) ON DELETE CASCADE,
    -- text, statement, event, entity.
    kind      TEXT    NOT NULL,
    -- The record, by its id in the document; NULL for the text itself.
    record    TEXT,
    -- What kind of statement, event or entity, by the word of the interchange format.
    type      TEXT,
    factuality TEXT,
    status    TEXT,
    -- When it happened, as far as is known; for what has no day of its own, when it was published.
    first_day TEXT,
    last_day  TEXT,
    -- JSON: the pieces of text that it was indexed by, each with its first code point; NULL for the
    -- text itself.
    pieces    TEXT
) STRICT;

CREATE INDEX entries_by_document ON entries (document);

-- Who speaks or takes part: entities by their ids in the document.
CREATE TABLE involved (
    entity TEXT    NOT NULL,
    entry  INTEGER NOT NULL REFERENCES entries (number) ON DELETE CASCADE,
    PRIMARY KEY (entity, entry)
) STRICT, WITHOUT ROWID;

CREATE INDEX involved_by_entry ON involved (entry);

-- The words of entries, as pairs of neighbouring characters: each pair is one token of eight
-- letters and digits, so that a phrase of tokens is a piece of text. Rows as in entries; one
-- column for each kind.
CREATE VIRTUAL TABLE pairs USING fts5 (
    text, statement, event, entity,
    content = '', contentless_delete = 1, tokenize = 'ascii'
);

-- Current documents without a reading that the program that made all this can read.
CREATE TABLE unread (
    document INTEGER PRIMARY KEY REFERENCES documents (arrival) ON DELETE CASCADE
) STRICT;

-- Pairs of documents of one story by a correction, the smaller id first.
CREATE TABLE bound (
    one   TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

CREATE INDEX bound_by_other ON bound (other);
