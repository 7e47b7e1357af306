//! The files of `data/`, compiled in and parsed once.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Time;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use vocabulary::{Kind, Set, Word};

use crate::sites::{Site, Town};

/// All of it.
pub(crate) struct Data {
    pub(crate) sites: Vec<Site>,
    pub(crate) towns: Vec<Town>,
    pub(crate) agencies: Vec<AgencyRow>,
    pub(crate) types: BTreeMap<String, TypeRow>,
    pub(crate) asks: BTreeMap<Kind, AskRow>,
    pub(crate) audiences: BTreeMap<String, AudienceRow>,
    pub(crate) hours: BTreeMap<String, HoursRow>,
    pub(crate) spanish: SpanishRow,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SitesFile {
    site: Vec<Site>,
    town: Vec<Town>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AgenciesFile {
    agency: Vec<AgencyRow>,
}

/// An agency and what it offers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AgencyRow {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) short: Option<String>,
    pub(crate) about: String,
    /// Where its office is: a town's code.
    pub(crate) town: String,
    /// Where it has further offices.
    #[serde(default)]
    pub(crate) branches: Vec<String>,
    /// Its office is the front door of an agency with a confidential place; the office is no place of that service.
    #[serde(default)]
    pub(crate) front_door: bool,
    /// It works by phone and on the road.
    #[serde(default)]
    pub(crate) no_office: bool,
    /// It has a place whose address looked sensitive.
    #[serde(default)]
    pub(crate) set_aside: bool,
    /// It writes in Spanish.
    #[serde(default)]
    pub(crate) spanish: bool,
    pub(crate) kept: Kept,
    /// Languages that many of its staff speak, beside English.
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    #[serde(default)]
    pub(crate) interpreters: bool,
    pub(crate) area: Option<AreaRow>,
    pub(crate) services: Vec<ServiceRow>,
}

/// How well an agency keeps its listings.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kept {
    Well,
    Seldom,
    Never,
}

/// Which area a service is for.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AreaRow {
    County,
    State,
    Site,
    Any,
}

/// One service of an agency: its type, and where it differs.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceRow {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) name: Option<String>,
    pub(crate) about: Option<String>,
    pub(crate) about_es: Option<String>,
    pub(crate) town: Option<String>,
    #[serde(default, rename = "for")]
    pub(crate) whom: Vec<String>,
    /// What it asks, in full: then nothing is drawn.
    pub(crate) asks: Option<Vec<ServiceAskRow>>,
    /// What it says that it does not ask.
    #[serde(default)]
    pub(crate) never: Vec<Kind>,
    /// Languages beside English, in full.
    pub(crate) languages: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) features: Vec<vocabulary::Feature>,
    #[serde(default)]
    pub(crate) confidential: bool,
    #[serde(default)]
    pub(crate) remote: bool,
    pub(crate) hours: Option<String>,
    pub(crate) status: Option<String>,
    pub(crate) area: Option<AreaRow>,
    /// Confirmed so many days before the day of the directory.
    pub(crate) confirmed_days: Option<u32>,
    /// Room yesterday.
    pub(crate) open_beds: Option<u32>,
}

/// A requirement that an agency's row spells out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServiceAskRow {
    pub(crate) kind: Kind,
    pub(crate) waiver: Option<String>,
    pub(crate) strength: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) seen: Option<u32>,
}

/// How a kind of service is written about, and what it tends to ask and to offer (in percent).
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeRow {
    pub(crate) needs: Set<vocabulary::Need>,
    pub(crate) names: Vec<String>,
    pub(crate) leads: Vec<String>,
    pub(crate) details: Vec<String>,
    pub(crate) eligibility: Vec<String>,
    pub(crate) application: Vec<String>,
    pub(crate) fees: Vec<String>,
    pub(crate) hours: Vec<String>,
    pub(crate) waived_by: Vec<String>,
    #[serde(default)]
    pub(crate) asks: BTreeMap<Kind, u32>,
    #[serde(default)]
    pub(crate) never: BTreeMap<Kind, u32>,
    /// How such services put what they ask, where it isn't as in `asks.toml`.
    #[serde(default)]
    pub(crate) says: BTreeMap<Kind, Sentences>,
    #[serde(default)]
    pub(crate) features: BTreeMap<vocabulary::Feature, u32>,
    #[serde(default, rename = "for")]
    pub(crate) whom: BTreeMap<String, u32>,
    pub(crate) capacity: Option<CapacityRow>,
    pub(crate) area: Option<AreaRow>,
    #[serde(default)]
    pub(crate) crisis_line: bool,
    #[serde(default)]
    pub(crate) remote: bool,
    #[serde(default)]
    pub(crate) interpreters: bool,
}

