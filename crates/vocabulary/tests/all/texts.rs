//! Every word and every text of every vocabulary, in one list each, for tests that look at all of them.

use vocabulary::{
    AudienceRule, Feature, FeatureGroup, Flag, Kind, Language, LifeDomain, Locale, Mechanism, Need, Phase,
    Population, PopulationGroup, Stage, Word,
};

/// A text and where it stands.
pub(crate) struct Placed {
    pub(crate) vocabulary: &'static str,
    pub(crate) code: &'static str,
    pub(crate) field: &'static str,
    pub(crate) en: &'static str,
    pub(crate) es: &'static str,
}

impl Placed {
    pub(crate) fn place(&self) -> String {
        format!("{} `{}`, {}", self.vocabulary, self.code, self.field)
    }
}

/// Every code of every vocabulary, with the vocabulary's name.
pub(crate) fn codes() -> Vec<(&'static str, &'static str)> {
    fn of<W: Word>() -> impl Iterator<Item = (&'static str, &'static str)> {
        W::all().map(|word| (W::VOCABULARY, word.code()))
    }
    of::<Need>()
        .chain(of::<Kind>())
        .chain(of::<AudienceRule>())
        .chain(of::<Feature>())
        .chain(of::<Population>())
        .chain(of::<LifeDomain>())
        .chain(of::<Phase>())
        .chain(of::<Language>())
        .chain(Stage::ALL.map(|stage| ("stage", stage.code())))
        .chain(Mechanism::ALL.map(|mechanism| ("mechanism", mechanism.code())))
        .chain(Flag::ALL.map(|flag| ("flag", flag.code())))
        .chain(FeatureGroup::ALL.map(|group| ("feature group", group.code())))
        .chain(PopulationGroup::ALL.map(|group| ("population group", group.code())))
        .collect()
}

/// Every text of every vocabulary.
pub(crate) fn texts() -> Vec<Placed> {
    let mut texts = Vec::new();
    labels::<Need>(&mut texts);
    labels::<Kind>(&mut texts);
    labels::<AudienceRule>(&mut texts);
    labels::<Feature>(&mut texts);
    labels::<Population>(&mut texts);
    labels::<LifeDomain>(&mut texts);
    labels::<Phase>(&mut texts);
    labels::<Language>(&mut texts);
    more(&mut texts, "hint", Need::hint);
    more(&mut texts, "question", Kind::question);
    more(&mut texts, "statement", Kind::statement);
    more(&mut texts, "statement", AudienceRule::statement);
    more(&mut texts, "explanation", Phase::explain);
    for stage in Stage::ALL {
        texts.push(placed("stage", stage.code(), "label", |locale| stage.label(locale)));
    }
    for mechanism in Mechanism::ALL {
        texts.push(placed("mechanism", mechanism.code(), "label", |locale| mechanism.label(locale)));
    }
    for group in FeatureGroup::ALL {
        texts.push(placed("feature group", group.code(), "label", |locale| group.label(locale)));
    }
    for group in PopulationGroup::ALL {
        texts.push(placed("population group", group.code(), "label", |locale| group.label(locale)));
    }
    for flag in Flag::ALL {
        texts.push(placed("flag", flag.code(), "sentence", |locale| flag.sentence(locale)));
    }
    texts
}

fn labels<W: Word>(texts: &mut Vec<Placed>) {
    more::<W>(texts, "label", W::label);
}

fn more<W: Word>(texts: &mut Vec<Placed>, field: &'static str, text: fn(W, Locale) -> &'static str) {
    texts.extend(W::all().map(|word| placed(W::VOCABULARY, word.code(), field, |locale| text(word, locale))));
}

fn placed(
    vocabulary: &'static str,
    code: &'static str,
    field: &'static str,
    text: impl Fn(Locale) -> &'static str,
) -> Placed {
    Placed { vocabulary, code, field, en: text(Locale::En), es: text(Locale::Es) }
}
