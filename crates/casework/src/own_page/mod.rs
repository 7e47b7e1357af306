//! A person's own page, of which they open nothing but what they chose to see: [at work](at_work), where it is given, kept up to
//! date and locked, and [by the person](person).

mod at_work;
mod attending;
mod person;

pub use at_work::{Agreed, GivenCard, agree, answer_wish, close_page, give_card, lock_page};
pub use attending::{PageRules, attend};
pub use person::{OpenPage, sign_in_with_card};

pub(crate) use at_work::anew;
