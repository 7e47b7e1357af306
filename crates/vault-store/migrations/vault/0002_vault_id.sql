-- Which vault this is. The keys store remembers it: a sweep beside an empty or another vault would take every share for
-- one that nothing needs.
ALTER TABLE about ADD COLUMN vault_id TEXT; -- NULL until it was next opened beside a keys store
