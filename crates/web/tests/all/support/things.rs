//! What an agency has that an address can name, made through its pages.

use care::Role;
use seal::CircleId;

use super::agency::{Person, Records};
use crate::work::staff::{come, invite};

/// Ids of one agency.
#[derive(Clone, Debug, Default)]
pub(crate) struct Things {
    pub(crate) agency: String,
    pub(crate) case: String,
    pub(crate) episode: String,
    pub(crate) note: String,
    pub(crate) referral: String,
    pub(crate) release: String,
    /// A packet that it has got.
    pub(crate) message: String,
    pub(crate) document: String,
    /// What else stands in a case and is named by forms alone.
    pub(crate) items: Vec<String>,
    /// An invitation that is open, with its words.
    pub(crate) invitation: String,
    pub(crate) told: String,
    /// One by which somebody has come who waits.
    pub(crate) waiting: String,
    /// Somebody who is there, and a circle that they are in.
    pub(crate) user: String,
    pub(crate) circle: String,
    /// A service that it lists, if another than the first of the tests' directory.
    pub(crate) service: String,
    /// A place that it lists, likewise.
    pub(crate) place: String,
}

impl Things {
    /// A case in which every page has something, all of it this text.
    pub(crate) async fn case(records: &Records, holder: &Person, text: &str) -> Self {
        Self::case_in(records, holder, text, None).await
    }

    /// The same in a circle.
    pub(crate) async fn case_in(
        records: &Records,
        holder: &Person,
        text: &str,
        circle: Option<CircleId>,
    ) -> Self {
        let circle = circle.map(|circle| circle.to_string()).unwrap_or_default();
        let begun = [("handle", text), ("circle", circle.as_str())];
        let begun = records.begin_case(holder, &begun).await;
        let case = last(begun.header("location"));
        let at = format!("/at-work/case/{case}");
        let mut things = Self { case, ..Self::default() };
        for page in ["needs", "limits", "more", "part/identity", "part/safety", "part/health", "part/legal"] {
            records.fill(holder, &format!("{at}/{page}"), &format!("{at}/{page}"), text).await;
        }
        for page in ["contact", "reminders", "compelled"] {
            let filled = records.fill(holder, &format!("{at}/{page}"), &format!("{at}/{page}"), text).await;
            things.items.push(value(&filled.given(), "item"));
        }
        let path = records.fill(holder, &format!("{at}/path"), &format!("{at}/episodes"), text).await;
        things.episode = value(&path.given(), "item");
        let referrals = format!("{at}/referrals");
        let referrals = records.fill(holder, &referrals, &referrals, text).await;
        things.referral = value(&referrals.given(), "item");
        let releases = format!("{at}/releases");
        let releases = records.fill(holder, &releases, &releases, text).await;
        things.release = value(&releases.given(), "item");
        let notes = records.fill(holder, &format!("{at}/notes"), &format!("{at}/notes"), text).await;
        things.note = value(&notes.given(), "note");
        let notes = records.form(holder, &format!("{at}/notes"), &format!("{at}/notes")).await;
        let mut draft = notes.filled(|_| text.to_owned());
        draft.push(("do".into(), "draft".into()));
        records.submit(holder, &notes, &format!("{at}/notes"), &draft).await;
        things.items.push(value(&draft, "draft"));
        records.fill(holder, &format!("{at}/documents"), &format!("{at}/documents"), text).await;
        let documents = records.get(holder, &format!("{at}/documents")).await;
        things.document = documents.between(&format!("href=\"{at}/document/"), "\"");
        things
    }

    /// People who are there, who were invited, and who have come; and a circle of whoever leads, one of them and these.
    pub(crate) async fn people(
        mut self,
        records: &Records,
        (lead, circle): (&Person, CircleId),
        also: &[&Person],
        name: &str,
    ) -> Self {
        let one = records.joined(lead, name, (&[Role::CaseHolder], &[circle])).await;
        let others: Vec<&Person> = also.iter().copied().chain([&one]).collect();
        self.circle = records.circle_of(lead, name, &others).await.to_string();
        self.user = one.id().to_string();
        let agency = one.user.as_ref().unwrap().agency();
        self.agency = agency.to_string();
        self.message = records.packet((lead, circle), agency, name).await.to_string();
        let told = invite(records, lead, &[Role::CaseHolder]).await;
        (self.invitation, self.told) = (last(&told.path), told.words);
        let told = invite(records, lead, &[Role::CaseHolder]).await;
        come(records, &Person::new(), &told, &format!("{name}-who-waits")).await;
        self.waiting = last(&told.path);
        self
    }

    /// The address that a route has with these.
    pub(crate) fn address(&self, route: &str) -> String {
        let of = |name: &str| match name {
            "agency" => &self.agency,
            "case" => &self.case,
            "episode" => &self.episode,
            "note" => &self.note,
            "referral" => &self.referral,
            "release" => &self.release,
            "message" => &self.message,
            // The agency sends itself something.
            "partner" => &self.agency,
            "document" => &self.document,
            "part" => "identity",
            "invitation" if route.contains("/admit/") => &self.waiting,
            "invitation" => &self.invitation,
            "user" => &self.user,
            "circle" => &self.circle,
            // Of a question that nobody is asked.
            "guest" => "00000000000000000000000000000000",
            // What stands in the directory of the tests, where it is this agency's.
            "service" if self.service.is_empty() => "beds",
            "service" => &self.service,
            "place" if self.place.is_empty() => "office",
            "place" => &self.place,
            "at" => "new",
            other => panic!("tests/all/support/things.rs has to make a {other} for {route}"),
        };
        let mut address = String::new();
        for piece in route.split('{') {
            match piece.split_once('}') {
                Some((name, rest)) => address.extend([of(name), rest]),
                None => address.push_str(piece),
            }
        }
        address
    }

    /// Every id that there is of them, each once.
    pub(crate) fn ids(&self) -> Vec<&str> {
        let of_case = [&self.case, &self.episode, &self.note, &self.referral, &self.release, &self.document];
        let named = of_case.into_iter().chain([&self.invitation, &self.waiting, &self.message]);
        let all = named.chain(&self.items).chain([&self.user, &self.circle, &self.agency]);
        all.filter(|id| !id.is_empty()).map(String::as_str).collect()
    }
}

/// The last part of an address.
fn last(address: &str) -> String {
    address.rsplit('/').next().unwrap().to_owned()
}

fn value(pairs: &[(String, String)], name: &str) -> String {
    pairs.iter().find(|(held, _)| held == name).unwrap_or_else(|| panic!("no field {name}")).1.clone()
}
