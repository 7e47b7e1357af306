//! The caseload, as its file tells it: what was written in each case, day by day.

use std::collections::BTreeMap;

use care::{
    Channel, ChannelKind, ContactEntry, EpisodeFacts, ItemId, JourneyEntry, Limits, Move, Note, NoteEntry,
    Reason, Reminder, SafetyField, ServiceName, State, StatedNeed, Text, Version, Voicemail,
};
use casework::{Keyring, OpenCase};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use network::Directory;
use rand_core::CryptoRng;
use seal::{CircleId, UserSecret};
use serde::Deserialize;
use vault_store::SealedHalf;
use vault_store::keys::Now;
use vocabulary::{Feature, Kind, Need};

use super::DAY;
use crate::data::read;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CasesFile {
    case: Vec<CaseData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct CaseData {
    handle: String,
    began: i64,
    own_words: String,
    needs: Vec<NeedData>,
    cannot: Vec<Kind>,
    must: Vec<Feature>,
    speaks: Vec<vocabulary::Language>,
    with: Vec<String>,
    place: Option<String>,
    far: Option<f64>,
    channels: Vec<ChannelData>,
    safety: BTreeMap<String, String>,
    episodes: Vec<EpisodeData>,
    notes: Vec<NoteData>,
    reminders: Vec<NoteData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NeedData {
    need: Need,
    #[serde(default)]
    words: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
struct ChannelData {
    kind: ChannelKind,
    at: String,
    when: String,
    say: String,
    code_word: String,
    voicemail: Voicemail,
    r#unsafe: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EpisodeData {
    agency: Option<String>,
    service: Option<String>,
    name: Option<String>,
    need: Need,
    moves: Vec<MoveData>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MoveData {
    days: i64,
    to: String,
    rule: Option<Kind>,
    #[serde(default)]
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NoteData {
    days: i64,
    text: String,
}

/// Something that happened in a case so many days ago.
enum Happened<'a> {
    Began,
    Moved(&'a EpisodeData, ItemId, &'a MoveData, bool),
    Noted(&'a NoteData),
    Planned(&'a NoteData),
}

/// Writes the caseload in the order in which it happened, up to yesterday: no clock is ever set back. The cards of its cases
/// are still to be made.
pub(super) async fn caseload(
    half: &SealedHalf,
    advocate: &UserSecret,
    (circle, directory): (CircleId, &Directory),
    (now, zone): (Timestamp, &TimeZone),
    random: &mut impl CryptoRng,
) -> Result<Vec<OpenCase>, casework::Error> {
    let file: CasesFile = read(include_str!("../../data/cases.toml"));
    let today = now.to_zoned(zone.clone()).date();
    let mut all: Vec<(i64, usize, Happened<'_>)> = Vec::new();
    for (at, case) in file.case.iter().enumerate() {
        all.push((case.began, at, Happened::Began));
        for episode in &case.episodes {
            let item = ItemId::random(random);
            for (number, moved) in episode.moves.iter().enumerate() {
                all.push((moved.days, at, Happened::Moved(episode, item, moved, number == 0)));
            }
        }
        all.extend(case.notes.iter().map(|note| (note.days, at, Happened::Noted(note))));
        all.extend(case.reminders.iter().map(|planned| (2.min(case.began), at, Happened::Planned(planned))));
    }
    all.sort_by_key(|(days, _, _)| std::cmp::Reverse(*days));
    let mut open: BTreeMap<usize, OpenCase> = BTreeMap::new();
    for (days, at, happened) in all {
        let now = half.keys().admit(now.as_millisecond() - days * DAY).await?;
        let keyring = Keyring::open(half, advocate, now).await?;
        let Some(data) = file.case.get(at) else { continue };
        let held = match (open.get_mut(&at), &happened) {
            (Some(held), _) => held,
            (None, Happened::Began) => {
                let handle = Text::typed(&data.handle).unwrap_or_default();
                let begun = casework::begin(half, &keyring, (circle, handle), (now, zone), random).await?;
                open.entry(at).or_insert(begun)
            }
            (None, _) => continue,
        };
        let mut write = Writing { half, open: held, now, random };
        match happened {
            Happened::Began => write.begun(data).await?,
            Happened::Moved(episode, item, moved, is_first) => {
                write.moved(directory, (episode, item, is_first), moved, day(today, moved.days)).await?;
            }
            Happened::Noted(note) => write.noted(note).await?,
            Happened::Planned(planned) => write.planned(planned, day(today, planned.days)).await?,
        }
    }
    Ok(open.into_values().collect())
}

fn day(today: Date, days: i64) -> Date {
    today.checked_sub(days.days()).unwrap_or(today)
}

/// A case that is written in.
struct Writing<'a, R> {
    half: &'a SealedHalf,
    open: &'a mut OpenCase,
    now: Now,
    random: &'a mut R,
}

impl<R: CryptoRng> Writing<'_, R> {
    async fn entry<W: care::OfPart + Clone>(&mut self, what: W) -> Result<(), casework::Error> {
        self.open.write(self.half, what, self.now, self.random).await.map(drop)
    }

    async fn begun(&mut self, data: &CaseData) -> Result<(), casework::Error> {
        let stated = |need: &NeedData| StatedNeed { need: Some(need.need), words: text(&need.words) };
        let needs: Vec<StatedNeed> = data.needs.iter().map(stated).collect();
        if !needs.is_empty() {
            self.entry(JourneyEntry::Needs(new((), needs))).await?;
        }
        if !data.own_words.is_empty() {
            self.entry(JourneyEntry::Words(new((), text(&data.own_words)))).await?;
        }
        let limits = Limits {
            cannot: data.cannot.iter().copied().collect(),
            must_have: data.must.iter().copied().collect(),
            languages: data.speaks.iter().copied().collect(),
            children: data.with.iter().any(|with| with == "children"),
            place: data.place.clone(),
            max_travel_km: data.far,
            ..Limits::default()
        };
        if limits != Limits::default() {
            self.entry(JourneyEntry::Limits(new((), limits))).await?;
        }
        for channel in &data.channels {
            let item = ItemId::random(self.random);
            self.entry(ContactEntry::Channel(new(item, channel.channel()))).await?;
        }
        for (field, said) in &data.safety {
            use care::Field as _;
            if let Some(field) = SafetyField::ALL.iter().find(|known| known.code() == field) {
                self.entry(new(*field, text(said))).await?;
            }
        }
        Ok(())
    }

    async fn moved(
        &mut self,
        directory: &Directory,
        (episode, item, is_first): (&EpisodeData, ItemId, bool),
        moved: &MoveData,
        on: Date,
    ) -> Result<(), casework::Error> {
        if is_first {
            let service = episode.service(directory);
            let facts = EpisodeFacts { service, needs: vec![episode.need], domain: None };
            self.entry(JourneyEntry::Episode(new(item, facts))).await?;
        }
        let Some(to) = moved.state() else { return Ok(()) };
        let moved = Move { episode: item, to, on: Some(on), words: text(&moved.words), corrects: Vec::new() };
        self.entry(JourneyEntry::Move(moved)).await
    }

    async fn noted(&mut self, note: &NoteData) -> Result<(), casework::Error> {
        let item = ItemId::random(self.random);
        self.entry(NoteEntry::Note(new(item, Note { on: None, text: text(&note.text) }))).await
    }

    async fn planned(&mut self, planned: &NoteData, on: Date) -> Result<(), casework::Error> {
        let item = ItemId::random(self.random);
        let reminder = Reminder { on, text: text(&planned.text), of: None, is_done: false };
        self.entry(JourneyEntry::Reminder(new(item, reminder))).await
    }
}

impl ChannelData {
    fn channel(&self) -> Channel {
        Channel {
            kind: self.kind,
            at: text(&self.at),
            when: text(&self.when),
            say: text(&self.say),
            code_word: text(&self.code_word),
            voicemail: self.voicemail,
            is_unsafe: self.r#unsafe,
            other: Text::default(),
        }
    }
}

impl EpisodeData {
    /// The service as the directory calls it, where it is in it.
    fn service(&self, directory: &Directory) -> ServiceName {
        let of_agency = directory
            .services
            .iter()
            .filter(|service| Some(service.agency.as_str()) == self.agency.as_deref());
        let found = of_agency.clone().find(|service| match &self.service {
            Some(name) => service.name == *name,
            None => service.needs.contains(self.need),
        });
        match found {
            Some(found) => ServiceName {
                agency: Some(found.agency.to_string()),
                service: Some(found.id.to_string()),
                name: text(&found.name),
            },
            None => {
                let name = self.name.as_ref().or(self.service.as_ref());
                ServiceName {
                    name: name.map(|name| text(name)).unwrap_or_default(),
                    ..ServiceName::default()
                }
            }
        }
    }
}

impl MoveData {
    /// The state of this code, as pages name it too.
    fn state(&self) -> Option<State> {
        use care::Interruption::{Danger, Detention, Hospital, Other};
        Some(match self.to.as_str() {
            "considering" => State::Considering,
            "in" => State::In,
            "paused" => State::Paused,
            "left" => State::LeftByChoice,
            "done" => State::Done,
            "ended-rule" => State::EndedByService { why: Reason::Rule { rule: self.rule } },
            "ended-time" => State::EndedByService { why: Reason::TimeLimit },
            "interrupted-hospital" => State::Interrupted { by: Hospital },
            "interrupted-detention" => State::Interrupted { by: Detention },
            "interrupted-danger" => State::Interrupted { by: Danger },
            "interrupted-other" => State::Interrupted { by: Other },
            "unknown" => State::Unknown,
            _ => return None,
        })
    }
}

pub(super) fn text(text: &str) -> Text {
    Text::typed(text).unwrap_or_default()
}

pub(super) fn new<K, V>(of: K, now: V) -> Version<K, V> {
    Version { of, over: Vec::new(), now: Some(now) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::BEGAN;

    #[test]
    fn what_the_caseload_names_is_there() {
        let file: CasesFile = read(include_str!("../../data/cases.toml"));
        let directory = crate::directory(jiff::civil::date(2026, 3, 11));
        assert!(file.case.len() > 5);
        for case in &file.case {
            for episode in &case.episodes {
                if let Some(agency) = &episode.agency {
                    let listed = episode.service(&directory);
                    assert_eq!(listed.agency.as_ref(), Some(agency), "{:?}", episode.service);
                }
                for moved in &episode.moves {
                    assert!(moved.state().is_some(), "{}", moved.to);
                    assert!(moved.days <= case.began && case.began < BEGAN, "{}", case.handle);
                }
            }
        }
    }
}
