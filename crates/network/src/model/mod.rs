//! What a directory is made of, in the words of `DESIGN.md` section 3 and of Open Referral HSDS 3.1.

mod agency;
mod area;
mod audience;
mod capacity;
mod contact;
mod directory;
mod id;
mod place;
mod report;
mod requirement;
mod schedule;
mod service;
pub(crate) mod spelling;
mod zip;

pub use agency::Agency;
pub use area::{Area, County, normal_county, normal_state, state_name};
pub use audience::{Audience, Group};
pub use capacity::{Capacity, count_holds};
pub use contact::{Attribute, Phone, PhoneUse};
pub use directory::Directory;
pub use id::{AgencyId, PlaceId, ServiceId};
pub(crate) use place::EARTH_KM;
pub use place::{Address, Place, Point, km_between};
pub use report::{Month, NotAMonth, Outcome, Report};
pub use requirement::{AppliesTo, Requirement, Source, Strength, Visibility, Waiver};
pub use schedule::{Days, Hours, OpenState, Schedule};
pub use service::{CONFIRMATION_HOLDS_DAYS, Service, Status, confirmation_holds};
pub use spelling::normal_town;
pub use zip::zip_state;
