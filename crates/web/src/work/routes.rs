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
const COORDINATOR: Who = Who::Has(&[Role::Coordinator]);
const AUDITOR: Who = Who::Has(&[Role::Auditor]);

/// Every route of an agency at work, with its methods and for whom it is.
pub const WORK_ROUTES: &[(&str, &[&str], Who)] = &[
    ("/work", &["GET"], Who::Anybody),
    ("/work/cases", &["GET", "POST"], HOLDER),
    ("/work/cases/new", &["POST"], HOLDER),
    ("/work/case/{case}", &["GET"], HOLDER),
    ("/work/case/{case}/contact", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/needs", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/limits", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/reach", &["GET"], HOLDER),
    ("/work/case/{case}/path", &["GET"], HOLDER),
    ("/work/case/{case}/episodes", &["POST"], HOLDER),
    ("/work/case/{case}/episode/{episode}", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/notes", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/note/{note}", &["GET"], HOLDER),
    ("/work/case/{case}/part/{part}", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/reminders", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/more", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/log", &["GET"], HOLDER),
    ("/work/case/{case}/said", &["POST"], HOLDER),
    ("/work/case/{case}/circle", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/compelled", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/documents", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/document/{document}", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/document/{document}/content", &["GET"], HOLDER),
    ("/work/case/{case}/export", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/erase", &["GET", "POST"], HOLDER),
    ("/work/case/{case}/parts", &["GET", "POST"], HOLDER),
    ("/work/what-if", &["GET"], HOLDER),
    ("/work/retention", &["GET"], HOLDER_OR_LEAD),
    ("/work/retention/rule", &["POST"], LEAD),
    ("/work/staff", &["GET"], LEAD),
    ("/work/staff/invite", &["GET", "POST"], LEAD),
    ("/work/staff/admit/{invitation}", &["POST"], LEAD),
    ("/work/staff/take-back/{invitation}", &["POST"], LEAD),
    ("/work/staff/remove/{user}", &["GET", "POST"], LEAD),
    ("/work/staff/lift/{user}", &["POST"], LEAD),
    ("/work/staff/renew", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/work/staff/roles/{user}", &["GET", "POST"], LEAD),
    ("/work/circles", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/work/circle/{circle}", &["GET", "POST"], HOLDER_OR_LEAD),
    ("/work/circle/{circle}/out/{user}", &["POST"], LEAD),
    ("/work/sheets", &["GET", "POST"], LEAD),
    ("/work/sheets/check", &["GET", "POST"], LEAD),
    ("/work/listing", &["GET", "POST"], EDITOR),
    ("/work/listing/agency", &["GET", "POST"], EDITOR),
    ("/work/listing/confirm", &["GET", "POST"], EDITOR),
    ("/work/listing/new", &["GET", "POST"], EDITOR),
    ("/work/listing/room", &["POST"], EDITOR),
    ("/work/listing/service/{service}", &["GET", "POST"], EDITOR),
    ("/work/listing/service/{service}/asks", &["GET", "POST"], EDITOR),
    ("/work/listing/service/{service}/ask/{at}", &["GET", "POST"], EDITOR),
    ("/work/listing/service/{service}/history", &["GET"], EDITOR),
    ("/work/listing/service/{service}/place", &["GET", "POST"], EDITOR),
    ("/work/round", &["GET", "POST"], COORDINATOR),
    ("/work/audit", &["GET"], AUDITOR),
    ("/work/me", &["GET"], Who::Anybody),
    ("/work/me/words", &["GET", "POST"], Who::Anybody),
    ("/work/me/code", &["GET", "POST"], Who::Anybody),
    ("/work/me/sessions", &["POST"], Who::Anybody),
];

/// Whether an address is of an agency at work.
pub(crate) fn is_at_work(path: &str) -> bool {
    path == "/work" || path.starts_with("/work/")
}

/// For whom a route is; nothing, where there is none.
pub(crate) fn who(route: &str) -> Option<Who> {
    WORK_ROUTES.iter().find(|(path, _, _)| *path == route).map(|(_, _, who)| *who)
}
