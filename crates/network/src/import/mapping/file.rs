//! From the TOML of a mapping to what it means.

use serde::Deserialize;
use vocabulary::{Feature, Kind, Locale, Need, Population, Set, Word};

use super::column::{Apply, Capacity, Column, Delivery, Fee, Field, Meaning, Values, Who, squeezed};
use super::{Mapping, Table};
use crate::import::MappingError;
use crate::import::draft::{LOCATIONS, ORGANIZATIONS, SERVICES};
use crate::import::parse::{Separator, age, area};
use crate::{Group, PhoneUse, Status, Strength, normal_state};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MappingFile {
    source: String,
    state: Option<String>,
    country: Option<String>,
    organizations: Option<TableFile>,
    locations: Option<TableFile>,
    services: TableFile,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableFile {
    file: String,
    id: String,
    organization: Option<String>,
    location: Option<String>,
    #[serde(default)]
    needs: Set<Need>,
    keep: Option<String>,
    #[serde(default)]
    columns: toml::Table,
}

/// A column that is more than one word.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    means: String,
    list: Option<String>,
    #[serde(default)]
    none: Vec<String>,
    #[serde(default)]
    values: toml::Table,
    #[serde(default)]
    contains: toml::Table,
    only_when: Option<OnlyWhen>,
    #[serde(default)]
    keep: bool,
    of: Option<String>,
    kind: Option<String>,
    quote: Option<String>,
    #[serde(rename = "use")]
    used_for: Option<String>,
    note: Option<String>,
    #[serde(default)]
    words: bool,
    #[serde(default)]
    labels: bool,
    strength: Option<String>,
    #[serde(default)]
    unless: Vec<String>,
    then_asked_of: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OnlyWhen {
    column: String,
    is: Vec<String>,
}

pub(super) fn parse(text: &str, file: &str) -> Result<Mapping, MappingError> {
    let read: MappingFile = toml::from_str(text).map_err(|error| MappingError::Toml {
        file: file.into(),
        line: error.span().map(|span| 1 + text.bytes().take(span.start).filter(|b| *b == b'\n').count()),
        why: error.message().into(),
    })?;
    let whole = |why: String| MappingError::Whole { file: file.into(), why };
    let source = read.source.trim().to_owned();
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    if source.is_empty() || source.chars().count() > 100 || !source.chars().all(is_name) {
        return Err(whole("`source` is to be a short name of letters, digits and hyphens".into()));
    }
    let state = match read.state {
        Some(state) => Some(
            normal_state(&state)
                .ok_or_else(|| whole(format!("`state` {state:?} is not a state of the US")))?
                .into(),
        ),
        None => None,
    };
    let table =
        |table: Option<TableFile>, name| table.map(|table| self::table(table, name, file)).transpose();
    let services = self::table(read.services, SERVICES, file)?;
    Ok(Mapping {
        source,
        state,
        country: read.country,
        organizations: table(read.organizations, ORGANIZATIONS)?,
        locations: table(read.locations, LOCATIONS)?,
        services,
    })
}

fn table(read: TableFile, name: &'static str, file: &str) -> Result<Table, MappingError> {
    let whole = |why: String| MappingError::Whole { file: file.into(), why: format!("[{name}]: {why}") };
    if read.file.is_empty() || read.file.contains(['/', '\\']) {
        return Err(whole("`file` is to be the name of a file in the folder, without a path".into()));
    }
    let keep_rest = match read.keep.as_deref() {
        None => false,
        Some("rest") => true,
        Some(other) => return Err(whole(format!("`keep` can only be \"rest\", not {other:?}"))),
    };
    let mut columns = Vec::with_capacity(read.columns.len());
    for (heading, value) in read.columns {
        let wrong =
            |why| MappingError::Column { file: file.into(), table: name, column: heading.clone(), why };
        columns.push(column(&heading, value).map_err(wrong)?);
    }
    Ok(Table {
        name,
        file: read.file,
        id: read.id,
        organization: read.organization,
        location: read.location,
        columns,
        needs: read.needs,
        keep_rest,
        keep_unread: false,
    })
}

/// A column, from its heading and what the mapping says of it.
pub(in crate::import) fn column(heading: &str, value: toml::Value) -> Result<Column, String> {
    let options: Options = match value {
        toml::Value::String(means) => {
            let table = toml::Table::from_iter([("means".to_owned(), toml::Value::String(means))]);
            table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())?
        }
        toml::Value::Table(table) => {
            table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())?
        }
        _ => return Err("is to be a word (\"name\") or a table ({ means = \"needs\", … })".into()),
    };
    let list = match options.list.as_deref() {
        None => None,
        Some(name) => Some(Separator::from_name(name).ok_or_else(|| {
            format!(
                "`list` can be \"lines\", \"commas\", \"semicolons\", \"bars\" or \"mixed\", not {name:?}"
            )
        })?),
    };
    Ok(Column {
        heading: heading.into(),
        shown: heading.into(),
        meaning: meaning(&options)?,
        list,
        none: options.none.iter().map(|value| squeezed(value)).collect(),
        only_when: options
            .only_when
            .map(|when| (when.column, when.is.iter().map(|value| squeezed(value)).collect())),
        words: options.words,
        keep: options.keep,
    })
}

