-- What a reader wrote on articles: tags and notes.
CREATE TABLE tag (
    article INTEGER NOT NULL REFERENCES article,
    -- Its place among the tags of the article.
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (article, place)
) WITHOUT ROWID;
CREATE TABLE note (
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    -- Bytes of the text and how many; NULL: on the article whole, or its passage went.
    start INTEGER,
    length INTEGER,
    -- The same in Unicode scalars.
    scalar_start INTEGER,
    scalar_end INTEGER,
    -- The passage as it stood: it finds the place again.
    passage TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Unix seconds.
    made INTEGER NOT NULL
);
CREATE INDEX note_article ON note (article);
CREATE TRIGGER labels_gone AFTER DELETE ON article BEGIN
    DELETE FROM tag WHERE article = old.id;
    DELETE FROM note WHERE article = old.id;
END;
