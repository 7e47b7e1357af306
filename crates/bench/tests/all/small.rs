//! A small directory with questions, as every side takes them.

use bench::country::Country;
use bench::facts::{self, Asked, Fact};
use bench::{directory, questions};
use network::Visibility;
use reach::{Profile, Snapshot, WeightedProfile};

pub(crate) const SERVICES: usize = 5_000;
pub(crate) const QUESTIONS: usize = 100;
pub(crate) const WANTS: usize = 2_000;

pub(crate) struct Made {
    pub(crate) snapshot: Snapshot,
    pub(crate) facts: Vec<Fact>,
    pub(crate) profiles: Vec<Profile>,
    pub(crate) asked: Vec<Asked>,
    pub(crate) wants: Vec<WeightedProfile>,
    pub(crate) wanted: Vec<Asked>,
}

impl Made {
    pub(crate) fn new() -> Self {
        let country = Country::new();
        let directory = directory::make(&country, SERVICES);
        let profiles = questions::make(&country, QUESTIONS);
        let wants = questions::weighted(&country, WANTS);
        Self {
            snapshot: Snapshot::build(&directory, Visibility::Public),
            facts: facts::of_directory(&country, &directory),
            asked: facts::of_profiles(&country, &profiles),
            profiles,
            wanted: facts::of_profiles(&country, wants.iter().map(|want| &want.profile)),
            wants,
        }
    }
}
