-- What was chosen on the command line for the collection: it holds when one goes on.
ALTER TABLE session ADD COLUMN choices TEXT NOT NULL DEFAULT '';
