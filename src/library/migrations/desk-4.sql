-- Queries that a reader gave a name; in the order in which they were saved.
CREATE TABLE saved (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    query TEXT NOT NULL
);
