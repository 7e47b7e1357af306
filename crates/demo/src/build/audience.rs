//! Whom a service is for.

use network::{Audience, Group};

use crate::data::AudienceRow;
use crate::random::Random;

/// A rule, in the words of one agency.
pub(super) fn audience(row: &AudienceRow, random: &mut Random) -> Audience {
    let populations = row.populations.iter().map(|population| Group::Population(*population));
    let ages = row.ages.iter().map(|&(from, to)| Group::Aged { from, to });
    Audience {
        any_of: populations.chain(ages).collect(),
        quote: random.pick(&row.sentences).cloned(),
        field: Some("eligibility_description".into()),
    }
}
