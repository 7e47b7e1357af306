-- How far the epochs of each agency's key, and of each of its circles' keys, have come: rows of an earlier one that
-- somebody put back into the vault are told by it. It may lag.
CREATE TABLE epoch (
    agency_id  TEXT NOT NULL,  -- whose key it is
    epoch_of   TEXT NOT NULL,  -- agency | circle
    id         TEXT NOT NULL,  -- the circle; zeros of the agency's own key
    sealed     BYTEA NOT NULL, -- the newest epoch and the least that counts, under the root
    root_id    TEXT NOT NULL,  -- which root
    written_by TEXT NOT NULL,  -- the transaction's name
    PRIMARY KEY (agency_id, epoch_of, id)
);
