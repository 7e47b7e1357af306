//! The parts of a service, as a list of what changed names them.

use network::Service;

macro_rules! fields {
    ($($variant:ident => $field:ident $code:literal),+ ; but $($left_out:ident),+) => {
        /// A part of a service that a newer list may change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ServiceField {
            $(#[doc = concat!("`", stringify!($field), "` of [`Service`].")] $variant),+
        }

        impl ServiceField {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable code, as shown in JSON.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The part with this code.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|field| field.code() == code)
            }

            /// Brings this part of one service into another.
            pub(crate) fn bring(self, from: &Service, into: &mut Service) {
                match self { $(Self::$variant => into.$field.clone_from(&from.$field)),+ }
            }

            /// In which parts two services differ. Taken apart by name, so that no new field is forgotten here.
            pub fn between(one: &Service, other: &Service) -> Vec<Self> {
                let Service { $($field,)+ $($left_out: _),+ } = one;
                let mut fields = Vec::new();
                $(if *$field != other.$field { fields.push(Self::$variant); })+
                fields
            }
        }
    };
}

fields! {
    Name => name "name",
    AlternateName => alternate_name "alternate_name",
    Description => description "description",
    Url => url "url",
    Email => email "email",
    Status => status "status",
    Needs => needs "needs",
    CrisisLine => crisis_line "crisis_line",
    Remote => remote "remote",
    Languages => languages "languages",
    Interpreters => interpreters "interpreters",
    Audience => audience "audience",
    Features => features "features",
    Places => places "places",
    Areas => areas "areas",
    Phones => phones "phones",
    Schedule => schedule "schedule",
    Eligibility => eligibility "eligibility",
    Application => application "application",
    Documents => documents "documents",
    Fees => fees "fees",
    Requirements => requirements "requirements",
    Confidential => confidential "confidential",
    VisibleTo => visible_to "visible_to",
    Confirmed => confirmed "confirmed",
    Checked => checked "checked",
    Attributes => attributes "attributes"
    ; but id, agency, capacity, source
}
