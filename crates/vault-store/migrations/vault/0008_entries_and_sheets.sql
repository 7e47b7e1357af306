-- An entry of the directory is one agency's: no two agencies write in it.
CREATE UNIQUE INDEX agency_by_directory_id ON agency (directory_id) WHERE directory_id IS NOT NULL;

-- Recovery sheets that nobody has typed back yet put no end to those that somebody has.
ALTER TABLE member ADD COLUMN is_checked BIGINT NOT NULL DEFAULT 0; -- 1: a set of sheets that was typed back
UPDATE member SET is_checked = 1
    WHERE staff IS NULL
    AND EXISTS (SELECT 1 FROM agency WHERE agency.agency_id = member.agency_id AND agency.is_ready >= 2);
