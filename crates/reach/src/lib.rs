//! Who can reach what: verdicts with reasons, near misses, fewest doors, what-if.
//!
//! Pure computation over an immutable [`Snapshot`] of a directory: no I/O, no clock, no logging. A
//! [`Profile`] is one of the three things that cross from people to the network half (`DESIGN.md` section 1):
//! it names nobody, lives in memory for one answer, and is neither stored nor logged; it therefore has no
//! `Serialize`.
//!
//! Every question that a listing leaves open has three answers, yes, no and *not known*. *No* puts a service
//! out of reach for a reason that a person can read. *Not known* never excludes and never confirms: the
//! service is shown as *ask first*.

mod answer;
mod asked;
mod block;
mod build;
mod change;
mod described;
mod exam;
mod first;
mod found;
mod gazetteer;
mod glance;
mod json;
mod kept;
mod lane;
mod left_open;
mod offers;
mod plan;
mod profile;
mod question;
mod room;
mod row;
mod snapshot;
mod sphere;
mod spot;
mod tally;
mod tri;
mod watch;
mod weighted;
mod what_if;
mod whereabouts;

pub use answer::{Answer, Group, NearMiss, NeedAnswer, Out, Reachable, answer, answer_first, out_of_reach};
pub use asked::AskedOf;
pub use change::ServiceChange;
pub use exam::{Reason, Standing, Verdict, Why, verdict};
pub use gazetteer::Gazetteer;
pub use plan::{Door, EXACT_NEEDS, Plan};
pub use profile::{AgeBand, Avoid, AvoidedPlace, Household, Profile, ProfileError};
pub use snapshot::Snapshot;
pub use watch::Watched;
pub use what_if::{AgencyKind, Barrier, NewService, Pair, Single, Step, WeightedProfile, WhatIf, what_if};
pub use whereabouts::{AVOIDED_KM, Whereabouts};
