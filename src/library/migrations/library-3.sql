-- What the finder looks through, packed; made after each linking.
CREATE TABLE finder (
    collection INTEGER PRIMARY KEY REFERENCES collection,
    packed BLOB NOT NULL
);
