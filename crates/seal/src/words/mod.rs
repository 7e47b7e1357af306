//! Words that people write down, read out and type: passphrases that are made for them, recovery sheets, fingerprints
//! and invitations.
//!
//! All are drawn from two lists of 7,776 words (`data/`), English and Spanish. A word stands for its place in its
//! list, so a list never changes.

mod generated;
mod list;

pub use generated::{GeneratedPassphrase, NotGenerated, WORDS, generate};
pub use list::{Language, Nearest};

/// How many words a list has: 6⁵.
pub const COUNT: u16 = 7776;
