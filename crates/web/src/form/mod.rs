//! Forms: from bytes to what a person said, and from that to a [`reach::Profile`].
//!
//! A form never fails as a whole: what could not be used is a [`Wrong`] beside its field, and all else is kept.

mod asked;
mod body;
mod chosen;
mod find;
mod list_of;
mod listed_place;
mod listed_service;
mod place;
mod profile;
mod week;

pub(crate) use asked::AskedForm;
pub(crate) use body::{Fields, MOST_AT_WORK, is_form, read};
pub(crate) use chosen::{Chosen, code as service_code, segment};
pub(crate) use find::{Far, FindForm, Hidden};
pub(crate) use list_of::{ListOf, Of, PAGE};
pub(crate) use listed_place::ListedPlace;
pub(crate) use listed_service::{ListedService, Ticks, phones};
pub(crate) use place::{Places, folded};
pub(crate) use profile::AGES;
pub(crate) use week::{WeekForm, zones};

/// What is wrong with one field, in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The field's name, which is also where a link to it goes.
    pub(crate) field: std::borrow::Cow<'static, str>,
    /// The sentence.
    pub(crate) sentence: String,
}
