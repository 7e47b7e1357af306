//! Readers of single values, as exports write them: hours, lists, ages, coordinates, telephones, addresses,
//! areas, dates. Each is a pure function over text that never panics; what it cannot read it says.

pub mod address;
pub mod age;
pub mod area;
pub mod hours;
pub mod list;
pub mod phone;
pub mod point;

pub use list::Separator;
