use std::sync::LazyLock;

use network::{Days, Hours, Schedule};
use sql::Transaction;

use crate::keyed::Keyed;
use crate::owner::{self, Key, Owner, Which};
use crate::stored::Stored;
use crate::{StoreError, list};

static SELECT: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new(
        "hours",
        "SELECT agency_id, owner_id, ordinal, days, opens, closes, valid_from, valid_until
         FROM hours WHERE owner = $1 AND {keys} ORDER BY agency_id, owner_id, ordinal",
        &["agency_id", "owner_id"],
    )
});

static DELETE: LazyLock<Keyed> = LazyLock::new(|| {
    Keyed::new("hours", "DELETE FROM hours WHERE owner = $1 AND {keys}", &["agency_id", "owner_id"])
});

const INSERT: &str = "
    INSERT INTO hours (agency_id, owner, owner_id, ordinal, days, opens, closes, valid_from, valid_until, written_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// The part of a schedule that stands in its owner's own row.
pub(crate) fn read(row: &Stored<'_>) -> Result<Schedule, StoreError> {
    Ok(Schedule {
        always: row.flag("open_always")?,
        hours: Vec::new(),
        note: row.opt_text("hours_note")?,
        time_zone: row.opt_text("time_zone")?,
    })
}

/// Reads the weekly hours of places or services.
pub(crate) async fn attach<T: Owner>(
    tx: &mut Transaction<'_>,
    which: Which<'_>,
    owners: &mut [T],
    schedule: impl Fn(&mut T) -> &mut Schedule,
) -> Result<(), StoreError> {
    owner::attach(tx, &SELECT, which, owners, |owner, row| {
        schedule(owner).hours.push(Hours {
            days: Days::from_bits(row.number("days")?.ok_or_else(|| row.null("days"))?),
            opens: row.time("opens")?,
            closes: row.time("closes")?,
            from: row.date("valid_from")?,
            until: row.date("valid_until")?,
        });
        Ok(())
    })
    .await
}

/// Writes them, in the place of those that were there.
pub(crate) async fn write<T: Owner>(
    tx: &mut Transaction<'_>,
    owners: &[T],
    changed: &[Key<'_>],
    schedule: impl Fn(&T) -> &Schedule,
) -> Result<(), StoreError> {
    list::replace(
        tx,
        (&DELETE, INSERT),
        owners,
        changed,
        |owner| &schedule(owner).hours,
        |hours| {
            vec![
                i64::from(hours.days.bits()).into(),
                hours.opens.to_string().into(),
                hours.closes.to_string().into(),
                hours.from.map(|day| day.to_string()).into(),
                hours.until.map(|day| day.to_string()).into(),
            ]
        },
    )
    .await
}
