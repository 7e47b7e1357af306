//! What can be counted on at a service, beside its help: languages and features.

use network::Strength;
use vocabulary::{Feature, Language, Set, Word};

use super::asks::Asked;
use crate::data::{AgencyRow, ServiceRow, TypeRow, word};
use crate::random::Random;

/// What is asked, and what can then not be counted on.
const AGAINST: [(&str, &str); 10] = [
    ("shared-room", "single-room"),
    ("no-children", "children-welcome"),
    ("no-pets", "pets-welcome"),
    ("no-partner", "couples-welcome"),
    ("appointment-only", "walk-in"),
    ("agency-referral", "walk-in"),
    ("police-pickup", "no-police-involvement"),
    ("police-report", "no-police-involvement"),
    ("law-enforcement-cooperation", "no-police-involvement"),
    ("no-visitors", "companion-welcome"),
];

pub(super) fn languages(row: &ServiceRow, agency: &AgencyRow, random: &mut Random) -> Set<Language> {
    let english = word::<Language>("en");
    if let Some(languages) = &row.languages {
        return languages.iter().map(|code| word(code)).chain([english]).collect();
    }
    let mut spoken: Set<Language> =
        agency.languages.iter().filter(|_| random.percent(88)).map(|code| word(code)).collect();
    if agency.spanish || random.percent(22) {
        spoken.insert(word("es"));
    }
    if !agency.spanish || random.percent(60) {
        spoken.insert(english);
    }
    if row.asks.is_none() && random.percent(6) { Set::EMPTY } else { spoken }
}

/// The features, less those that what is asked speaks against.
pub(super) fn features(
    row: &ServiceRow,
    kind: &TypeRow,
    asked: &[Asked],
    random: &mut Random,
) -> Set<Feature> {
    let drawn =
        kind.features.iter().filter(|(_, percent)| random.percent(**percent)).map(|(feature, _)| *feature);
    let mut all: Set<Feature> = drawn.chain(row.features.iter().copied()).collect();
    let always =
        asked.iter().map(|asked| &asked.requirement).filter(|asked| asked.strength != Strength::Never);
    for kind in always.map(|asked| asked.kind.code()) {
        for (_, feature) in AGAINST.iter().filter(|(against, _)| *against == kind) {
            all.remove(word(feature));
        }
    }
    if row.confidential {
        all.insert(word("confidential-location"));
    }
    all
}