fn meaning(options: &Options) -> Result<Meaning, String> {
    let meaning = match options.means.as_str() {
        "address" => Meaning::Address,
        "street-or-address" => Meaning::StreetOrAddress,
        "latitude" => Meaning::Latitude,
        "longitude" => Meaning::Longitude,
        "point" => Meaning::Point,
        "phone" => Meaning::Phone { used_for: phone_use(options)?, note: options.note.clone() },
        "hours" => Meaning::Hours,
        "always-open" => Meaning::AlwaysOpen(yes_no(options)?),
        "area" => area_meaning(options)?,
        "needs" => {
            Meaning::Needs(labelled(options, values(options, codes::<Need>)?, |need: Need| need.into()))
        }
        "features" => {
            Meaning::Features(labelled(options, values(options, codes::<Feature>)?, |feature: Feature| {
                feature.into()
            }))
        }
        "languages" => Meaning::Languages,
        "interpreters" => Meaning::Interpreters(yes_no(options)?),
        "population" => {
            let population = |population| vec![Who::Group(Group::Population(population))];
            Meaning::Population(labelled(options, values(options, people)?, population))
        }
        "ages" => Meaning::Ages,
        "min-age" => Meaning::MinAge,
        "max-age" => Meaning::MaxAge,
        "income-limit" => Meaning::IncomeLimit { quote: quote(options)? },
        "immigration-status" => immigration(options)?,
        "requirement" => {
            let kind =
                options.kind.as_deref().ok_or("`kind` is to name a requirement, such as \"photo-id\"")?;
            let kind = Kind::from_code(kind).map_err(|error| error.to_string())?;
            Meaning::Requirement { kind, values: values(options, |words| one_of(words, &STRENGTHS))? }
        }
        "requirements" => {
            let strength = options.strength.as_deref().unwrap_or("always");
            let kinds = values(options, |words| match words {
                [code] => Kind::from_code(code).map_err(|error| error.to_string()),
                _ => Err("a value can stand for one requirement only".into()),
            })?;
            Meaning::Requirements {
                strength: one_of(&[strength], &STRENGTHS)?,
                values: labelled(options, kinds, |kind| kind),
            }
        }
        "confidential" => Meaning::Confidential(yes_no(options)?),
        "capacity" => Meaning::Capacity(capacity(options)?),
        "fees" => Meaning::Fees(values(options, |words| one_of(words, &FEES))?),
        "apply" => Meaning::Apply(values(options, |words| one_of(words, &APPLY))?),
        "delivery" => Meaning::Delivery(values(options, |words| one_of(words, &DELIVERY))?),
        "status" => Meaning::Status(values(options, |words| one_of(words, &STATUS))?),
        "crisis-line" => Meaning::CrisisLine(yes_no(options)?),
        "checked" => Meaning::Checked,
        "keep" => Meaning::Keep,
        "ignore" => Meaning::Ignore,
        other => Meaning::Text(field(other).ok_or_else(|| {
            format!("means {other:?}, which is none of the meanings that docs/mapping-a-directory.md lists")
        })?),
    };
    Ok(meaning)
}

fn field(name: &str) -> Option<Field> {
    let field = match name {
        "name" => Field::Name,
        "alternate-name" => Field::AlternateName,
        "description" => Field::Description,
        "url" => Field::Url,
        "email" => Field::Email,
        "eligibility" => Field::Eligibility,
        "application" => Field::Application,
        "documents" => Field::Documents,
        "fee-text" => Field::Fees,
        "hours-note" => Field::HoursNote,
        "transport" => Field::Transport,
        "street" => Field::Street,
        "city" => Field::City,
        "county" => Field::County,
        "state" => Field::State,
        "postal-code" => Field::PostalCode,
        "country" => Field::Country,
        "place-name" => Field::PlaceName,
        _ => return None,
    };
    Some(field)
}

const STRENGTHS: [(&str, Strength); 4] = [
    ("always", Strength::Always),
    ("usually", Strength::Usually),
    ("sometimes", Strength::Sometimes),
    ("never", Strength::Never),
];
const FEES: [(&str, Fee); 4] = [
    ("free", Fee::Free),
    ("fee", Fee::Asked),
    ("sliding", Fee::Sliding),
    ("free-if-eligible", Fee::Eligible),
];
const APPLY: [(&str, Apply); 3] =
    [("phone", Apply::Phone), ("walk-in", Apply::WalkIn), ("written", Apply::Written)];
const DELIVERY: [(&str, Delivery); 5] = [
    ("in-person", Delivery::InPerson),
    ("phone", Delivery::Phone),
    ("online", Delivery::Online),
    ("home", Delivery::Home),
    ("remote", Delivery::Remote),
];
const STATUS: [(&str, Status); 3] =
    [("active", Status::Active), ("paused", Status::Paused), ("ended", Status::Ended)];
