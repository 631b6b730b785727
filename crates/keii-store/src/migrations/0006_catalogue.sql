-- What a list of stories shows, and what stories have to know of each other, so that neither needs
-- the readings of all. A story without a row here has changed since: it is summed up anew.
CREATE TABLE catalogue (
    -- The earliest arrival in the story, as in profiles.
    story      INTEGER PRIMARY KEY,
    -- S. and the digits of the document that begins it.
    id         TEXT    NOT NULL,
    label      TEXT    NOT NULL,
    documents  INTEGER NOT NULL,
    -- Independent ones.
    sources    INTEGER NOT NULL,
    -- The first and the last day on which its documents can have appeared.
    first_day  TEXT,
    last_day   TEXT,
    -- When the last of its documents arrived.
    changed    TEXT    NOT NULL,
    events     INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    conflicts  INTEGER NOT NULL,
    -- JSON: persons and organisations as the story names them, the most often named first.
    names      TEXT    NOT NULL
) STRICT;

-- Entities of stories, by the ids that the story alone gives them.
CREATE TABLE shares (
    entity TEXT    NOT NULL,
    story  INTEGER NOT NULL REFERENCES catalogue (story) ON DELETE CASCADE,
    -- The smallest document id of the story: stories are joined in this order.
    first  TEXT    NOT NULL,
    -- The id among all stories.
    final  TEXT    NOT NULL,
    -- JSON.
    share  TEXT    NOT NULL,
    PRIMARY KEY (entity, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX shares_by_story ON shares (story);
CREATE INDEX shares_by_final ON shares (final);

-- Every different thing that stories say of countries, and how many say so: all stories need all of
-- it, to tell whose office is which country's.
CREATE TABLE countries (
    share TEXT    PRIMARY KEY,
    uses  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Events, comparisons, namings and chains, each with its story.
CREATE TABLE joined (
    id    TEXT    NOT NULL,
    story INTEGER NOT NULL REFERENCES catalogue (story) ON DELETE CASCADE,
    PRIMARY KEY (id, story)
) STRICT, WITHOUT ROWID;

CREATE INDEX joined_by_story ON joined (story);

-- Documents of which a correction says that somebody in both is one, or two.
CREATE TABLE linked (
    one   TEXT NOT NULL,
    other TEXT NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;

-- Ids of persons and groups whose final ids have to be looked at anew, because a story that named
-- them has changed.
CREATE TABLE unsure (
    entity TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;
