//! What a service asks of people.

use jiff::civil::Date;
use network::{AppliesTo, Requirement, Source, Strength, Visibility, Waiver};
use vocabulary::Kind;

use super::day::days_before;
use crate::data::{Data, Field, Sentences, ServiceAskRow, ServiceRow, TypeRow, word};
use crate::random::Random;

/// A requirement and the sentence of the listing that says it, if one does.
pub(super) struct Asked {
    pub(super) requirement: Requirement,
    pub(super) said: Option<(Field, String)>,
}

/// What is known about the service before its requirements are.
pub(super) struct Listing<'a> {
    pub(super) data: &'a Data,
    pub(super) row: &'a ServiceRow,
    pub(super) kind: &'a TypeRow,
    pub(super) spanish: bool,
    pub(super) confirmed: Option<Date>,
    pub(super) today: Date,
}

/// Groups of whom something is asked, as agencies put it.
const GROUPS: [&str; 5] = [
    "people new to the agency",
    "couples and families",
    "people who come with children",
    "people referred by a court",
    "people who live outside the county",
];

/// All that the service asks and says that it doesn't ask: as its row spells it out, or else as drawn.
pub(super) fn asks(listing: &Listing<'_>, random: &mut Random) -> Vec<Asked> {
    let mut asked: Vec<Asked> = match &listing.row.asks {
        Some(rows) => rows.iter().map(|row| listing.spelled_out(row, random)).collect(),
        None => {
            let chances = listing.kind.asks.iter();
            chances
                .filter_map(|(kind, percent)| random.percent(*percent).then_some(*kind))
                .collect::<Vec<_>>()
                .into_iter()
                .map(|kind| listing.drawn(kind, random))
                .collect()
        }
    };
    let mut not_asked = listing.row.never.clone();
    if listing.row.asks.is_none() {
        not_asked
            .extend(listing.kind.never.iter().filter(|(_, p)| random.percent(**p)).map(|(kind, _)| *kind));
    }
    for kind in not_asked {
        if !asked.iter().any(|asked| asked.requirement.kind == kind) {
            asked.push(listing.not_asked(kind, random));
        }
    }
    asked
}

impl Listing<'_> {
    fn spelled_out(&self, row: &ServiceAskRow, random: &mut Random) -> Asked {
        let strength = row.strength.as_deref().and_then(Strength::from_code).unwrap_or(Strength::Always);
        let source = row.source.as_deref().and_then(Source::from_code).unwrap_or(Source::Declared);
        let waiver = row.waiver.as_deref().and_then(Waiver::from_code).unwrap_or(Waiver::Unknown);
        let mut asked = self.requirement(row.kind, strength, source, random);
        asked.requirement.waiver = waiver;
        if row.seen.is_some() {
            asked.requirement.seen = row.seen;
        }
        asked
    }

    fn drawn(&self, kind: Kind, random: &mut Random) -> Asked {
        let strength = match random.between(0, 99) {
            0..62 => Strength::Always,
            62..78 => Strength::Usually,
            _ => Strength::Sometimes,
        };
        let source = match random.between(0, 99) {
            0..58 => Source::Declared,
            58..86 => Source::Read,
            _ => Source::Seen,
        };
        let mut asked = self.requirement(kind, strength, source, random);
        asked.requirement.applies_to = match (strength, random.between(0, 99)) {
            (Strength::Sometimes, _) if kind == word("agency-referral") => AppliesTo::Minors,
            (Strength::Sometimes, 0..40) => {
                AppliesTo::Some(random.pick(&GROUPS).copied().unwrap_or_default().into())
            }
            (_, 82..95) => AppliesTo::Adults,
            _ => AppliesTo::Everyone,
        };
        asked.requirement.waiver = self.waiver(asked.requirement.source, random);
        asked
    }

    fn not_asked(&self, kind: Kind, random: &mut Random) -> Asked {
        let source =
            if self.row.asks.is_some() || random.percent(60) { Source::Declared } else { Source::Read };
        self.requirement(kind, Strength::Never, source, random)
    }

    /// The requirement with its sentence. What was read from a text has a text to be read from; what people
    /// met in practice stands in none.
    fn requirement(&self, kind: Kind, strength: Strength, source: Source, random: &mut Random) -> Asked {
        let sentence = self.sentence(kind, strength, random);
        let source = if source == Source::Read && sentence.is_none() { Source::Declared } else { source };
        let said = sentence.filter(|_| source != Source::Seen);
        let declared = source == Source::Declared;
        Asked {
            requirement: Requirement {
                kind,
                strength,
                applies_to: AppliesTo::Everyone,
                waiver: Waiver::Unknown,
                source,
                quote: said.as_ref().map(|(_, sentence)| sentence.clone()),
                field: said.as_ref().map(|(field, _)| field.name().to_owned()),
                seen: (source == Source::Seen).then(|| random.between(2, 14)),
                confirmed: self.confirmed.filter(|_| declared).map(|day| self.later(day, random)),
                visible_to: visibility(source, random),
            },
            said,
        }
    }

    /// A requirement is sometimes confirmed by itself, after the listing was.
    fn later(&self, listing: Date, random: &mut Random) -> Date {
        let alone = days_before(self.today, random.between(1, 300));
        if random.percent(20) && alone > listing { alone } else { listing }
    }

    fn sentence(&self, kind: Kind, strength: Strength, random: &mut Random) -> Option<(Field, String)> {
        let row = self.data.asks.get(&kind)?;
        let sentences = if self.spanish {
            self.data.spanish.asks.get(&kind)?
        } else {
            self.kind.says.get(&kind).unwrap_or(&row.sentences)
        };
        random.pick(said_when(sentences, strength)).map(|sentence| (row.field, sentence.clone()))
    }

    fn waiver(&self, source: Source, random: &mut Random) -> Waiver {
        let (known, fixed) = if source == Source::Read { (8, 15) } else { (42, 62) };
        match random.between(0, 99) {
            draw if draw < known => {
                random.pick(&self.kind.waived_by).map_or(Waiver::Unknown, |role| Waiver::By(role.clone()))
            }
            draw if draw < fixed => Waiver::No,
            _ => Waiver::Unknown,
        }
    }
}

fn said_when(sentences: &Sentences, strength: Strength) -> &[String] {
    match strength {
        Strength::Never => &sentences.not,
        Strength::Sometimes if !sentences.depends.is_empty() => &sentences.depends,
        Strength::Always | Strength::Usually | Strength::Sometimes => &sentences.asked,
    }
}

/// What people met in practice is often for the network's members first.
fn visibility(source: Source, random: &mut Random) -> Visibility {
    match (source, random.between(0, 99)) {
        (Source::Seen, 0..30) => Visibility::Members,
        (Source::Seen, 30..38) => Visibility::Agency,
        _ => Visibility::Public,
    }
}
