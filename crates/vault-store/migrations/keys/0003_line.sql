-- Which line of changes the store is of. A store goes on alone, and begins one of its own, when its copy is given up: two
-- stores that both did so are no copies of each other any more, however many changes each has had.
ALTER TABLE about ADD COLUMN line_id TEXT NOT NULL DEFAULT '00000000000000000000000000000000';
ALTER TABLE about ADD COLUMN line_before TEXT; -- the line that it began from; NULL where from nothing
ALTER TABLE about ADD COLUMN line_since BIGINT NOT NULL DEFAULT 0; -- the revision at which it began
