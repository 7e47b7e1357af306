//! What became of each thing that a service asks, in order; nothing of it changes any more.

use jiff::civil::Date;
use network::{AgencyId, Requirement, Service, ServiceId, Strength};
use sql::{Transaction, Value};
use vocabulary::{Kind, Word};

use crate::insert::insert;
use crate::owner::{Key, Owner};
use crate::stored::Stored;
use crate::{StoreError, requirement};

const LAST: &str =
    "SELECT MAX(number) AS number FROM requirement_history WHERE agency_id = $1 AND service_id = $2";

const INSERT: &str = "
    INSERT INTO requirement_history (agency_id, service_id, number, day, made_by, list, what, note, kind,
        before_strength, before_applies_to, before_waiver, before_source, before_quote, before_field, before_seen,
        before_confirmed, before_visible_to, after_strength, after_applies_to, after_waiver, after_source, after_quote,
        after_field, after_seen, after_confirmed, after_visible_to, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
            $24, $25, $26, $27, $28)";

const OF_SERVICE: &str = "
    SELECT agency_id, service_id AS owner_id, number AS ordinal, day, made_by, list, what, note, kind, before_strength,
           before_applies_to, before_waiver, before_source, before_quote, before_field, before_seen, before_confirmed,
           before_visible_to, after_strength, after_applies_to, after_waiver, after_source, after_quote, after_field,
           after_seen, after_confirmed, after_visible_to
    FROM requirement_history WHERE agency_id = $1 AND service_id = $2 ORDER BY number DESC";

/// Takes the words behind requirements out: they may tell of an address that became confidential.
const FORGET_WORDS: &str = "
    UPDATE requirement_history SET note = NULL, before_quote = NULL, after_quote = NULL, written_by = $2
    WHERE agency_id = $1";

/// Who made a change. The network half knows no person: it is never a member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The agency's own staff.
    Agency,
    /// A list of this name that came in.
    Import(String),
}

/// What happened to something that a service asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Happened {
    /// It is asked from now on.
    Added,
    /// It says something else.
    Changed,
    /// It is still so.
    Confirmed,
    /// The agency says that it is not asked.
    Withdrawn,
    /// A newer list does not say it any more.
    Removed,
}

impl Happened {
    const ALL: [Self; 5] = [Self::Added, Self::Changed, Self::Confirmed, Self::Withdrawn, Self::Removed];

    /// The stable code, as stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Confirmed => "confirmed",
            Self::Withdrawn => "withdrawn",
            Self::Removed => "removed",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|what| what.code() == code)
    }

    fn between(before: Option<&Requirement>, after: Option<&Requirement>) -> Option<Self> {
        Some(match (before, after) {
            (None, None) => return None,
            (Some(_), None) => Self::Removed,
            (before, Some(after)) if after.strength == Strength::Never && after.confirmed.is_some() => {
                match before {
                    None => Self::Added,
                    Some(before) if before == after => return None,
                    Some(before) if before.strength == Strength::Never => Self::Confirmed,
                    _ => Self::Withdrawn,
                }
            }
            (None, Some(_)) => Self::Added,
            (Some(before), Some(after)) if before == after => return None,
            (Some(before), Some(after)) => {
                let as_before = Requirement { confirmed: before.confirmed, ..after.clone() };
                if as_before == *before { Self::Confirmed } else { Self::Changed }
            }
        })
    }
}

/// One change of something that a service asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    /// The day; none where a list came in without one.
    pub day: Option<Date>,
    /// Who made it.
    pub by: By,
    /// What happened.
    pub what: Happened,
    /// Why, in the agency's words.
    pub note: Option<String>,
    /// What is asked.
    pub kind: Kind,
    /// What it was.
    pub before: Option<Requirement>,
    /// What it became.
    pub after: Option<Requirement>,
}

