//! The services as databases keep them: a row for each need that one meets.

use crate::facts::Fact;
use crate::grid;

/// A service under one of its needs, with its cell of the grid.
pub(crate) type Offer<'a> = (u32, i64, &'a Fact);

/// All rows, in the order of need, cell and service: what one question needs stands close together.
pub(crate) fn in_order(facts: &[Fact]) -> Vec<Offer<'_>> {
    let rows = facts.iter().flat_map(|fact| {
        let needs = (0..64).filter(|need| fact.needs >> need & 1 == 1);
        needs.map(move |need| (need, grid::cell(fact.point), fact))
    });
    let mut rows: Vec<Offer<'_>> = rows.collect();
    rows.sort_unstable_by_key(|(need, cell, fact)| (*need, *cell, fact.service));
    rows
}
