use jiff::civil::Date;
use vocabulary::{Feature, Language, Need, Set};

use super::{
    AgencyId, Area, Attribute, Audience, Capacity, Phone, Place, PlaceId, Requirement, Schedule, ServiceId,
    Visibility,
};

/// One thing that one agency offers (HSDS: service).
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// Unique within its agency.
    pub id: ServiceId,
    /// Who offers it.
    pub agency: AgencyId,
    /// What it is called.
    pub name: String,
    /// Another name.
    pub alternate_name: Option<String>,
    /// What it is, as the agency says: plain text.
    pub description: Option<String>,
    /// A page about it.
    pub url: Option<String>,
    /// A public address for mail.
    pub email: Option<String>,
    /// Whether it takes people at all.
    pub status: Status,
    /// The needs that it meets.
    pub needs: Set<Need>,
    /// Whether it is a line that answers in a crisis: shown above everything while it is open.
    pub crisis_line: bool,
    /// Whether it can be had without travelling (by telephone, by message, online).
    pub remote: bool,
    /// Languages spoken. Empty: not said.
    pub languages: Set<Language>,
    /// Whether interpreters are brought in for other languages.
    pub interpreters: bool,
    /// Whom it is for. Empty: nothing known that narrows it.
    pub audience: Vec<Audience>,
    /// What can be counted on.
    pub features: Set<Feature>,
    /// Where it can be met: ids of its agency's places. Of those of a confidential service the town
    /// alone goes out.
    pub places: Vec<PlaceId>,
    /// Where people must live or be to use it. Empty: not said.
    pub areas: Vec<Area>,
    /// Public telephone numbers.
    pub phones: Vec<Phone>,
    /// When it is open.
    pub schedule: Schedule,
    /// Who may have it, in the agency's words.
    pub eligibility: Option<String>,
    /// How to apply, in the agency's words.
    pub application: Option<String>,
    /// Which papers to bring, in the agency's words.
    pub documents: Option<String>,
    /// What it costs, in the agency's words.
    pub fees: Option<String>,
    /// What it asks of people.
    pub requirements: Vec<Requirement>,
    /// How much room it has.
    pub capacity: Option<Capacity>,
    /// Whether its location is confidential: of its places only the town is told to anybody.
    pub confidential: bool,
    /// Who may see it.
    pub visible_to: Visibility,
    /// The day on which the agency last confirmed the whole listing, what it asks included. Only then does
    /// silence about a requirement mean that it is not asked.
    pub confirmed: Option<Date>,
    /// The day on which the source says that it was last checked (HSDS: `assured_date`). It vouches for the
    /// listing's existence, not for its silence.
    pub checked: Option<Date>,
    /// Which source it came from.
    pub source: Option<String>,
    /// Columns of the source that have no place of their own here.
    pub attributes: Vec<Attribute>,
}

/// Whether a service takes people at all (HSDS: service.status).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Yes, as far as the source says.
    #[default]
    Active,
    /// Not for now.
    Paused,
    /// It has ended.
    Ended,
}

impl Status {
    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }

    /// The status with this code.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Active, Self::Paused, Self::Ended].into_iter().find(|status| status.code() == code)
    }
}

/// For how many days a confirmation of the listing holds.
pub const CONFIRMATION_HOLDS_DAYS: i32 = 365;

impl Service {
    /// A service of which nothing is known but whose it is and what it is called.
    pub fn named(agency: AgencyId, id: ServiceId, name: impl Into<String>) -> Self {
        Self {
            id,
            agency,
            name: name.into(),
            alternate_name: None,
            description: None,
            url: None,
            email: None,
            status: Status::Active,
            needs: Set::default(),
            crisis_line: false,
            remote: false,
            languages: Set::default(),
            interpreters: false,
            audience: Vec::new(),
            features: Set::default(),
            places: Vec::new(),
            areas: Vec::new(),
            phones: Vec::new(),
            schedule: Schedule::default(),
            eligibility: None,
            application: None,
            documents: None,
            fees: None,
            requirements: Vec::new(),
            capacity: None,
            confidential: false,
            visible_to: Visibility::Public,
            confirmed: None,
            checked: None,
            source: None,
            attributes: Vec::new(),
        }
    }

    /// The hours that hold for this service, and the place whose they are where they are not its own: its own
    /// where it says anything about hours, else those of its places, where all of these say the same. None
    /// where nothing is said, and where places differ: then each place's hours are its own, and none are the
    /// service's. Of `places` only those count that the service names.
    pub fn schedule_at<'a>(
        &'a self,
        places: impl IntoIterator<Item = &'a Place>,
    ) -> Option<(&'a Schedule, Option<&'a Place>)> {
        if self.schedule.says() {
            return Some((&self.schedule, None));
        }
        let mut own =
            places.into_iter().filter(|place| place.agency == self.agency && self.places.contains(&place.id));
        let first = own.next().filter(|first| first.schedule.says())?;
        own.all(|other| other.schedule == first.schedule).then_some((&first.schedule, Some(first)))
    }

    /// Whether the agency confirmed the whole listing within the year before this day.
    pub fn is_confirmed_on(&self, day: Date) -> bool {
        self.confirmed.is_some_and(|confirmed| confirmation_holds(confirmed, day))
    }
}

/// Whether what was confirmed on one day still holds on another: for a year, and not before.
pub fn confirmation_holds(confirmed: Date, day: Date) -> bool {
    day.since(confirmed).is_ok_and(|age| (0..=CONFIRMATION_HOLDS_DAYS).contains(&age.get_days()))
}
