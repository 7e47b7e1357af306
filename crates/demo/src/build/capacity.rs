//! How much room there is.

use jiff::civil::Date;
use network::{Capacity, Visibility};

use super::day::days_before;
use crate::data::{ServiceRow, TypeRow, word};
use crate::random::Random;

/// What the service has said about its room: fresh or stale, or nothing.
pub(super) fn capacity(
    row: &ServiceRow,
    kind: &TypeRow,
    today: Date,
    random: &mut Random,
) -> Option<Capacity> {
    let bed =
        kind.needs.contains(word("emergency-shelter")) || kind.needs.contains(word("transitional-housing"));
    // A live count of beds says who arrived.
    let visible_to = if bed { Visibility::Members } else { Visibility::Public };
    if let Some(open) = row.open_beds {
        let as_of = days_before(today, 1);
        return Some(Capacity {
            open: Some(open),
            takes_waiting: true,
            waiting: None,
            wait_days: None,
            as_of,
            visible_to,
        });
    }
    let counts = kind.capacity.filter(|counts| random.percent(counts.percent))?;
    let open = if random.percent(45) { 0 } else { random.between(1, counts.room) };
    let takes_waiting = open > 0 || random.percent(65);
    let waits = open == 0 && takes_waiting;
    let age = if random.percent(60) { random.between(0, 6) } else { random.between(9, 140) };
    Some(Capacity {
        open: Some(open),
        takes_waiting,
        waiting: waits.then(|| random.between(1, 30)),
        wait_days: (waits && random.percent(70)).then(|| random.between(5, 120)),
        as_of: days_before(today, age),
        visible_to,
    })
}
