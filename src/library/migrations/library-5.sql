-- The folded terms of each article (text/query/terms.rs), to be asked before its text is read.
-- Which article has a term is kept, not where: the text says that. A row is an article.
CREATE VIRTUAL TABLE term USING fts5(
    words, content='', contentless_delete=1, detail=none, tokenize='ascii'
);
-- What a transaction files goes in as one piece, and pieces are joined eight at a time.
INSERT INTO term (term, rank) VALUES ('hashsize', 16777216);
INSERT INTO term (term, rank) VALUES ('automerge', 8);
CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN
    DELETE FROM term WHERE rowid = old.id;
END;

-- The terms of all its articles are there.
ALTER TABLE collection ADD COLUMN indexed INTEGER NOT NULL DEFAULT 0;
-- Bits of an article's id that tell it from others of its day or file (places.rs).
ALTER TABLE collection ADD COLUMN bits INTEGER NOT NULL DEFAULT 25;
UPDATE collection SET bits = 22 WHERE NOT dated;
