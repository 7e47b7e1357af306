//! Rounds in which every agency is asked to confirm its listing, and how each stands.

use jiff::civil::Date;
use network::{AgencyId, Service, ServiceId};
use sql::Transaction;

use crate::edition::{self, Edition};
use crate::history::{self, By};
use crate::owner::Key;
use crate::revision::{self, Part};
use crate::stored::Stored;
use crate::{ServiceField, StoreError, by_hand, edit, own, service, since};

const BEGIN: &str = "
    INSERT INTO confirmation_round (began, until, written_by) VALUES ($1, $2, $3)
    ON CONFLICT (began) DO UPDATE SET until = excluded.until, written_by = excluded.written_by";

const ASK: &str = "
    INSERT INTO confirmation_asked (agency_id, began, confirmed, written_by)
    SELECT a.id, $1, NULL, $2 FROM agency a
    WHERE EXISTS (SELECT 1 FROM service s WHERE s.agency_id = a.id AND s.status <> 'ended')
    ON CONFLICT (agency_id, began) DO NOTHING";

const LATEST: &str = "SELECT began, until FROM confirmation_round ORDER BY began DESC LIMIT 1";

const CONFIRMED: &str = "
    UPDATE confirmation_asked SET confirmed = $1, written_by = $2
    WHERE agency_id = $3 AND began = (SELECT MAX(began) FROM confirmation_round) AND began <= $1";

/// Parts of this agency's listing that nobody vouched for since the round began.
const OPEN: &str = "
    SELECT COUNT(*) AS open FROM service s
    WHERE s.agency_id = $1 AND s.status <> 'ended'
      AND (s.confirmed IS NULL OR s.confirmed < (SELECT COALESCE(MAX(began), '') FROM confirmation_round))";

const STANDING: &str = "
    SELECT a.id AS agency_id, a.name, q.began, q.confirmed, s.services, s.stale, s.oldest,
           COALESCE(r.stale, 0) AS stale_requirements, COALESCE(t.kinds, 0) AS told
    FROM agency a
    JOIN (SELECT agency_id, COUNT(*) AS services,
                 COUNT(*) FILTER (WHERE confirmed IS NULL OR confirmed < $1) AS stale,
                 MIN(COALESCE(confirmed, '')) AS oldest
          FROM service WHERE status <> 'ended' GROUP BY agency_id) s ON s.agency_id = a.id
    LEFT JOIN (SELECT x.agency_id, COUNT(*) AS stale FROM requirement x
               JOIN service y ON y.agency_id = x.agency_id AND y.id = x.service_id AND y.status <> 'ended'
               WHERE x.confirmed IS NULL OR x.confirmed < $1 GROUP BY x.agency_id) r ON r.agency_id = a.id
    LEFT JOIN (SELECT agency_id, COUNT(*) AS kinds
               FROM (SELECT DISTINCT agency_id, service_id, kind FROM report WHERE state = 'unanswered') d
               GROUP BY agency_id) t ON t.agency_id = a.id
    LEFT JOIN confirmation_asked q ON q.agency_id = a.id AND q.began = $2
    ORDER BY a.name, a.id";

/// A round in which agencies are asked to confirm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConfirmationRound {
    /// The day on which it began.
    pub began: Date,
    /// The day until which agencies are asked to answer.
    pub until: Date,
}

/// How an agency's listing stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The agency.
    pub agency: AgencyId,
    /// What it is called.
    pub name: String,
    /// Whether the latest round asked it.
    pub asked: bool,
    /// The day on which it had confirmed all of its listing in that round.
    pub confirmed: Option<Date>,
    /// Its services that have not ended.
    pub services: u32,
    /// Those of them that were not confirmed since the day that was asked about.
    pub stale: u32,
    /// What they ask that was not confirmed since then.
    pub stale_requirements: u32,
    /// What people told of them and the agency has not answered, by service and kind.
    pub told: u32,
    /// The day on which the oldest of them was confirmed; none where one never was.
    pub oldest: Option<Date>,
}

