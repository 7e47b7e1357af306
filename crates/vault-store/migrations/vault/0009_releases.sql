-- What the release that allows a message is known by to both sides: without it the message does not open. It is random, new
-- with each message, and says nothing of the release.
ALTER TABLE message ADD COLUMN release_id TEXT; -- NULL: none is needed
