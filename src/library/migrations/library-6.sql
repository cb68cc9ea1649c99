-- What texts have in common, kept once: what is pressed names it by its number.
CREATE TABLE dictionary (
    id INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL,
    -- The hashes of the texts that it was made of, one after the other: it holds words of them.
    samples BLOB NOT NULL
);
-- With which one the texts of a collection are pressed from now on; NULL: there is none yet.
ALTER TABLE collection ADD COLUMN dictionary INTEGER;