/// How many such services publish a capacity, and the most that is open at once.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CapacityRow {
    pub(crate) room: u32,
    pub(crate) percent: u32,
}

/// How agencies put what they ask.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AskRow {
    pub(crate) field: Field,
    #[serde(flatten)]
    pub(crate) sentences: Sentences,
}

/// What is said where it is asked, where that depends, and where it is not asked.
#[derive(Deserialize)]
pub(crate) struct Sentences {
    #[serde(default)]
    pub(crate) asked: Vec<String>,
    #[serde(default)]
    pub(crate) depends: Vec<String>,
    #[serde(default)]
    pub(crate) not: Vec<String>,
}

/// The part of a listing where a sentence stands.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Field {
    Eligibility,
    Application,
    Documents,
    Fees,
}

impl Field {
    /// Its name in HSDS.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Eligibility => "eligibility_description",
            Self::Application => "application_process",
            Self::Documents => "required_documents",
            Self::Fees => "fees_description",
        }
    }
}

/// One rule of whom a service is for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AudienceRow {
    #[serde(default)]
    pub(crate) populations: Vec<vocabulary::Population>,
    #[serde(default)]
    pub(crate) ages: Vec<(u8, u8)>,
    pub(crate) sentences: Vec<String>,
}

/// Weekly hours.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HoursRow {
    #[serde(default)]
    pub(crate) always: bool,
    #[serde(default)]
    pub(crate) stretches: Vec<StretchRow>,
    pub(crate) note: Option<String>,
}

/// Hours of some days.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StretchRow {
    /// Days by three letters, with spaces between.
    pub(crate) days: String,
    pub(crate) from: Time,
    pub(crate) to: Time,
}

/// The texts of agencies that write in Spanish.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SpanishRow {
    pub(crate) eligibility: Vec<String>,
    pub(crate) application: Vec<String>,
    pub(crate) fees: Vec<String>,
    pub(crate) asks: BTreeMap<Kind, Sentences>,
}

/// The data, parsed at first use.
pub(crate) fn data() -> &'static Data {
    static DATA: LazyLock<Data> = LazyLock::new(parse);
    &DATA
}

fn parse() -> Data {
    let SitesFile { site: sites, town: towns } = read(include_str!("../data/sites.toml"));
    let agencies = [
        include_str!("../data/agencies/larkspur.toml"),
        include_str!("../data/agencies/port-ellery.toml"),
        include_str!("../data/agencies/halden.toml"),
    ]
    .into_iter()
    .flat_map(|toml| read::<AgenciesFile>(toml).agency)
    .collect();
    let types = [
        include_str!("../data/types/crisis.toml"),
        include_str!("../data/types/beds.toml"),
        include_str!("../data/types/daily.toml"),
        include_str!("../data/types/health.toml"),
        include_str!("../data/types/law.toml"),
        include_str!("../data/types/casework.toml"),
        include_str!("../data/types/growing.toml"),
    ]
    .into_iter()
    .flat_map(read::<BTreeMap<String, TypeRow>>)
    .collect();
    Data {
        sites,
        towns,
        agencies,
        types,
        asks: read(include_str!("../data/asks.toml")),
        audiences: read(include_str!("../data/audiences.toml")),
        hours: read(include_str!("../data/hours.toml")),
        spanish: read(include_str!("../data/spanish.toml")),
    }
}

/// Reads a file that is compiled in.
#[expect(clippy::expect_used, reason = "the data is part of the program, and the tests parse all of it")]
pub(crate) fn read<T: DeserializeOwned>(toml: &str) -> T {
    toml::from_str(toml).expect("an embedded file parses")
}

/// The word of a code that stands in our own data.
#[expect(clippy::expect_used, reason = "the data is part of the program, and the tests use all of it")]
pub(crate) fn word<W: Word>(code: &str) -> W {
    W::from_code(code).expect("an embedded file uses words of the vocabulary")
}

impl Data {
    /// The entry of a table that another row names.
    #[expect(clippy::expect_used, reason = "the data is part of the program, and the tests use all of it")]
    pub(crate) fn entry<'a, T>(table: &'a BTreeMap<String, T>, name: &str) -> &'a T {
        table.get(name).expect("an embedded file names entries that exist")
    }

    /// The town of this code.
    #[expect(clippy::expect_used, reason = "the data is part of the program, and the tests use all of it")]
    pub(crate) fn town(&self, code: &str) -> &Town {
        self.towns.iter().find(|town| town.code == code).expect("an embedded file names towns that exist")
    }

    /// The site of a town.
    #[expect(clippy::expect_used, reason = "the data is part of the program, and the tests use all of it")]
    pub(crate) fn site(&self, town: &Town) -> &Site {
        self.sites.iter().find(|site| site.code == town.site).expect("a town's site exists")
    }
}
