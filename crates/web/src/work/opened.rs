//! A case that somebody at work has opened.

use std::collections::BTreeMap;
use std::ops::Deref;

use care::{AccessEntry, EntryId, Looked, OfPart, PERSON, Part, Role, Roles, Rules};
use casework::{OpenCase, PageRules};
use jiff::Timestamp;
use seal::{CaseId, UserId};

use crate::problem::Problem;
use crate::view::time;
use crate::words::Words;
use crate::work::{Working, unavailable};

/// Who looked at something is written down once in this time, in milliseconds, however often they do.
const LOOKS_WITHIN: i64 = 60 * 60 * 1000;

/// That staff said what they must report holds for so long, in milliseconds: a week, since people forget.
const SAID_WITHIN: i64 = 7 * 24 * 60 * 60 * 1000;

impl Working {
    /// Opens the case of this id; what is no id, and what they have no key for, is not there.
    pub(crate) async fn case(&self, id: &str) -> Result<OpenCase, Problem> {
        let id: CaseId = id.parse().map_err(|_| Problem::NotFound)?;
        let open = OpenCase::open(self.half(), &self.keyring, id, self.now).await;
        let mut open = open.map_err(|error| unavailable(&error))?;
        self.attend(&mut open).await;
        Ok(open)
    }

    /// Takes in what was said on the person's own page, makes that anew, and ends what went and is over. Where it cannot be done now nothing is lost, and
    /// the next look does it: it stands in nobody's way.
    pub(crate) async fn attend(&self, open: &mut OpenCase) {
        let attended = async {
            if open.access().own_page.page().is_none() {
                return casework::end_what_is_over(self.half(), open, &self.zone).await;
            }
            let rules = self.page_rules().await?;
            casework::attend(self.half(), &self.keyring, open, &rules, self.now, &mut self.random()).await
        };
        if let Err(error) = attended.await {
            tracing::warn!(target: "web", %error, "what follows from a case was not done");
        }
    }

    /// What a person's own page goes by.
    pub(crate) async fn page_rules(&self) -> Result<PageRules, casework::Error> {
        let rules = casework::rules(self.half(), self.agency.agency).await?;
        Ok(PageRules { zone: self.zone.clone(), most_days: rules.most_release_days })
    }

    /// Shows parts of a case that is open: that they are looked at is written down first, for the person to be shown.
    pub(crate) async fn show(&self, mut open: OpenCase, parts: &[Part]) -> Result<Shown, Problem> {
        let since = self.now.millis() - LOOKS_WITHIN;
        let lately = open.access().log.iter().filter(|entry| entry.at > since);
        let mut seen: Vec<Part> = Vec::new();
        for entry in lately.filter(|entry| entry.by == self.user()) {
            if let AccessEntry::Looked(looked) = &entry.what {
                seen.extend(&looked.parts);
            }
        }
        let anew: Vec<Part> = parts.iter().copied().filter(|part| !seen.contains(part)).collect();
        if !anew.is_empty() {
            self.write(&mut open, AccessEntry::Looked(Looked { parts: anew })).await?;
        }
        Ok(Shown(open))
    }

    /// Whether somebody said of a part, of this case, what they would have to report, within the last days.
    pub(crate) fn has_said(&self, open: &OpenCase, part: Part) -> bool {
        let since = self.now.millis() - SAID_WITHIN;
        open.access().log.iter().filter(|entry| entry.at > since).any(|entry| {
            entry.by == self.user()
                && matches!(&entry.what, AccessEntry::SaidWhatIsReported(said) if said.parts.contains(&part))
        })
    }

    /// Writes an entry.
    pub(crate) async fn write<W: OfPart + Clone>(
        &self,
        open: &mut OpenCase,
        what: W,
    ) -> Result<EntryId, Problem> {
        let written = open.write(self.half(), what, self.now, &mut self.random()).await;
        let written = written.map_err(|error| unavailable(&error))?;
        self.attend(open).await;
        Ok(written)
    }

