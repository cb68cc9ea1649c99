-- Everything here can be made again from the articles.

-- A set of articles that is opened together: by name, or by the paths given.
CREATE TABLE collection (
    -- Small: it is the head of the article ids.
    id INTEGER PRIMARY KEY,
    name TEXT UNIQUE,
    -- The paths, packed; a collection without a name is found by them.
    roots BLOB NOT NULL,
    -- Newest first; else in the order of the paths.
    dated INTEGER NOT NULL,
    -- Unix seconds.
    opened INTEGER NOT NULL,
    -- The state of the articles has been linked.
    linked INTEGER NOT NULL DEFAULT 0,
    -- The article ids in the order of the list, packed; as of the last linking.
    listing BLOB NOT NULL DEFAULT x'',
    -- How much was wrong in files with marks beside the articles, and the first of it; then too.
    troubles INTEGER NOT NULL DEFAULT 0,
    trouble TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX collection_roots ON collection (roots) WHERE name IS NULL;

-- A file that was looked at, and what it looked like then.
CREATE TABLE file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collection,
    path BLOB NOT NULL,
    -- Its place in the order of the paths.
    rank INTEGER NOT NULL,
    -- Nanoseconds and bytes; NULL: look again.
    modified INTEGER,
    size INTEGER,
    -- A hash of the same of the files with marks beside it; 0 where there are none.
    marks INTEGER,
    -- The article stage that read it.
    stage INTEGER NOT NULL,
    -- Stands in a folder and is no text.
    passed INTEGER NOT NULL DEFAULT 0,
    UNIQUE (collection, path)
);
CREATE INDEX file_stage ON file (collection, stage);

-- Decoded texts with what the article stage found in them, each once. A row never changes.
CREATE TABLE text (
    id INTEGER PRIMARY KEY,
    -- Of the article stage, the packed document, and the files with marks beside it.
    hash BLOB NOT NULL UNIQUE,
    engine INTEGER NOT NULL,
    -- Something was wrong in files beside it; the analysis says what.
    troubled INTEGER NOT NULL,
    analysis BLOB NOT NULL,
    body BLOB NOT NULL
);

-- Ids ascend in the order of the list: collection, then day (newest first) or rank.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES file,
    -- NULL: it could not be read.
    text INTEGER REFERENCES text,
    doc TEXT NOT NULL,
    title TEXT NOT NULL,
    rtl INTEGER NOT NULL,
    source TEXT,
    date TEXT,
    words INTEGER NOT NULL,
    -- What the desk knows it by in another library: the address and the source text.
    url TEXT,
    content BLOB,
    failed TEXT
);
CREATE INDEX article_file ON article (file);
CREATE INDEX article_text ON article (text);
CREATE INDEX article_content ON article (content);
CREATE INDEX article_url ON article (url) WHERE url IS NOT NULL;

-- The entity of each local name of an article, as the last linking gave it, and why; and its
-- weak mentions that count; packed.
CREATE TABLE link (
    article INTEGER PRIMARY KEY,
    entities BLOB NOT NULL,
    reasons BLOB NOT NULL,
    -- The weak mentions that count.
    promoted BLOB NOT NULL
);

CREATE TABLE entity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    collection INTEGER NOT NULL REFERENCES collection,
    key TEXT NOT NULL,
    kind INTEGER NOT NULL,
    name TEXT NOT NULL,
    latin TEXT,
    about TEXT NOT NULL,
    -- The file that lists it.
    list TEXT,
    -- Who it may be besides; packed.
    suggestions BLOB NOT NULL,
    mentions INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    aliases BLOB NOT NULL,
    -- Article and number of mentions, in the order of the list; packed.
    postings BLOB NOT NULL,
    UNIQUE (collection, key)
);
