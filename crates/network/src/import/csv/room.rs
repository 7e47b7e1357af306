//! What columns that belong together say: how much room there is, and the two halves of a point.

use jiff::civil::Date;

use super::super::draft::Draft;
use super::super::mapping::Capacity as Of;
use super::super::parse::point;
use super::super::{codes, text};
use super::cell::Cell;
use super::rows::Cells;
use crate::{Capacity, Place, Service, Visibility};

/// How much room a row says there is.
#[derive(Default)]
pub(super) struct Room {
    open: Option<u32>,
    waiting: Option<u32>,
    days: Option<u32>,
    list: Option<bool>,
    day: Option<Date>,
    /// The columns that said so, as findings show them.
    columns: Vec<String>,
}

impl Room {
    /// Reads one cell.
    pub(super) fn read(&mut self, of: &Of, cell: &Cell<'_, '_>, draft: &mut Draft) {
        let mut number = || {
            let number = cell.text.parse::<u32>().ok();
            if number.is_none() {
                cell.note(draft, codes::BAD_VALUE, &cell.text);
            }
            number
        };
        let said = match of {
            Of::Open => {
                self.open = number();
                self.open.is_some()
            }
            Of::Waiting => {
                self.waiting = number();
                self.waiting.is_some()
            }
            Of::Days => {
                self.days = number();
                self.days.is_some()
            }
            Of::List(values) => {
                self.list = cell.meaning(draft, values);
                self.list.is_some()
            }
            Of::Day => {
                let (day, wrong) = text::checked_day(&cell.text);
                if let Some(code) = wrong {
                    cell.note(draft, code, &cell.text);
                }
                self.day = day;
                false
            }
        };
        if said {
            self.columns.push(cell.column.shown.clone());
        }
    }

    /// Tells the service. What has no day of its own was known on the day on which the row was checked; without
    /// either it is left out, and said.
    pub(super) fn take_into(self, service: &mut Service, cells: &Cells<'_>, draft: &mut Draft) {
        let Some(first) = self.columns.first() else { return };
        let Some(as_of) = self.day.or(service.checked) else {
            draft.notes.value(codes::CAPACITY_UNDATED, cells.table.name, &cells.at, first, "");
            return;
        };
        service.capacity = Some(Capacity {
            open: self.open,
            takes_waiting: self.list.unwrap_or(true),
            waiting: self.waiting,
            wait_days: self.days,
            as_of,
            visible_to: Visibility::Public,
        });
    }
}

/// Latitude and longitude of a row, each in a column of its own.
#[derive(Default)]
pub(super) struct Halves {
    pub(super) latitude: Option<String>,
    pub(super) longitude: Option<String>,
}

impl Halves {
    /// Tells the place.
    pub(super) fn take_into(self, place: &mut Place, cells: &Cells<'_>, draft: &mut Draft) {
        let (Some(latitude), Some(longitude)) = (self.latitude, self.longitude) else { return };
        match point::pair(&latitude, &longitude) {
            point::Coordinates::Point(point) => place.point = Some(point),
            _ => {
                let both = format!("{latitude}, {longitude}");
                draft.notes.value(codes::BAD_COORDINATES, cells.table.name, &cells.at, "latitude", &both);
            }
        }
    }
}
