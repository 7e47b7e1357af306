mod at_rest;
mod crash_at_every_write;
mod ends;
mod example;
mod journal_shows_tampering;
mod keeps;
mod old_backup;
mod stolen_disk;
