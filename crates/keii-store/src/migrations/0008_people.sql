-- What searches, people and news show, so that none of them needs the readings of all.

-- JSON: the document as its reading has it.
ALTER TABLE headings ADD COLUMN facts TEXT NOT NULL DEFAULT '';

-- Whether the row says more than that the story's shares are there.
ALTER TABLE catalogue ADD COLUMN summed INTEGER NOT NULL DEFAULT 0;
-- JSON: for the story's documents that rest on one source with an earlier one, the first of these.
ALTER TABLE catalogue ADD COLUMN rests TEXT NOT NULL DEFAULT '{}';

CREATE INDEX catalogue_by_summed ON catalogue (summed);

-- How often the story names the entity, and has it say something.
ALTER TABLE shares ADD COLUMN mentions INTEGER NOT NULL DEFAULT 0;
ALTER TABLE shares ADD COLUMN statements INTEGER NOT NULL DEFAULT 0;

-- JSON: the event itself; NULL for what is none.
ALTER TABLE joined ADD COLUMN event TEXT;

-- The event of each telling.
CREATE TABLE tellings (
    document INTEGER NOT NULL REFERENCES profiles (document) ON DELETE CASCADE,
    mention  TEXT    NOT NULL,
    event    TEXT    NOT NULL,
    PRIMARY KEY (document, mention)
) STRICT, WITHOUT ROWID;

-- Whom the entities of a document are among all stories.
CREATE TABLE named (
    document INTEGER NOT NULL REFERENCES profiles (document) ON DELETE CASCADE,
    -- The id in the document.
    local    TEXT    NOT NULL,
    -- The id among all stories.
    entity   TEXT    NOT NULL,
    -- JSON: where the document names it: start, end, words.
    evidence TEXT    NOT NULL,
    PRIMARY KEY (document, local)
) STRICT, WITHOUT ROWID;

CREATE INDEX named_by_entity ON named (entity);

-- How an entity shows in all stories that name it, its mentions apart. Where another story changes
-- that, those that name it are summed up anew.
CREATE TABLE faces (
    -- The id among all stories.
    final  TEXT PRIMARY KEY,
    -- The id that the stories alone give it.
    entity TEXT NOT NULL,
    -- JSON: the entity without places in documents.
    face   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX faces_by_entity ON faces (entity);
