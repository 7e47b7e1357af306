-- What circles are called. Whoever is in one reads it, and nobody else.
ALTER TABLE circle ADD COLUMN name BYTEA; -- sealed under the circle's key; NULL: it has none
ALTER TABLE circle ADD COLUMN name_epoch BIGINT; -- the epoch of that key
