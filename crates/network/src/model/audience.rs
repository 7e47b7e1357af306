use vocabulary::{AudienceRule, Population, PopulationGroup, Set};

/// One rule about whom a service is for. A service may have several; a person must come under each. (Age,
/// gender, population: told apart from what is *asked* of a person, and counted beside it in what-if.)
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audience {
    /// The service is for people of any of these groups. Never empty.
    pub any_of: Vec<Group>,
    /// The value behind it, as the source wrote it.
    pub quote: Option<String>,
    /// The column or field where that stands.
    pub field: Option<String>,
}

/// A group of people that a service is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Group {
    /// People of these ages in whole years, both included; `to` of [`Group::NO_LIMIT`] means no upper limit.
    Aged {
        /// From this age.
        from: u8,
        /// To this age.
        to: u8,
    },
    /// People who describe themselves so.
    Population(Population),
}

impl Group {
    /// The age that stands for *no upper limit*.
    pub const NO_LIMIT: u8 = u8::MAX;
}

impl Audience {
    /// The populations that the rule names.
    pub fn populations(&self) -> Set<Population> {
        self.any_of
            .iter()
            .filter_map(|group| match group {
                Group::Population(population) => Some(*population),
                Group::Aged { .. } => None,
            })
            .collect()
    }

    /// The ages that the rule names.
    pub fn ages(&self) -> impl Iterator<Item = (u8, u8)> {
        self.any_of.iter().filter_map(|group| match group {
            Group::Aged { from, to } => Some((*from, *to)),
            Group::Population(_) => None,
        })
    }

    /// Under which word what-if counts this rule: age, gender or kind of trafficking where it is about
    /// nothing else, otherwise population.
    pub fn counted_as(&self) -> AudienceRule {
        let all = |test: &dyn Fn(&Group) -> bool| !self.any_of.is_empty() && self.any_of.iter().all(test);
        let of = |wanted| move |group: &Group| matches!(group, Group::Population(population) if population.group() == wanted);
        if all(&|group| matches!(group, Group::Aged { .. })) {
            AudienceRule::AGE
        } else if all(&of(PopulationGroup::Gender)) {
            AudienceRule::GENDER
        } else if all(&of(PopulationGroup::Trafficking)) {
            AudienceRule::TRAFFICKING_KIND
        } else {
            AudienceRule::POPULATION
        }
    }
}
