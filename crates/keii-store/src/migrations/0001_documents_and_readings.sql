-- Documents as they arrived, and what each version of the pack reads in them.

CREATE TABLE documents (
    -- The order of arrival. Never exported.
    arrival     INTEGER PRIMARY KEY,
    id          TEXT    NOT NULL UNIQUE,
    -- Of the bytes as received.
    sha256      TEXT    NOT NULL UNIQUE,
    name        TEXT    NOT NULL,
    url         TEXT,
    -- 1 for the first document of a URL, 2 for the next bytes from there, and so on.
    version     INTEGER NOT NULL CHECK (version > 0),
    -- UTF-8. A BLOB, because SQL functions end a TEXT at its first NUL.
    text        BLOB    NOT NULL,
    text_sha256 TEXT    NOT NULL,
    -- Bytes of the text.
    body_start  INTEGER NOT NULL,
    body_end    INTEGER NOT NULL,
    -- JSON: what came with the article.
    metadata    TEXT    NOT NULL,
    -- RFC 3339. Never exported.
    added       TEXT    NOT NULL,
    CHECK (0 <= body_start AND body_start <= body_end AND body_end <= length(text))
) STRICT;

-- Two versions of one URL never have one number; NULLs are all different.
CREATE UNIQUE INDEX documents_by_url ON documents (url, version);

CREATE TABLE readings (
    document TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    pack     TEXT NOT NULL,
    -- JSON, compressed by Zstandard.
    reading  BLOB NOT NULL,
    PRIMARY KEY (document, pack)
) STRICT;

CREATE INDEX readings_by_pack ON readings (pack, document);
