-- What a reader did. None of it can be made again.

-- An article as one knows it again: by where it stands, its address, or its text.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    name BLOB NOT NULL,
    url TEXT,
    content BLOB NOT NULL,
    read INTEGER NOT NULL DEFAULT 0,
    starred INTEGER NOT NULL DEFAULT 0,
    -- Where one left it, packed; NULL: at its beginning.
    spot BLOB
);
CREATE INDEX article_name ON article (name);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;
CREATE INDEX article_content ON article (content);

-- Where one was in each collection.
CREATE TABLE session (
    -- Which collection, packed.
    collection BLOB PRIMARY KEY,
    -- Counted up with each keeping: the highest is the last.
    turn INTEGER NOT NULL,
    state BLOB NOT NULL
) WITHOUT ROWID;
