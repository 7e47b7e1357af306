-- Which services the last changes of the directory were about, for those who hold the directory before them: they
-- read these services again and need not read all.
--
-- A change that was about more than a few services, or about agencies or places, has no rows here.
CREATE TABLE service_change (
    number     BIGINT NOT NULL, -- the revision of the directory after the change
    agency_id  TEXT NOT NULL,   -- whose service it is
    service_id TEXT NOT NULL,   -- the service
    written_by TEXT NOT NULL,   -- the transaction's name
    PRIMARY KEY (agency_id, service_id, number)
);
CREATE INDEX service_change_number ON service_change (number);