/// Begins a round; on the day on which one began it is the same round, with another end.
pub(crate) async fn begin(tx: &mut Transaction<'_>, round: ConfirmationRound) -> Result<(), StoreError> {
    let (began, until) = (round.began.to_string(), round.until.to_string());
    tx.execute(BEGIN, &[began.as_str().into(), until.into(), tx.name().into()]).await?;
    tx.execute(ASK, &[began.into(), tx.name().into()]).await?;
    Ok(())
}

/// The latest round.
pub(crate) async fn latest(tx: &mut Transaction<'_>) -> Result<Option<ConfirmationRound>, StoreError> {
    let Some(row) = tx.fetch_optional(LATEST, &[]).await? else { return Ok(None) };
    let stored = Stored { table: "confirmation_round", row: &row };
    let day = |column| stored.date(column)?.ok_or_else(|| stored.null(column));
    Ok(Some(ConfirmationRound { began: day("began")?, until: day("until")? }))
}

/// How every agency with a service that has not ended stands, by name; stale is what was not confirmed since a day.
pub(crate) async fn standing(tx: &mut Transaction<'_>, since: Date) -> Result<Vec<Standing>, StoreError> {
    let began = latest(tx).await?.map_or_else(String::new, |round| round.began.to_string());
    let rows = tx.fetch_all(STANDING, &[since.to_string().into(), began.into()]).await?;
    rows.iter().map(|row| read(&Stored { table: "confirmation_asked", row })).collect()
}

fn read(row: &Stored<'_>) -> Result<Standing, StoreError> {
    let count = |column| row.number(column)?.ok_or_else(|| row.null(column));
    let oldest = if row.str("oldest")?.is_empty() { None } else { row.date("oldest")? };
    Ok(Standing {
        agency: row.str("agency_id")?.into(),
        name: row.text("name")?,
        asked: row.opt_text("began")?.is_some(),
        confirmed: row.date("confirmed")?,
        services: count("services")?,
        stale: count("stale")?,
        stale_requirements: count("stale_requirements")?,
        told: count("told")?,
        oldest,
    })
}

/// Confirms services as they stand, with all that they ask: those of these editions, all or none. What a list says
/// otherwise from now on does not change them. Gives whether the agency has confirmed all of its listing by that.
pub(crate) async fn confirm(
    tx: &mut Transaction<'_>,
    agency: &AgencyId,
    seen: &[(ServiceId, Edition)],
    day: Date,
) -> Result<bool, StoreError> {
    revision::await_turn(tx, Part::Directory).await?;
    let mut changed: Vec<Service> = Vec::new();
    for (id, seen) in seen {
        edition::check_service(tx, agency, id, *seen).await?;
        let held = edit::held(tx, Key { agency: agency.as_str(), id: id.as_str() }).await?;
        let mut next = held.clone();
        next.confirmed = Some(day).max(held.confirmed);
        for requirement in &mut next.requirements {
            requirement.confirmed = Some(day).max(requirement.confirmed);
        }
        if next != held {
            history::note(tx, (&held, &next), By::Agency, Some(day), None).await?;
            by_hand::note(tx, key(&next), &vouched()).await?;
            service::write(tx, std::slice::from_ref(&next), &[key(&next)]).await?;
            changed.push(next);
        }
    }
    if !changed.is_empty() {
        revision::raise(tx, Part::Directory).await?;
        let keys: Vec<Key<'_>> = changed.iter().map(key).collect();
        since::note_services(tx, &keys).await?;
    }
    let open = tx.fetch_one(OPEN, &[agency.as_str().into()]).await?.int("open")?;
    if open == 0 && !own::services(tx, agency).await?.is_empty() {
        tx.execute(CONFIRMED, &[day.to_string().into(), tx.name().into(), agency.as_str().into()]).await?;
    }
    Ok(open == 0)
}

fn key(service: &Service) -> Key<'_> {
    Key { agency: service.agency.as_str(), id: service.id.as_str() }
}

/// What a confirmation vouches for. What is asked has rules of its own, which let a list add to it.
fn vouched() -> Vec<ServiceField> {
    let others = [
        ServiceField::Requirements,
        ServiceField::Confirmed,
        ServiceField::Checked,
        ServiceField::Attributes,
    ];
    ServiceField::ALL.iter().copied().filter(|field| !others.contains(field)).collect()
}
