//! Words that people write down, read out and type: passphrases that are made for them, recovery sheets, fingerprints
//! and invitations.
//!
//! All are drawn from two lists of 7,776 words (`data/`), English and Spanish. A word stands for its place in its
//! list, so a list never changes.

mod fingerprint;
mod generated;
mod invitation;
mod list;
mod number;
mod recovery;
mod sheet;
mod sheet_words;
pub mod strength;

pub use fingerprint::fingerprint;
pub use generated::{GeneratedPassphrase, NotGenerated, WORDS, generate};
pub use invitation::{Invitation, Mark, NotFromThem};
pub use list::{Language, Nearest};
pub use recovery::{MOST_SHEETS, NoSuchSet, NotRecovered, RecoveryKey};
pub use sheet::Sheet;
pub use sheet_words::{LONGEST_SHEET, NotASheet, Problem, ROW, ROWS, SHEET_WORDS, SheetWords};

/// How many words a list has: 6⁵.
pub const COUNT: u16 = 7776;
