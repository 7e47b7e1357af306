//! What a person said on the page `/find`, kept as they said it.

use std::borrow::Cow;
use std::str::FromStr;

use vocabulary::{Feature, Kind, Language, Need, Population, Set, Word};

use crate::form::profile::AGES;
use crate::form::{Fields, Wrong};
use crate::words::Words;

/// The form, as it stands on the page and in the hidden fields of its answers.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct FindForm {
    /// What is ticked, in the order of the page.
    pub(crate) needs: Set<Need>,
    /// What matters most.
    pub(crate) first: Option<Need>,
    /// A postal code, town or county, as typed.
    pub(crate) place: String,
    /// How far is all right.
    pub(crate) far: Far,
    /// Languages that the person can use.
    pub(crate) speaks: Set<Language>,
    /// Who comes along.
    pub(crate) children: bool,
    pub(crate) pets: bool,
    pub(crate) partner: bool,
    /// One of [`AGES`], or nothing.
    pub(crate) age: &'static str,
    /// How they describe themselves.
    pub(crate) populations: Set<Population>,
    /// What must be there.
    pub(crate) must: Set<Feature>,
    /// What they cannot do or do not want to do.
    pub(crate) cannot: Set<Kind>,
    /// Agencies and places to stay away from, one a line, as typed.
    pub(crate) avoid: String,
}

/// How far is all right, in kilometres.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Far {
    /// What can be walked.
    Walk,
    /// A short ride.
    Near,
    /// A ride.
    Ride,
    /// A long ride.
    LongRide,
    /// Any distance.
    #[default]
    Any,
}

impl Far {
    pub(crate) const ALL: [Self; 5] = [Self::Walk, Self::Near, Self::Ride, Self::LongRide, Self::Any];

    /// As sent: kilometres, or nothing.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Walk => "3",
            Self::Near => "15",
            Self::Ride => "40",
            Self::LongRide => "80",
            Self::Any => "",
        }
    }

    /// The least of these that is no less than so many kilometres.
    pub(crate) fn within(km: f64) -> Self {
        Self::ALL.into_iter().find(|far| far.km().is_none_or(|within| within >= km)).unwrap_or_default()
    }

    /// In kilometres; none for any distance.
    pub(crate) fn km(self) -> Option<f64> {
        self.code().parse().ok()
    }

    /// What a person reads.
    pub(crate) fn label(self, w: Words) -> String {
        match self {
            Self::Walk => w.t("far-walk"),
            Self::Near => w.t("far-near"),
            Self::Ride => w.t("far-ride"),
            Self::LongRide => w.t("far-long-ride"),
            Self::Any => w.t("far-any"),
        }
    }
}

/// The longest text that a field takes; nobody's town is longer.
const LONGEST_PLACE: usize = 80;
const LONGEST_AVOID: usize = 2000;

impl FindForm {
    /// What was sent, and what in it could not be used. Names that the form does not have are nobody's answer
    /// and are passed over.
    pub(crate) fn read(fields: &Fields, w: Words) -> (Self, Vec<Wrong>) {
        let mut form = Self::default();
        let mut wrong: Vec<Wrong> = Vec::new();
        for field in fields.iter() {
            let Some(name) = NAMES.into_iter().find(|name| *name == field.name) else { continue };
            let key = if field.readable { form.take(name, &field.value) } else { Some("wrong-unreadable") };
            if let Some(key) = key {
                let sentence = w.t(key);
                if !wrong.iter().any(|known| known.field == name && known.sentence == sentence) {
                    wrong.push(Wrong { field: name.into(), sentence });
                }
            }
        }
        (form, wrong)
    }

    /// Takes one value in, or says what is wrong with it.
    fn take(&mut self, name: &str, value: &str) -> Option<&'static str> {
        match name {
            "need" => tick(&mut self.needs, value),
            "first" => one(&mut self.first, value),
            "speaks" => tick(&mut self.speaks, value),
            "pop" => tick(&mut self.populations, value),
            "must" => tick(&mut self.must, value),
            "cannot" => tick(&mut self.cannot, value),
            "place" => text(&mut self.place, value, LONGEST_PLACE),
            "avoid" => text(&mut self.avoid, value, LONGEST_AVOID),
            "far" => choose(&mut self.far, Far::ALL.into_iter().find(|far| far.code() == value)),
            "age" => choose(&mut self.age, AGES.into_iter().find(|age| *age == value)),
            "with" => match value {
                "children" => choose(&mut self.children, Some(true)),
                "pets" => choose(&mut self.pets, Some(true)),
                "partner" => choose(&mut self.partner, Some(true)),
                _ => Some("wrong-choice"),
            },
            _ => None,
        }
    }

    /// The needs in the person's order: what matters most, then as they stand on the page.
    pub(crate) fn needs_in_order(&self) -> Vec<Need> {
        let rest = crate::view::needs_in_page_order().filter(|need| self.needs.contains(*need));
        self.first.into_iter().chain(rest.filter(|need| Some(*need) != self.first)).collect()
    }

    /// The form as the hidden fields of a page that comes after it.
    pub(crate) fn hidden(&self) -> Hidden {
        let mut fields = Hidden::new();
        let mut put = |name, code: &'static str| fields.push((name, Cow::Borrowed(code)));
        self.needs.iter().for_each(|need| put("need", need.code()));
        self.first.iter().for_each(|need| put("first", need.code()));
        self.speaks.iter().for_each(|language| put("speaks", language.code()));
        self.populations.iter().for_each(|population| put("pop", population.code()));
        self.must.iter().for_each(|feature| put("must", feature.code()));
        self.cannot.iter().for_each(|kind| put("cannot", kind.code()));
        let with = [("children", self.children), ("pets", self.pets), ("partner", self.partner)];
        with.into_iter().filter(|(_, is)| *is).for_each(|(who, _)| put("with", who));
        let single: [(_, Cow<'static, str>); 4] = [
            ("place", self.place.clone().into()),
            ("far", self.far.code().into()),
            ("age", self.age.into()),
            ("avoid", self.avoid.clone().into()),
        ];
        fields.extend(single.into_iter().filter(|(_, value)| !value.is_empty()));
        fields
    }
}

/// The hidden fields of a page: what was said before, with its names.
pub(crate) type Hidden = Vec<(&'static str, Cow<'static, str>)>;

/// Every field of the form.
pub(crate) const NAMES: [&str; 11] =
    ["need", "first", "place", "far", "speaks", "with", "age", "pop", "must", "cannot", "avoid"];

fn tick<W: Word + FromStr>(set: &mut Set<W>, code: &str) -> Option<&'static str> {
    match code.parse::<W>() {
        Ok(word) => {
            set.insert(word);
            None
        }
        Err(_) => Some("wrong-choice"),
    }
}

fn one<W: Word + FromStr>(choice: &mut Option<W>, code: &str) -> Option<&'static str> {
    if code.is_empty() {
        return None;
    }
    choose(choice, code.parse().ok().map(Some))
}

fn choose<T>(choice: &mut T, value: Option<T>) -> Option<&'static str> {
    match value {
        Some(value) => {
            *choice = value;
            None
        }
        None => Some("wrong-choice"),
    }
}

fn text(kept: &mut String, value: &str, longest: usize) -> Option<&'static str> {
    // All of it comes back in the field, so that it can be made shorter.
    value.trim().clone_into(kept);
    (value.trim().chars().count() > longest).then_some("wrong-too-long")
}
