-- What of the collection was shown, packed: filter, whose actors, how they are counted. NULL: all,
-- as at first.
ALTER TABLE session ADD COLUMN view BLOB;
