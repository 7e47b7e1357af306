//! Which list of services a person wants to see whole: one group of one need's answer, from somewhere on.

use reach::Reason;
use vocabulary::{Need, Word};

use crate::form::Fields;

/// As many services as a list shows at once.
pub(crate) const PAGE: usize = 100;

/// A group of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Of {
    /// What is confirmed open.
    Confirmed,
    /// What is to be asked first.
    AskFirst,
    /// What is a rule or two away.
    Near,
    /// What is out of reach for the reason with this code, one of [`Reason::ALL`].
    Out(&'static str),
}

impl Of {
    /// What is out of reach for a reason; none where there is no such reason.
    pub(crate) fn out(code: &str) -> Option<Self> {
        Reason::ALL.into_iter().find(|known| *known == code).map(Self::Out)
    }

    fn code(self) -> &'static str {
        match self {
            Self::Confirmed => "open",
            Self::AskFirst => "ask-first",
            Self::Near => "near",
            Self::Out(reason) => reason,
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        let groups = [Self::Confirmed, Self::AskFirst, Self::Near];
        groups.into_iter().find(|of| of.code() == code).or_else(|| Self::out(code))
    }
}

/// A part of one group of one need's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ListOf {
    pub(crate) need: Need,
    pub(crate) of: Of,
    /// How many services come before those that are shown: a multiple of [`PAGE`].
    pub(crate) from: usize,
}

impl ListOf {
    pub(crate) fn first(need: Need, of: Of) -> Self {
        Self { need, of, from: 0 }
    }

    /// The list that is wanted, if one is. What is no such list was not put there by our page.
    pub(crate) fn read(fields: &Fields) -> Option<Self> {
        let value = &fields.iter().find(|field| field.name == "list")?.value;
        let mut parts = value.split('.');
        let need = Need::from_code(parts.next()?).ok()?;
        let of = Of::from_code(parts.next()?)?;
        let page: usize = parts.next()?.parse().ok()?;
        let from = page.checked_mul(PAGE).filter(|_| parts.next().is_none())?;
        Some(Self { need, of, from })
    }

    /// As a button sends it.
    pub(crate) fn code(self) -> String {
        format!("{}.{}.{}", self.need.code(), self.of.code(), self.from / PAGE)
    }

    /// The part before, if there is one.
    pub(crate) fn before(self) -> Option<Self> {
        self.from.checked_sub(PAGE).map(|from| Self { from, ..self })
    }

    /// The part after, if there is one among so many services.
    pub(crate) fn after(self, all: usize) -> Option<Self> {
        self.from.checked_add(PAGE).filter(|from| *from < all).map(|from| Self { from, ..self })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(value: &str) -> Option<ListOf> {
        let encoded = percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC);
        ListOf::read(&Fields::parse(format!("list={encoded}").as_bytes()))
    }

    #[test]
    fn every_list_that_a_button_asks_for_is_understood() {
        let reasons = Reason::ALL.into_iter().filter_map(Of::out);
        for of in [Of::Confirmed, Of::AskFirst, Of::Near].into_iter().chain(reasons) {
            for need in Need::all() {
                let list = ListOf { need, of, from: 3 * PAGE };
                assert_eq!(read(&list.code()), Some(list));
                assert_eq!(list.before().and_then(|before| before.after(usize::MAX)), Some(list));
            }
        }
        let list = read("legal-help.near.0");
        assert_eq!(list.and_then(ListOf::before), None);
        assert_eq!(list.and_then(|list| list.after(PAGE)), None);
        assert!(list.is_none_or(|list| list.after(PAGE + 1).is_some()));
    }

    proptest! {
        #[test]
        fn what_no_button_sends_is_no_list(value in "[a-z.0-9-]{0,40}|\\PC{0,20}") {
            prop_assert!(read(&value).is_none_or(|list| list.from % PAGE == 0));
        }
    }
}