    /// Makes the case's card anew, after something was written that it says. That stands, also where the card cannot be
    /// written now: it lags until the next is, and nobody is told that what they wrote was not kept.
    pub(crate) async fn put_card(&self, open: &mut OpenCase) -> Result<(), Problem> {
        let put = open.put_card(self.half(), &self.keyring, &self.zone, &mut self.random()).await;
        match put {
            Err(error @ (casework::Error::NoKey | casework::Error::Late | casework::Error::Earlier)) => {
                Err(unavailable(&error))
            }
            Err(error) => {
                tracing::warn!(target: "web", %error, "a case's card was not written");
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// What colleagues are called.
    pub(crate) async fn names(&self) -> Result<Names, Problem> {
        let agency = self.agency.agency;
        let staff =
            casework::staff(self.half(), agency, &self.keyring).await.map_err(|error| unavailable(&error))?;
        let names = staff.into_iter().filter_map(|staff| Some((staff.user, (staff.name?, staff.roles))));
        Ok(Names(names.collect()))
    }

    /// Who may hold a case, and who does although they may not.
    pub(crate) async fn hands(&self, open: &OpenCase, names: &Names) -> Result<Hands, Problem> {
        let circles =
            casework::circles(self.half(), &self.keyring).await.map_err(|error| unavailable(&error))?;
        let circle = circles.into_iter().find(|circle| circle.id == open.circle());
        let members = circle.map(|circle| circle.members).unwrap_or_default();
        let held = open.case.journey.holders.now(&()).cloned().unwrap_or_default();
        let (may_hold, others): (Vec<_>, Vec<_>) = names
            .holders()
            .into_iter()
            .map(|(user, name)| (user, name.to_owned()))
            .partition(|(user, _)| members.contains(user));
        let is_held_by = |user: &UserId| held.iter().any(|holder| holder == *user);
        Ok(Hands { may_hold, outside: others.into_iter().filter(|(user, _)| is_held_by(user)).collect() })
    }

    /// "March 14, 2026, 9:30 am".
    pub(crate) fn moment(&self, at: i64, w: Words) -> String {
        time::moment(at, &self.zone, w)
    }

    /// The rules of the agency.
    pub(crate) async fn rules(&self) -> Result<Rules, Problem> {
        casework::rules(self.half(), self.agency.agency).await.map_err(|error| unavailable(&error))
    }

    /// "March 14, 2026".
    pub(crate) fn day(&self, at: i64, w: Words) -> String {
        let at = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(self.zone.clone());
        time::date(at.date(), w)
    }
}

/// A case as a page shows it. What stands above every page of a case is made of this alone, so that none shows a part of
/// which it is not written down that it was looked at.
pub(crate) struct Shown(OpenCase);

impl Deref for Shown {
    type Target = OpenCase;

    fn deref(&self) -> &OpenCase {
        &self.0
    }
}

/// In whose hands a case can be.
pub(crate) struct Hands {
    /// Those of its circle who hold cases, by what they are called. Whoever is kept out of it is not offered it.
    pub(crate) may_hold: Vec<(UserId, String)>,
    /// Those who hold it and are not in its circle, so that they cannot open it: it was moved.
    outside: Vec<(UserId, String)>,
}

impl Hands {
    /// Whether somebody may hold it.
    pub(crate) fn may(&self, user: UserId) -> bool {
        self.may_hold.iter().any(|(known, _)| *known == user)
    }

    /// A sentence on who holds it and cannot open it, where there is somebody.
    pub(crate) fn outside(&self, w: Words) -> Option<String> {
        let names: Vec<&str> = self.outside.iter().map(|(_, name)| name.as_str()).collect();
        (!names.is_empty()).then(|| w.with("holders-outside", "who", &w.list(&names)))
    }
}

/// What the people of an agency are called, by id.
pub(crate) struct Names(BTreeMap<UserId, (String, Roles)>);

impl Names {
    /// What somebody is called: the person whose case it is, on their own page; that they have left, where nobody of the agency has this id.
    pub(crate) fn of(&self, user: UserId, w: Words) -> String {
        if user == PERSON {
            return w.t("person-themselves");
        }
        self.0.get(&user).map_or_else(|| w.t("staff-left"), |(name, _)| name.clone())
    }

    /// Whoever may hold a case, by what they are called.
    pub(crate) fn holders(&self) -> Vec<(UserId, &str)> {
        let holders = self.0.iter().filter(|(_, (_, roles))| roles.has(Role::CaseHolder));
        let mut holders: Vec<(UserId, &str)> =
            holders.map(|(user, (name, _))| (*user, name.as_str())).collect();
        holders.sort_by(|one, other| one.1.cmp(other.1));
        holders
    }
}
