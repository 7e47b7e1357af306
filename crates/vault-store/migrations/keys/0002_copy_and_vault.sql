-- Whether this store has a copy: then nobody changes it who does not know of that, since a copy that is left behind keeps
-- what was destroyed.
ALTER TABLE about ADD COLUMN has_copy BIGINT NOT NULL DEFAULT 0; -- 1: every change goes to the copy too; 0: there is none
-- The vault that the shares are of, as it calls itself.
ALTER TABLE about ADD COLUMN vault_id TEXT; -- NULL until the store was first opened beside one
