//! What the fields of a case are called on a page.

use care::{Field, HealthField, IdentityField, LegalField, SafetyField};

use crate::words::Words;

/// A field with its words.
pub(crate) trait Labelled: Field {
    /// What it is called.
    fn label(self, w: Words) -> String;

    /// What is said of it beside that.
    fn hint(self, _: Words) -> Option<String> {
        None
    }
}

impl Labelled for IdentityField {
    fn label(self, w: Words) -> String {
        match self {
            Self::Called => w.t("identity-called"),
            Self::Names => w.t("identity-names"),
            Self::OtherNames => w.t("identity-other-names"),
            Self::Pronouns => w.t("identity-pronouns"),
            Self::Born => w.t("identity-born"),
            Self::Languages => w.t("identity-languages"),
            Self::Household => w.t("identity-household"),
            Self::Papers => w.t("identity-papers"),
            Self::Other => w.t("field-other"),
        }
    }

    fn hint(self, w: Words) -> Option<String> {
        match self {
            Self::Called => Some(w.t("identity-called-hint")),
            Self::Born => Some(w.t("identity-born-hint")),
            Self::Papers => Some(w.t("identity-papers-hint")),
            _ => None,
        }
    }
}

impl Labelled for SafetyField {
    fn label(self, w: Words) -> String {
        match self {
            Self::StayAway => w.t("safety-stay-away"),
            Self::Plan => w.t("safety-plan"),
            Self::WhoMayKnow => w.t("safety-who-may-know"),
            Self::CodeWord => w.t("safety-code-word"),
            Self::Orders => w.t("safety-orders"),
            Self::Other => w.t("field-other"),
        }
    }
}

impl Labelled for HealthField {
    fn label(self, w: Words) -> String {
        match self {
            Self::Now => w.t("health-now"),
            Self::Medicines => w.t("health-medicines"),
            Self::SubstanceUse => w.t("health-substance-use"),
            Self::Treated => w.t("health-treated"),
            Self::Access => w.t("health-access"),
            Self::Other => w.t("field-other"),
        }
    }
}

impl Labelled for LegalField {
    fn label(self, w: Words) -> String {
        match self {
            Self::Immigration => w.t("legal-immigration"),
            Self::Proceedings => w.t("legal-proceedings"),
            Self::Counsel => w.t("legal-counsel"),
            Self::Records => w.t("legal-records"),
            Self::Compensation => w.t("legal-compensation"),
            Self::Other => w.t("field-other"),
        }
    }
}
