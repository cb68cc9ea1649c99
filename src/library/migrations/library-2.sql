-- Files are compared in the order of their ranks, each with its number on the disk. What is
-- known of those from before has none, so they are looked at once again.
ALTER TABLE file ADD COLUMN inode INTEGER;
CREATE INDEX file_rank ON file (collection, rank);
