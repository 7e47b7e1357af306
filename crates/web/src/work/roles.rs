//! What somebody is there for, in words.

use care::{Role, Roles};

use crate::form::Fields;
use crate::words::Words;

/// A role to be chosen on a page.
pub(crate) struct RoleChoice {
    pub(crate) code: &'static str,
    pub(crate) name: String,
    pub(crate) what: String,
    pub(crate) is_chosen: bool,
}

/// The roles that somebody of an agency can have: the coordinator's, where it coordinates the network.
pub(crate) fn offered(coordinates: bool) -> Vec<Role> {
    Role::ALL.into_iter().filter(|role| coordinates || *role != Role::Coordinator).collect()
}

/// These roles, with those chosen that `is_chosen` says.
pub(crate) fn choices(offered: &[Role], is_chosen: impl Fn(Role) -> bool, w: Words) -> Vec<RoleChoice> {
    let choice = |role| {
        let (name, what) = in_words(role, w);
        RoleChoice { code: role.code(), name, what, is_chosen: is_chosen(role) }
    };
    offered.iter().copied().map(choice).collect()
}

/// The roles that a form has ticked.
pub(crate) fn ticked(fields: &Fields) -> Vec<Role> {
    fields.values("role").filter_map(Role::from_code).collect()
}

/// "Lead, case holder".
pub(crate) fn said(roles: Roles, w: Words) -> String {
    let names: Vec<String> = roles.iter().map(|role| in_words(role, w).0).collect();
    w.list(&names)
}

/// What a role is called.
pub(crate) fn name(role: Role, w: Words) -> String {
    in_words(role, w).0
}

/// What a role is called, and what it is.
fn in_words(role: Role, w: Words) -> (String, String) {
    match role {
        Role::CaseHolder => (w.t("role-case-holder"), w.t("role-case-holder-what")),
        Role::Lead => (w.t("role-lead"), w.t("role-lead-what")),
        Role::DirectoryEditor => (w.t("role-directory-editor"), w.t("role-directory-editor-what")),
        Role::Coordinator => (w.t("role-coordinator"), w.t("role-coordinator-what")),
        Role::Auditor => (w.t("role-auditor"), w.t("role-auditor-what")),
    }
}
