-- Which documents tell of one story: an index, made from the readings and made anew when they are.
CREATE TABLE profiles (
    document INTEGER PRIMARY KEY REFERENCES documents (arrival) ON DELETE CASCADE,
    -- The pack whose reading it was made from.
    pack     TEXT    NOT NULL,
    -- What the document is recognised by.
    profile  BLOB    NOT NULL,
    -- The earliest arrival in its story.
    story    INTEGER NOT NULL
) STRICT;

CREATE INDEX profiles_by_story ON profiles (story);

-- What documents are sought by that may be linked with it.
CREATE TABLE seekers (
    sought   INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES profiles (document) ON DELETE CASCADE,
    PRIMARY KEY (sought, document)
) STRICT, WITHOUT ROWID;

CREATE INDEX seekers_by_document ON seekers (document);
