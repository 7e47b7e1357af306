-- What the ids of places that nobody is to find are made with when they go out, so that no id tells a street and
-- each stays the same from one day to the next. One row, once it is there; it never leaves the store.
CREATE TABLE id_key (
    part       TEXT NOT NULL PRIMARY KEY, -- place
    key        TEXT NOT NULL,             -- 64 hexadecimal digits that nobody can guess
    written_by TEXT NOT NULL              -- the transaction's name
);
