-- Which keys store this is. One row, once it was created; two copies of one store say the same here.
CREATE TABLE about (
    part            TEXT NOT NULL PRIMARY KEY, -- store
    network_id      TEXT NOT NULL,             -- the network whose keys these are
    root_id         TEXT NOT NULL,             -- the root that every row below is sealed under
    revision        BIGINT NOT NULL,           -- counts up with every change of what is copied
    shares_revision BIGINT NOT NULL,           -- the revision with which a share was last put or destroyed
    created_at      BIGINT NOT NULL,           -- when it was created: Unix milliseconds
    copied_at       BIGINT,                    -- when it was last copied whole from the other; NULL where never
    written_by      TEXT NOT NULL              -- the transaction's name
);
-- A share of each case, wrap and message. Who destroys one ends what it is of, in every old backup too.
CREATE TABLE share (
    agency_id  TEXT NOT NULL,   -- whose it is
    share_of   TEXT NOT NULL,   -- case | wrap | message
    id         TEXT NOT NULL,   -- the case, wrap or message
    sealed     BYTEA NOT NULL,  -- the share, under the root
    root_id    TEXT NOT NULL,   -- which root
    created_at BIGINT NOT NULL, -- when it was put: Unix milliseconds
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, share_of, id)
);
-- How long a case's journal is known to be, so that its end cannot be cut off unseen. It may lag.
CREATE TABLE head (
    agency_id  TEXT NOT NULL,  -- whose case it is
    case_id    TEXT NOT NULL,  -- the case
    sealed     BYTEA NOT NULL, -- count and last hash, under the root
    root_id    TEXT NOT NULL,  -- which root
    written_by TEXT NOT NULL,  -- the transaction's name
    PRIMARY KEY (agency_id, case_id)
);
-- What every passphrase of the network is hashed with. One row.
CREATE TABLE pepper (
    part       TEXT NOT NULL PRIMARY KEY, -- store
    sealed     BYTEA NOT NULL,            -- the pepper, under the root
    root_id    TEXT NOT NULL,             -- which root
    written_by TEXT NOT NULL              -- the transaction's name
);
-- Who is signed in. Never copied and never backed up; a session is looked for before its agency is known.
CREATE TABLE session (
    hash       TEXT NOT NULL PRIMARY KEY, -- a hash of the browser's token: 64 hexadecimal digits
    agency_id  TEXT NOT NULL,             -- the user's agency
    user_id    TEXT NOT NULL,             -- the user
    sealed     BYTEA NOT NULL,            -- the user's secret, under the token
    began_at   BIGINT NOT NULL,           -- when they signed in: Unix milliseconds
    used_at    BIGINT NOT NULL,           -- when they were last seen, within a minute: Unix milliseconds
    written_by TEXT NOT NULL              -- the transaction's name
);
CREATE INDEX session_of_user ON session (agency_id, user_id);
-- The latest time that any process was handed, so that an earlier clock opens nothing. One row.
CREATE TABLE clock (
    part       TEXT NOT NULL PRIMARY KEY, -- store
    high_water BIGINT NOT NULL,           -- Unix milliseconds; lags by a minute at most
    written_by TEXT NOT NULL              -- the transaction's name
);
