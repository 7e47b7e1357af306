-- What the release that allows a message is known by to both sides: without it the message does not open. It is random, new
-- with each message, and says nothing of the release.
ALTER TABLE message ADD COLUMN release_id TEXT; -- NULL: none is needed

-- Whether somebody at the recipient has opened it.
ALTER TABLE message ADD COLUMN is_opened BIGINT NOT NULL DEFAULT 0; -- 1: they have

-- What an agency has agreed on for itself: a number for each rule, of days where it has some. It names no person.
CREATE TABLE agency_rule (
    agency_id  TEXT NOT NULL,   -- whose it is
    rule       TEXT NOT NULL,   -- most-release-days | quiet-referral-days | asks-for-release
    days       BIGINT NOT NULL, -- how many, or 1; 0: none, or no
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, rule)
);
