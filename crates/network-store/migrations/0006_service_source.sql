-- The services of an import, in order of ids: whoever puts in a few of them is told how many others there are.
CREATE INDEX service_source ON service (source, agency_id, id);
