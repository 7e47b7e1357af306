use network::{AgencyId, Month, Outcome, Report};
use sql::{Transaction, Value};
use vocabulary::{Kind, Word};

use crate::owner::Key;
use crate::stored::Stored;
use crate::{StoreError, service};

/// How often the same is counted at most, so that who tells it a million times says no more than who tells it
/// a hundred times.
pub const MOST_TIMES: u32 = 100;

/// In the place of what was not said, since a key has no NULL.
const UNSAID: &str = "unsaid";
const UNANSWERED: &str = "unanswered";
/// What the agency said since: that it asks this, or that it does not.
const CONFIRMED: &str = "confirmed";
const WITHDRAWN: &str = "withdrawn";

const TELL: &str = "
    INSERT INTO report (agency_id, service_id, kind, month, outcome, state, times, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, 1, $7)
    ON CONFLICT (agency_id, service_id, kind, month, outcome, state) DO UPDATE SET
        times = report.times + 1, written_by = excluded.written_by
    WHERE report.times < $8";

const ANSWER: &str = "
    INSERT INTO report (agency_id, service_id, kind, month, outcome, state, times, written_by)
    SELECT agency_id, service_id, kind, month, outcome, $5, times, $6 FROM report
    WHERE agency_id = $1 AND service_id = $2 AND kind = $3 AND state = $4
    ON CONFLICT (agency_id, service_id, kind, month, outcome, state) DO UPDATE SET
        times = CASE WHEN report.times + excluded.times > $7 THEN $7 ELSE report.times + excluded.times END,
        written_by = excluded.written_by";

const ANSWERED: &str =
    "DELETE FROM report WHERE agency_id = $1 AND service_id = $2 AND kind = $3 AND state = $4";

const OF_AGENCY: &str = "
    SELECT agency_id, service_id AS owner_id, kind, month, outcome, times
    FROM report WHERE agency_id = $1 AND state = $2
    ORDER BY service_id, kind, month, outcome";

/// What was told about one of an agency's services and waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What.
    pub report: Report,
    /// How often the same was told, up to [`MOST_TIMES`].
    pub times: u32,
}

/// Keeps what was told. No revision rises: nothing that anybody sees has changed.
pub(crate) async fn tell(tx: &mut Transaction<'_>, reports: &[Report]) -> Result<(), StoreError> {
    for report in reports {
        let key = Key { agency: report.agency.as_str(), id: report.service.as_str() };
        if !service::exists(tx, key).await? {
            let (agency, service) = (report.agency.clone(), report.service.clone());
            return Err(StoreError::NoService { agency, service });
        }
        let values: [Value<'_>; 8] = [
            key.agency.into(),
            key.id.into(),
            report.kind.code().into(),
            report.month.map_or_else(|| UNSAID.to_owned(), |month| month.to_string()).into(),
            report.outcome.map_or(UNSAID, Outcome::code).into(),
            UNANSWERED.into(),
            tx.name().into(),
            MOST_TIMES.into(),
        ];
        tx.execute(TELL, &values).await?;
    }
    Ok(())
}

/// What waits for an agency's answer, in order of its services.
pub(crate) async fn of_agency(tx: &mut Transaction<'_>, agency: &AgencyId) -> Result<Vec<Told>, StoreError> {
    let rows = tx.fetch_all(OF_AGENCY, &[agency.as_str().into(), UNANSWERED.into()]).await?;
    rows.iter().map(|row| read(&Stored { table: "report", row })).collect()
}

/// Notes what an agency made of all that was told of a kind: that its service asks it, or that it does not.
pub(crate) async fn answer(
    tx: &mut Transaction<'_>,
    key: Key<'_>,
    kind: Kind,
    asked: bool,
) -> Result<(), StoreError> {
    let state = if asked { CONFIRMED } else { WITHDRAWN };
    let of = [key.agency.into(), key.id.into(), kind.code().into(), UNANSWERED.into()];
    let mut values = of.to_vec();
    values.extend([state.into(), tx.name().into(), MOST_TIMES.into()]);
    tx.execute(ANSWER, &values).await?;
    tx.execute(ANSWERED, &of).await?;
    Ok(())
}

fn read(row: &Stored<'_>) -> Result<Told, StoreError> {
    let unless_unsaid = |column| row.str(column).map(|text| Some(text).filter(|text| *text != UNSAID));
    let month = unless_unsaid("month")?.map(str::parse::<Month>).transpose();
    let outcome = |code: &str| {
        Outcome::from_code(code)
            .ok_or_else(|| row.error("outcome", format!("`{code}` is not a code that this program knows")))
    };
    Ok(Told {
        report: Report {
            agency: row.str("agency_id")?.into(),
            service: row.str("owner_id")?.into(),
            kind: row.word("kind")?,
            month: month.map_err(|error| row.error("month", error))?,
            outcome: unless_unsaid("outcome")?.map(outcome).transpose()?,
        },
        times: row.number("times")?.ok_or_else(|| row.null("times"))?,
    })
}
