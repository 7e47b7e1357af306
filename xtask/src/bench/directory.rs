//! A made-up directory for benches, as HSDS 3.1 tables: the same for the same number of services, with the dirt and
//! the prose of real lists.

use std::fmt::Write as _;
use std::fs;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use crate::run::Failure;

/// A fixed sequence of numbers (xorshift, Marsaglia 2003).
pub(super) struct Numbers(u64);

impl Numbers {
    pub(super) fn new() -> Self {
        Self(0x9e37_79b9_7f4a_7c15)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of them.
    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let at = usize::try_from(self.next() % choices.len() as u64).unwrap_or_default();
        choices.get(at).copied().unwrap_or_default()
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// Several sentences, one after the other.
    fn prose(&mut self, sentences: &[&str], least: u64, most: u64) -> String {
        let count = least + self.below(most - least + 1);
        (0..count).map(|_| self.of(sentences)).collect::<Vec<_>>().join(" ")
    }
}

const OFFERS: [&str; 12] = [
    "Food Pantry",
    "Emergency Shelter",
    "Legal Aid Clinic",
    "Counseling",
    "Dental Care",
    "Job Training",
    "Transitional Housing",
    "Primary Care",
    "Substance Use Treatment",
    "English Classes",
    "Case Management",
    "Rent Assistance",
];

const DESCRIBES: [&str; 14] = [
    "Provides help to individuals and families in times of crisis from two offices throughout the county.",
    "Offers case management, information and referral, and advocacy.",
    "Services are free and confidential.",
    "A hot lunch is served Tuesday to Friday for persons aged 60 or over and their spouses.",
    "Classes are scheduled on Saturday mornings and weekday evenings; new groups begin every eight weeks.",
    "Staff speak English and Spanish; interpreters can be arranged for other languages.",
    "Residents must be sober to enter and take part in weekly meetings.",
    "Most stays are about two months while people look for a place of their own.",
    "Works with schools, courts, hospitals and employers to help people through a transition.",
    "Low-income residents of the county are given priority.",
    "The program explores health, money and work, and brings out areas in which outside help may be wanted.",
    "Volunteers must pass a background check.",
    "There is a waiting list for family rooms.",
    "Ofrece comida y ropa a las familias de la zona, sin costo.",
];

const ELIGIBILITY: [&str; 8] = [
    "Must be 18 or older and a resident of the county.",
    "Low-income families below 200% of the federal poverty level.",
    "None.",
    "Women and their children under 12.",
    "Open to all regardless of immigration status.",
    "Referral from a caseworker required.",
    "Veterans and their families.",
    "Debe vivir en el condado.",
];

const APPLIES: [&str; 8] = [
    "Walk in or call for an appointment.",
    "Call for intake; an assessment by phone takes about twenty minutes.",
    "Apply online or visit the office.",
    "Bring a photo ID and proof of address.",
    "No ID needed.",
    "Walk-ins welcome from 9 to noon.",
    "Complete an application at the front desk.",
    "Llame para una cita.",
];

const FEES: [&str; 6] = [
    "None.",
    "Sliding scale based on income.",
    "$25 registration fee.",
    "Free.",
    "$10 per session.",
    "Sin costo.",
];

const DOCUMENTS: [&str; 6] = [
    "Photo ID",
    "Birth certificate or passport",
    "Proof of income",
    "Social Security card",
    "Proof of address",
    "Identificación",
];

const TOWNS: [&str; 10] = [
    "Springfield",
    "Decatur",
    "Peoria",
    "Rockford",
    "Joliet",
    "Naperville",
    "Elgin",
    "Aurora",
    "Champaign",
    "Quincy",
];

/// Services an agency has.
const OF_ONE_AGENCY: u64 = 5;

/// Writes the tables into a folder, and says how many bytes of text to read they hold.
pub(super) fn write(folder: &Path, services: u64) -> Result<(), Failure> {
    let failed = |error: &std::io::Error| Failure::file(folder, error);
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let mut numbers = Numbers::new();
    let agencies = services.div_ceil(OF_ONE_AGENCY);
    let mut tables = Tables::open(folder).map_err(|error| failed(&error))?;
    for agency in 0..agencies {
        tables.agency(agency, &mut numbers).map_err(|error| failed(&error))?;
    }
    for service in 0..services {
        tables.service(service, agencies, &mut numbers).map_err(|error| failed(&error))?;
    }
    Ok(())
}

/// Writes texts to read, one a line as JSON, until there are so many bytes of text; says how many.
pub(super) fn texts(path: &Path, least: u64) -> Result<u64, Failure> {
    let failed = |error: &std::io::Error| Failure::file(path, error);
    let mut file = BufWriter::new(fs::File::create(path).map_err(|error| failed(&error))?);
    let mut numbers = Numbers::new();
    let (mut written, mut id) = (0, 0_u64);
    while written < least {
        for (field, text) in [
            ("description", numbers.prose(&DESCRIBES, 1, 6)),
            ("eligibility", numbers.prose(&ELIGIBILITY, 1, 2)),
            ("application", numbers.prose(&APPLIES, 1, 3)),
            ("fees", numbers.of(&FEES).to_owned()),
        ] {
            id += 1;
            written += text.len() as u64;
            let line = serde_json::json!({"id": id, "field": field, "text": text});
            writeln!(file, "{line}").map_err(|error| failed(&error))?;
        }
    }
    file.flush().map_err(|error| failed(&error))?;
    Ok(written)
}

/// The files that are written.
struct Tables {
    organizations: BufWriter<fs::File>,
    locations: BufWriter<fs::File>,
    addresses: BufWriter<fs::File>,
    services: BufWriter<fs::File>,
    links: BufWriter<fs::File>,
    phones: BufWriter<fs::File>,
    schedules: BufWriter<fs::File>,
    languages: BufWriter<fs::File>,
    areas: BufWriter<fs::File>,
    documents: BufWriter<fs::File>,
}

impl Tables {
    fn open(folder: &Path) -> std::io::Result<Self> {
        let open = |name: &str, headings: &str| -> std::io::Result<BufWriter<fs::File>> {
            let mut file = BufWriter::new(fs::File::create(folder.join(name))?);
            writeln!(file, "{headings}")?;
            Ok(file)
        };
        Ok(Self {
            organizations: open("organizations.csv", "id,name,description,email,website")?,
            locations: open(
                "locations.csv",
                "id,location_type,organization_id,name,transportation,latitude,longitude",
            )?,
            addresses: open(
                "addresses.csv",
                "id,location_id,address_1,city,region,state_province,postal_code,country,address_type",
            )?,
            services: open(
                "services.csv",
                "id,organization_id,name,description,url,email,status,application_process,fees_description,\
                 eligibility_description,minimum_age,assured_date,last_modified",
            )?,
            links: open("service_at_location.csv", "id,service_id,location_id,description")?,
            phones: open("phones.csv", "id,service_id,number,type")?,
            schedules: open("schedules.csv", "id,service_id,freq,byday,opens_at,closes_at")?,
            languages: open("languages.csv", "id,service_id,name,code")?,
            areas: open("service_areas.csv", "id,service_id,name")?,
            documents: open("required_documents.csv", "id,service_id,document")?,
        })
    }

