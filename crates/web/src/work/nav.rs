//! What stands above every page of an agency: whose it is, and where one can go from here.

use care::Role;

use crate::words::Words;
use crate::work::Working;

/// The line of links.
pub(crate) struct Nav {
    /// What the agency is called.
    pub(crate) agency: String,
    pub(crate) links: Vec<Link>,
}

/// One of them.
pub(crate) struct Link {
    pub(crate) href: &'static str,
    pub(crate) text: String,
    pub(crate) is_here: bool,
}

impl Nav {
    /// The links for somebody who is on the page of this address.
    pub(crate) fn of(at_work: &Working, w: Words, here: &str) -> Self {
        let all = [
            ("/at-work", w.t("nav-start"), None),
            ("/at-work/cases", w.t("nav-cases"), Some(Role::CaseHolder)),
            ("/at-work/questions", w.t("questions-title"), Some(Role::CaseHolder)),
            ("/at-work/inbox", w.t("inbox-title"), Some(Role::CaseHolder)),
            ("/at-work/listing", w.t("nav-listing"), Some(Role::DirectoryEditor)),
            ("/at-work/staff", w.t("nav-staff"), Some(Role::Lead)),
            ("/at-work/round", w.t("nav-round"), Some(Role::Coordinator)),
            ("/at-work/audit", w.t("nav-audit"), Some(Role::Auditor)),
            ("/at-work/me", w.t("nav-me"), None),
        ];
        let theirs = all.into_iter().filter(|(href, _, role)| match *href {
            // Leads keep the listing too.
            "/at-work/listing" => at_work.roles.has(Role::DirectoryEditor) || at_work.roles.has(Role::Lead),
            "/at-work/round" => at_work.coordinates,
            _ => role.is_none_or(|role| at_work.roles.has(role)),
        });
        let links = theirs.map(|(href, text, _)| Link { href, text, is_here: href == here });
        Self { agency: at_work.agency.name.clone(), links: links.collect() }
    }
}
