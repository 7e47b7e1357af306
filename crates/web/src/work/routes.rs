//! Which pages of an agency there are, and for whom. Nobody gets to one that is not on this list, and a route that is on
//! it is held against the matrix in `tests/authorization.txt`.

use care::{Role, Roles};

/// For whom a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Everybody who is signed in.
    Anybody,
    /// Whoever has one of these roles.
    Has(&'static [Role]),
}

impl Who {
    /// Whether it is for somebody with these roles.
    #[must_use]
    pub fn is(self, roles: Roles) -> bool {
        match self {
            Self::Anybody => true,
            Self::Has(any) => any.iter().any(|role| roles.has(*role)),
        }
    }
}

const HOLDER: Who = Who::Has(&[Role::CaseHolder]);
const HOLDER_OR_LEAD: Who = Who::Has(&[Role::CaseHolder, Role::Lead]);
const LEAD: Who = Who::Has(&[Role::Lead]);
const EDITOR: Who = Who::Has(&[Role::DirectoryEditor, Role::Lead]);
pub(crate) const COORDINATOR: Who = Who::Has(&[Role::Coordinator]);
const AUDITOR: Who = Who::Has(&[Role::Auditor]);

/// Every route of an agency at work, with its methods and for whom it is.
pub const WORK_ROUTES: &[(&str, &[&str], Who)] = &[
    ("/at-work", &["GET"], Who::Anybody),
    ("/at-work/hosting", &["POST"], LEAD),
    ("/at-work/cases", &["GET", "POST"], HOLDER),
    ("/at-work/cases/new", &["POST"], HOLDER),
    ("/at-work/case/{case}", &["GET"], HOLDER),
    ("/at-work/case/{case}/contact", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/needs", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/limits", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/reach", &["GET"], HOLDER),
    ("/at-work/case/{case}/path", &["GET"], HOLDER),
    ("/at-work/case/{case}/episodes", &["POST"], HOLDER),
    ("/at-work/case/{case}/episode/{episode}", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/referrals", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/referral/{referral}", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/releases", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/release/{release}", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/release/{release}/paper", &["GET"], HOLDER),
    ("/at-work/case/{case}/release/{release}/packet", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/household", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/ask", &["GET", "POST"], HOLDER),
    ("/at-work/questions", &["GET", "POST"], HOLDER),
    ("/at-work/inbox", &["GET"], HOLDER),
    ("/at-work/inbox/{message}", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/own-page", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/own-page/card", &["POST"], HOLDER),
    ("/at-work/case/{case}/notes", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/note/{note}", &["GET"], HOLDER),
    ("/at-work/case/{case}/part/{part}", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/reminders", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/more", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/log", &["GET"], HOLDER),
    ("/at-work/case/{case}/said", &["POST"], HOLDER),
    ("/at-work/case/{case}/circle", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/compelled", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/documents", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/document/{document}", &["GET"], HOLDER),
    ("/at-work/case/{case}/document/{document}/content", &["GET"], HOLDER),
    ("/at-work/case/{case}/document/{document}/take", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/document/{document}/delete", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/export", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/erase", &["GET", "POST"], HOLDER),
    ("/at-work/case/{case}/parts", &["GET", "POST"], HOLDER),
    ("/at-work/what-if", &["GET"], HOLDER),
    ("/at-work/retention", &["GET"], HOLDER_OR_LEAD),
    ("/at-work/retention/rule", &["POST"], LEAD),
    ("/at-work/partners", &["GET"], HOLDER_OR_LEAD),
    ("/at-work/partners/{partner}", &["GET"], HOLDER_OR_LEAD),
    ("/at-work/partners/{partner}/accept", &["POST"], LEAD),
    ("/at-work/rules", &["GET"], HOLDER_OR_LEAD),
    ("/at-work/rules/change", &["POST"], LEAD),
    ("/at-work/staff", &["GET"], LEAD),
    ("/at-work/staff/invite", &["GET", "POST"], LEAD),
    ("/at-work/staff/admit/{invitation}", &["POST"], LEAD),
    ("/at-work/staff/take-back/{invitation}", &["POST"], LEAD),
    ("/at-work/staff/remove/{user}", &["GET", "POST"], LEAD),
    ("/at-work/staff/lift/{user}", &["POST"], LEAD),
    ("/at-work/staff/renew", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/at-work/staff/roles/{user}", &["GET", "POST"], LEAD),
    ("/at-work/staff/name/{user}", &["POST"], LEAD),
    ("/at-work/step-in", &["GET", "POST"], HOLDER),
    ("/at-work/circles", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/at-work/circle/{circle}", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/at-work/circle/{circle}/out/{user}", &["POST"], LEAD),
    ("/at-work/sheets", &["GET", "POST"], LEAD),
    ("/at-work/sheets/check", &["GET", "POST"], LEAD),
    ("/at-work/listing", &["GET", "POST"], EDITOR),
    ("/at-work/listing/agency", &["GET", "POST"], EDITOR),
    ("/at-work/listing/confirm", &["GET", "POST"], EDITOR),
    ("/at-work/listing/new", &["GET", "POST"], EDITOR),
    ("/at-work/listing/places", &["GET"], EDITOR),
    ("/at-work/listing/places/new", &["GET", "POST"], EDITOR),
    ("/at-work/listing/place/{place}/hours", &["GET", "POST"], EDITOR),
    ("/at-work/listing/place/{place}", &["GET", "POST"], EDITOR),
    ("/at-work/listing/room", &["POST"], EDITOR),
    ("/at-work/listing/service/{service}", &["GET", "POST"], EDITOR),
    ("/at-work/listing/service/{service}/asks", &["GET", "POST"], EDITOR),
    ("/at-work/listing/service/{service}/ask/{at}", &["GET", "POST"], EDITOR),
    ("/at-work/listing/service/{service}/history", &["GET"], EDITOR),
    ("/at-work/listing/service/{service}/hours", &["GET", "POST"], EDITOR),
    ("/at-work/listing/service/{service}/place", &["GET", "POST"], EDITOR),
    ("/at-work/round", &["GET", "POST"], COORDINATOR),
    ("/at-work/audit", &["GET"], AUDITOR),
    ("/at-work/me", &["GET"], Who::Anybody),
    ("/at-work/me/name", &["POST"], HOLDER_OR_LEAD),
    ("/at-work/me/words", &["GET", "POST"], Who::Anybody),
    ("/at-work/me/code", &["GET", "POST"], Who::Anybody),
    ("/at-work/me/sessions", &["POST"], Who::Anybody),
];

/// Whether an address is of an agency at work.
pub(crate) fn is_at_work(path: &str) -> bool {
    path == "/at-work" || path.starts_with("/at-work/")
}

/// For whom a route is; nothing, where there is none.
pub(crate) fn who(route: &str) -> Option<Who> {
    WORK_ROUTES.iter().find(|(path, _, _)| *path == route).map(|(_, _, who)| *who)
}
