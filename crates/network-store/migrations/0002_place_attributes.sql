-- Columns of a source that have no place of their own are kept of places too: from here on `attribute.owner` is
-- agency | place | service. A place whose address was set aside has none, since any of them may tell where it is.
--
-- No program before this one wrote such rows; whatever else did, the address of its place may have been set aside
-- since.
DELETE FROM attribute WHERE owner = 'place';
