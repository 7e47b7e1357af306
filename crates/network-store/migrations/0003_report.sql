-- What people told the network that a service asked of them, for its agency to answer and for nobody else to see.
--
-- A row is about a service. It holds no day, no text, and nothing about who told; telling the same again raises a
-- number. Nothing that is shown, answered or exported is made of it.
CREATE TABLE report (
    agency_id  TEXT NOT NULL,   -- whose service it is
    service_id TEXT NOT NULL,   -- the service
    kind       TEXT NOT NULL,   -- what was asked: the kind's stable code
    month      TEXT NOT NULL,   -- when: `2026-03`, or `unsaid`
    outcome    TEXT NOT NULL,   -- what came of it: waived | turned-away | let-in | unsaid
    state      TEXT NOT NULL,   -- what the agency made of it: unanswered
    times      BIGINT NOT NULL, -- how often the same was told, up to a hundred
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, kind, month, outcome, state),
    FOREIGN KEY (agency_id, service_id) REFERENCES service (agency_id, id)
);