    fn agency(&mut self, agency: u64, numbers: &mut Numbers) -> std::io::Result<()> {
        let town = numbers.of(&TOWNS);
        let about = numbers.prose(&DESCRIBES, 1, 3);
        let site = if numbers.below(20) == 0 { "www.example.org" } else { "https://example.org" };
        writeln!(
            self.organizations,
            "o{agency},{town} Community Partners {agency},\"{about}\",office{agency}@example.org,{site}/{agency}"
        )?;
        let (north, west) = (numbers.below(4_000), numbers.below(3_000));
        writeln!(
            self.locations,
            "l{agency},physical,o{agency},Main office,Bus {},{}.{:04},-{}.{:04}",
            numbers.below(90),
            37 + north / 1_000,
            north % 1_000,
            88 + west / 1_500,
            west % 1_500
        )?;
        let (number, code) = (1 + numbers.below(9_000), 60_000 + numbers.below(2_900));
        writeln!(
            self.addresses,
            "a{agency},l{agency},{number} Market Street,{town},Sangamon,IL,{code},US,physical"
        )
    }

    fn service(&mut self, service: u64, agencies: u64, numbers: &mut Numbers) -> std::io::Result<()> {
        // One in two hundred names an agency that is not listed, as real lists do.
        let agency = if numbers.below(200) == 0 { agencies + service } else { service / OF_ONE_AGENCY };
        let name = numbers.of(&OFFERS);
        let mut row = String::new();
        let texts = [
            numbers.prose(&DESCRIBES, 1, 6),
            numbers.prose(&APPLIES, 1, 3),
            numbers.of(&FEES).to_owned(),
            numbers.prose(&ELIGIBILITY, 1, 2),
        ];
        let [about, applies, fees, eligible] = texts;
        let _ = write!(
            row,
            "s{service},o{agency},{name} {service},\"{about}\",https://example.org/s/{service},,active,\"{applies}\",\
             \"{fees}\",\"{eligible}\",{},20{:02}-0{}-15,",
            if numbers.below(4) == 0 { "18" } else { "" },
            18 + numbers.below(8),
            1 + numbers.below(9)
        );
        writeln!(self.services, "{row}")?;
        writeln!(self.links, "sl{service},s{service},l{},", (service / OF_ONE_AGENCY).min(agencies - 1))?;
        let (area, line) = (200 + numbers.below(700), numbers.below(10_000));
        writeln!(self.phones, "p{service},s{service},217-{area}-{line:04},voice")?;
        let opens = ["09:00", "08:30", "9am"];
        writeln!(
            self.schedules,
            "h{service},s{service},WEEKLY,\"MO,TU,WE,TH,FR\",{},17:00",
            numbers.of(&opens)
        )?;
        writeln!(self.languages, "g{service},s{service},{}", numbers.of(&["English,en", "Spanish,es"]))?;
        writeln!(self.areas, "r{service},s{service},{} County", numbers.of(&["Sangamon", "Peoria", "Cook"]))?;
        if numbers.below(3) == 0 {
            writeln!(self.documents, "d{service},s{service},{}", numbers.of(&DOCUMENTS))?;
        }
        Ok(())
    }
}