/// Writes what changed between two states of a service.
pub(crate) async fn note(
    tx: &mut Transaction<'_>,
    (before, after): (&Service, &Service),
    by: By,
    day: Option<Date>,
    why: Option<&str>,
) -> Result<(), StoreError> {
    let pairs = pairs(&before.requirements, &after.requirements);
    let changes: Vec<_> = pairs
        .into_iter()
        .filter_map(|(before, after)| Some((Happened::between(before, after)?, before, after)))
        .collect();
    if changes.is_empty() {
        return Ok(());
    }
    let key = after.key();
    let last = tx.fetch_one(LAST, &[key.agency.into(), key.id.into()]).await?.opt_int("number")?;
    let (made_by, list) = match &by {
        By::Agency => ("agency", None),
        By::Import(list) => ("import", Some(list.as_str())),
    };
    let day = day.map(|day| day.to_string());
    let mut rows = Vec::with_capacity(changes.len());
    for (number, (what, before, after)) in (last.unwrap_or_default() + 1..).zip(changes) {
        let Some(kind) = before.or(after).map(|asked| asked.kind) else { continue };
        let mut row: Vec<Value<'_>> = vec![
            key.agency.into(),
            key.id.into(),
            number.into(),
            day.clone().into(),
            made_by.into(),
            list.into(),
            what.code().into(),
            why.into(),
            kind.code().into(),
        ];
        row.extend(values(before));
        row.extend(values(after));
        rows.push((key, row));
    }
    insert(tx, "requirement_history", INSERT, rows).await
}

/// As in `requirement`, or nothing.
fn values(asked: Option<&Requirement>) -> [Value<'_>; 9] {
    asked.map_or_else(
        || {
            let (text, number) = (None::<&str>, None::<i64>);
            let nothing = || Value::from(text);
            [
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                nothing(),
                number.into(),
                nothing(),
                nothing(),
            ]
        },
        requirement::values,
    )
}

/// What stood for what: the same kind for the same people, else the same kind in order.
fn pairs<'r>(
    before: &'r [Requirement],
    after: &'r [Requirement],
) -> Vec<(Option<&'r Requirement>, Option<&'r Requirement>)> {
    let mut rest: Vec<&Requirement> = before.iter().collect();
    let take = |rest: &mut Vec<&'r Requirement>, is_it: &dyn Fn(&Requirement) -> bool| {
        rest.iter().position(|held| is_it(held)).map(|at| rest.remove(at))
    };
    let mut found: Vec<Option<&Requirement>> = after
        .iter()
        .map(|next| take(&mut rest, &|held| held.kind == next.kind && held.applies_to == next.applies_to))
        .collect();
    for (next, held) in after.iter().zip(&mut found).filter(|(_, held)| held.is_none()) {
        *held = take(&mut rest, &|held| held.kind == next.kind);
    }
    let gone = rest.into_iter().map(|held| (Some(held), None));
    found.into_iter().zip(after).map(|(held, next)| (held, Some(next))).chain(gone).collect()
}

/// What became of all that a service asks, latest first.
pub(crate) async fn fetch(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    service: &ServiceId,
) -> Result<Vec<Past>, StoreError> {
    let rows = tx.fetch_all(OF_SERVICE, &[agency.as_str().into(), service.as_str().into()]).await?;
    rows.iter().map(|row| read(&Stored { table: "requirement_history", row })).collect()
}

fn read(row: &Stored<'_>) -> Result<Past, StoreError> {
    let kind: Kind = row.word("kind")?;
    let asked = |prefix: &str| {
        let there = row.opt_text(&format!("{prefix}strength"))?.is_some();
        there.then(|| requirement::read(row, prefix, kind)).transpose()
    };
    Ok(Past {
        day: row.date("day")?,
        by: match row.str("made_by")? {
            "agency" => By::Agency,
            "import" => By::Import(row.opt_text("list")?.ok_or_else(|| row.null("list"))?),
            other => return Err(row.error("made_by", format!("`{other}` is nobody that this program knows"))),
        },
        what: row.code("what", Happened::from_code)?,
        note: row.opt_text("note")?,
        kind,
        before: asked("before_")?,
        after: asked("after_")?,
    })
}

/// Takes the words behind what an agency's services ask or asked out of their history.
pub(crate) async fn forget_words(tx: &mut Transaction<'_>, key: Key<'_>) -> Result<(), StoreError> {
    tx.execute(FORGET_WORDS, &[key.agency.into(), tx.name().into()]).await?;
    Ok(())
}
