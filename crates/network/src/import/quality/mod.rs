//! What is wrong with a source beside its form: said and counted, never a reason to leave a row out.

mod ways;

use super::draft::Draft;
use super::position::Notes;
use crate::Directory;

/// What only the whole directory shows. It is looked at as it will be kept, after addresses were set aside.
pub(super) fn whole(directory: &Directory, draft: &Draft, notes: &mut Notes) {
    ways::check(directory, draft, notes);
}