const YES_NO: [(&str, bool); 2] = [("yes", true), ("no", false)];

fn yes_no(options: &Options) -> Result<Values<bool>, String> {
    values(options, |words| one_of(words, &YES_NO))
}

fn quote(options: &Options) -> Result<String, String> {
    let quote = options.quote.clone().unwrap_or_else(|| "{value}".into());
    if quote.contains("{value}") { Ok(quote) } else { Err("`quote` is to hold {value}".into()) }
}

fn phone_use(options: &Options) -> Result<PhoneUse, String> {
    let code = options.used_for.as_deref().unwrap_or("voice");
    PhoneUse::from_code(code).ok_or_else(|| {
        format!("`use` can be \"voice\", \"crisis\", \"text\", \"tty\" or \"fax\", not {code:?}")
    })
}

fn area_meaning(options: &Options) -> Result<Meaning, String> {
    let kinds = "`of` is to be \"county\", \"city\", \"postal-code\", \"state\", \"country\" or \"words\"";
    let of = area::Of::from_name(options.of.as_deref().unwrap_or_default()).ok_or(kinds)?;
    // A value may stand for an area ("Yes" for "IL"), or for none ("No" for "").
    let values = values(options, |words| match words {
        [""] => Ok(None),
        [area] => Ok(Some((*area).to_owned())),
        _ => Err("a value can stand for one area only".into()),
    })?;
    Ok(Meaning::Area { of, values })
}

fn capacity(options: &Options) -> Result<Capacity, String> {
    Ok(match options.of.as_deref().unwrap_or_default() {
        "open" => Capacity::Open,
        "waiting" => Capacity::Waiting,
        "days" => Capacity::Days,
        "list" => Capacity::List(yes_no(options)?),
        "day" => Capacity::Day,
        _ => {
            return Err(
                "`of` is to be \"open\" (places), \"waiting\" (people), \"days\" (of wait), \"list\" (whether one is \
                 kept) or \"day\" (on which this was known)"
                    .into(),
            );
        }
    })
}

fn immigration(options: &Options) -> Result<Meaning, String> {
    let then_asked_of = match (&options.then_asked_of, options.unless.is_empty()) {
        (Some(whom), false) => whom.clone(),
        (None, true) => String::new(),
        _ => return Err("`unless` and `then_asked_of` are only of use together".into()),
    };
    Ok(Meaning::Immigration {
        unless: options.unless.iter().map(|value| squeezed(value)).collect(),
        then_asked_of,
    })
}

/// What each value means: a word or a list of words in the mapping, read by `read`.
fn values<T>(options: &Options, read: impl Fn(&[&str]) -> Result<T, String>) -> Result<Values<T>, String> {
    let table = |table: &toml::Table| -> Result<Vec<(String, T)>, String> {
        let entries = table.iter().map(|(value, meaning)| {
            let words: Option<Vec<&str>> = match meaning {
                toml::Value::String(word) => Some(vec![word]),
                toml::Value::Array(words) => words.iter().map(toml::Value::as_str).collect(),
                _ => None,
            };
            let words = words.ok_or_else(|| format!("{value:?} is to mean a word or a list of words"))?;
            Ok((squeezed(value), read(&words).map_err(|why| format!("{value:?}: {why}"))?))
        });
        entries.collect()
    };
    Ok(Values { exact: table(&options.values)?, contains: table(&options.contains)? })
}

/// With the codes and labels of all our words, where the column is said to use them.
fn labelled<W: Word, T>(options: &Options, mut values: Values<T>, make: impl Fn(W) -> T) -> Values<T> {
    for word in W::all().filter(|_| options.labels) {
        let spellings = [word.code(), word.label(Locale::En), word.label(Locale::Es)];
        values.exact.extend(spellings.map(|spelling| (squeezed(spelling), make(word))));
    }
    values
}

fn codes<W: Word>(words: &[&str]) -> Result<Set<W>, String> {
    words.iter().map(|code| W::from_code(code).map_err(|error| error.to_string())).collect()
}

/// Population codes, ages (`60+`, `18-24`), `anyone` and `organizations`.
fn people(words: &[&str]) -> Result<Vec<Who>, String> {
    let one = |word: &&str| match *word {
        "anyone" => Ok(Who::Anyone),
        "organizations" => Ok(Who::Organizations),
        word if word.starts_with(|c: char| c.is_ascii_digit() || c == '-') => age::span(word)
            .map(Who::Group)
            .ok_or_else(|| format!("{word:?} is not a span of ages such as \"60+\" or \"18-24\"")),
        code => Population::from_code(code)
            .map(|population| Who::Group(Group::Population(population)))
            .map_err(|error| error.to_string()),
    };
    words.iter().map(one).collect()
}

fn one_of<T: Copy>(words: &[&str], known: &[(&str, T)]) -> Result<T, String> {
    let found = match words {
        [word] => known.iter().find(|(name, _)| name == word).map(|(_, value)| *value),
        _ => None,
    };
    found.ok_or_else(|| {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        format!("a value can mean one of: {}", names.join(", "))
    })
}
