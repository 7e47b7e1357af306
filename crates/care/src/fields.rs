//! The fields of the parts that are lists of them. No field has to be filled in, ever; none has a form that something
//! could be refused for: dates and numbers are texts too, since people know them in their own way.

use serde::{Deserialize, Serialize};

use crate::{Text, Version, Versions};

/// A field of a part.
pub trait Field: Copy + Ord + std::fmt::Debug + 'static {
    /// All fields, in the order in which a page has them.
    const ALL: &'static [Self];

    /// As it is written down and named in a form.
    fn code(self) -> &'static str;

    /// Whether people write more than a line.
    fn is_long(self) -> bool {
        false
    }
}

/// What a part says that is a list of fields.
pub type Told<F> = Version<F, Text>;

/// The fields of a part, with all that was ever told.
pub type Sheet<F> = Versions<F, Text>;

macro_rules! fields {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident $code:literal $($long:ident)?,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$field_doc])* #[serde(rename = $code)] $field,)*
        }

        impl Field for $name {
            const ALL: &'static [Self] = &[$(Self::$field),*];

            fn code(self) -> &'static str {
                match self {
                    $(Self::$field => $code,)*
                }
            }

            fn is_long(self) -> bool {
                match self {
                    $(Self::$field => fields!(@long $($long)?),)*
                }
            }
        }
    };
    (@long long) => { true };
    (@long) => { false };
}

fields! {
    /// Who a person is.
    IdentityField {
        /// What they want to be called.
        Called "called",
        /// Names, as they stand on papers.
        Names "names",
        /// Other names that they have had.
        OtherNames "other-names",
        /// The words that they use for themselves.
        Pronouns "pronouns",
        /// When they were born, or how old they are.
        Born "born",
        /// Languages, and whether an interpreter is wanted.
        Languages "languages",
        /// Who comes along: children, a partner, animals.
        Household "household" long,
        /// Numbers of papers, as far as they are needed.
        Papers "papers" long,
        /// Anything else.
        Other "other" long,
    }
}

fields! {
    /// What was agreed for a person's safety.
    SafetyField {
        /// Whom or what they want to stay away from, in their words.
        StayAway "stay-away" long,
        /// What was agreed to do when something happens.
        Plan "plan" long,
        /// Who may be told, and who may not.
        WhoMayKnow "who-may-know" long,
        /// A word that says that something is wrong.
        CodeWord "code-word",
        /// Orders of a court that protect them.
        Orders "orders" long,
        /// Anything else.
        Other "other" long,
    }
}

fields! {
    /// Health, as far as a person wants it written down.
    HealthField {
        /// What matters now.
        Now "now" long,
        /// Medicines, and what they do not tolerate.
        Medicines "medicines" long,
        /// Treatment of substance use. Records of a programme for it are protected by a law of their own (42 CFR part 2):
        /// no general release covers them.
        SubstanceUse "substance-use" long,
        /// Who treats them.
        Treated "treated-by" long,
        /// What must be there for them to take part: a wheelchair's way, quiet, a companion.
        Access "access" long,
        /// Anything else.
        Other "other" long,
    }
}

fields! {
    /// Legal matters.
    LegalField {
        /// Immigration.
        Immigration "immigration" long,
        /// Proceedings, on either side.
        Proceedings "proceedings" long,
        /// Who speaks for them.
        Counsel "counsel" long,
        /// Records to be cleared.
        Records "records" long,
        /// Compensation.
        Compensation "compensation" long,
        /// Anything else.
        Other "other" long,
    }
}
