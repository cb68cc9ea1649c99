-- What a text is like, so that one story told several times is known; as of the engine that read it.
CREATE TABLE sketch (
    text INTEGER PRIMARY KEY REFERENCES text,
    sketch BLOB NOT NULL
);
CREATE TRIGGER sketch_gone AFTER DELETE ON text BEGIN
    DELETE FROM sketch WHERE text = old.id;
END;

-- The articles of each collection that are one story, as of the last linking; packed.
CREATE TABLE story (
    collection INTEGER PRIMARY KEY REFERENCES collection,
    stories BLOB NOT NULL
);
CREATE TRIGGER story_gone AFTER DELETE ON collection BEGIN
    DELETE FROM story WHERE collection = old.id;
END;

-- Counts of the entities for which it matters whether each copy of a story counts.
CREATE TABLE once (
    entity INTEGER PRIMARY KEY REFERENCES entity,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL
);
CREATE TRIGGER once_gone AFTER DELETE ON entity BEGIN
    DELETE FROM once WHERE entity = old.id;
END;
