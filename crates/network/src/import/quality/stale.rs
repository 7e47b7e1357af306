//! Records that nobody has looked at for long.

use jiff::ToSpan;
use jiff::civil::Date;

use super::super::codes;
use super::super::position::At;
use crate::{Finding, Findings};

/// For how many years a record counts as fresh.
const YEARS: i16 = 2;

/// The newest day that a row of a source says of itself: when it was checked, or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) struct Dated {
    pub(in super::super) table: &'static str,
    pub(in super::super) at: At,
    pub(in super::super) column: Box<str>,
    pub(in super::super) day: Date,
}

/// The days of a source's rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in super::super) struct Days(Vec<Dated>);

impl Days {
    /// Adds what a row says; of several days the newest counts.
    pub(in super::super) fn add(&mut self, table: &'static str, at: &At, days: &[(&str, Option<Date>)]) {
        let known = days.iter().filter_map(|(column, day)| Some((*column, (*day)?)));
        if let Some((column, day)) = known.max_by_key(|(_, day)| *day) {
            self.0.push(Dated { table, at: at.clone(), column: column.into(), day });
        }
    }

    /// The newest day of all.
    pub(in super::super) fn newest(&self) -> Option<Date> {
        self.0.iter().map(|dated| dated.day).max()
    }

    /// The rows that were older than two years on this day.
    pub(in super::super) fn stale_on(&self, day: Date) -> Vec<Finding> {
        let Ok(limit) = day.checked_sub(YEARS.years()) else { return Vec::new() };
        let mut old: Vec<&Dated> = self.0.iter().filter(|dated| dated.day < limit).collect();
        old.sort_by(|a, b| (&a.at.file, a.at.row).cmp(&(&b.at.file, b.at.row)));
        let mut findings = Findings::default();
        for dated in old {
            findings.add(codes::STALE_RECORD, dated.table, || {
                let day = dated.day.to_string();
                crate::Example::new(&dated.at.file, dated.at.row, Some(&dated.column), Some(&day))
            });
        }
        findings.into_sorted(|_, _| {})
    }
}
