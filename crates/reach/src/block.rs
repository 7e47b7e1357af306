//! Services that are near each other, turned on their side: what holds of each of 64 is a bit in one number, so that a
//! processor judges all of them at once.

use crate::asked::Asks;
use crate::row::{Confirmed, Row, Spoken, Waivers};
use crate::sphere::Rounded;

/// So many services stand in a block at most.
pub(crate) const ROWS: usize = 64;

/// Some rows of a block: a bit for each.
pub(crate) type RowSet = u64;

/// Up to [`ROWS`] rows. What stands after the last is nothing.
#[derive(Clone, Debug)]
pub(crate) struct Block {
    len: usize,
    /// Along the three axes.
    pub(crate) at: [[i32; ROWS]; 3],
    /// What is asked, twice: by kind, which judges many rows, and by row, which is at hand for each that is named.
    pub(crate) hard: ByKind,
    hard_of: [u64; ROWS],
    /// What few services have is kept only where one has it.
    pub(crate) read: Option<Box<ByKind>>,
    pub(crate) soft: Option<Box<ByKind>>,
    /// Per bit of [`Spoken`], of [`Confirmed`] and of the flags.
    pub(crate) spoken: [RowSet; 64],
    pub(crate) confirmed: [RowSet; 16],
    flags: [RowSet; 8],
    /// Those that have rules about whom they are for, and those that speak what they say and nothing else.
    pub(crate) with_rules: RowSet,
    pub(crate) say_all: RowSet,
    /// Those that have areas or features.
    pub(crate) with_scope: RowSet,
    pub(crate) audience: [u32; ROWS],
    pub(crate) service: [u32; ROWS],
    pub(crate) agency: [u32; ROWS],
    pub(crate) rank: [u32; ROWS],
    pub(crate) scope: [u32; ROWS],
    pub(crate) waivers: [Waivers; ROWS],
}

/// Per kind of requirement, by its index: which rows ask it.
#[derive(Clone, Debug)]
pub(crate) struct ByKind([RowSet; 64]);

impl ByKind {
    /// The rows that ask one of these kinds, two of them, and three of them, at least.
    pub(crate) fn asking(&self, kinds: u64) -> [RowSet; 3] {
        let (mut one, mut two, mut three) = (0, 0, 0);
        for kind in bits(kinds) {
            let asking = self.0[kind];
            three |= two & asking;
            two |= one & asking;
            one |= asking;
        }
        [one, two, three]
    }

    /// What one row asks.
    pub(crate) fn of_row(&self, at: usize) -> u64 {
        of_row(&self.0, at)
    }

    fn of_rows(kinds: [u64; ROWS]) -> Option<Box<Self>> {
        kinds.iter().any(|kinds| *kinds != 0).then(|| Box::new(Self(turned(kinds))))
    }
}

impl Block {
    /// Of these rows; what does not fit is left out.
    pub(crate) fn of(rows: &[Row]) -> Self {
        let rows = rows.get(..ROWS).unwrap_or(rows);
        let turn = |part: &dyn Fn(&Row) -> u64| turned(column(rows, 0, part));
        let along = |axis: usize| column(rows, 0, |row| row.at.parts()[axis]);
        Self {
            len: rows.len(),
            at: [along(0), along(1), along(2)],
            hard: ByKind(turn(&|row| row.asks.hard)),
            hard_of: column(rows, 0, |row| row.asks.hard),
            read: ByKind::of_rows(column(rows, 0, |row| row.asks.read)),
            soft: ByKind::of_rows(column(rows, 0, |row| row.asks.soft)),
            spoken: turn(&|row| row.spoken.0),
            confirmed: first(&turn(&|row| row.confirmed.days().into())),
            flags: first(&turn(&|row| row.flags.into())),
            with_rules: turn(&|row| (row.audience != 0).into())[0],
            say_all: turn(&|row| row.spoken.is_all().into())[0],
            with_scope: turn(&|row| (row.scope != 0).into())[0],
            audience: column(rows, 0, |row| row.audience),
            service: column(rows, 0, |row| row.service),
            agency: column(rows, 0, |row| row.agency),
            rank: column(rows, 0, |row| row.rank),
            scope: column(rows, 0, |row| row.scope),
            waivers: column(rows, Waivers::default(), |row| row.waivers),
        }
    }

    /// Reads a little of all that a question will look at, without waiting for any of it: memory then brings it while
    /// the block before is judged.
    pub(crate) fn call_up(&self, cannot: u64, mine: u64, with_places: bool) {
        let hard = bits(cannot).fold(0, |any, kind| any ^ self.hard.0[kind]);
        let spoken = bits(mine).fold(hard, |any, bit| any ^ self.spoken[bit]);
        let audience = self.audience.iter().step_by(16).fold(0, |any, index| any ^ index);
        let parts = if with_places { self.at.as_flattened() } else { &[] };
        let at = parts.iter().step_by(16).fold(0, |any, part| any ^ part);
        std::hint::black_box((spoken ^ self.flags[0] ^ self.confirmed[0] ^ self.confirmed[8], audience, at));
    }

    /// How many rows there are.
    pub(crate) fn len(&self) -> usize {
        self.len
    }

    /// All rows.
    pub(crate) fn all(&self) -> RowSet {
        u64::MAX.checked_shr(u32::try_from(ROWS - self.len).unwrap_or(0)).unwrap_or(0)
    }

    /// The rows that have a flag.
    pub(crate) fn having(&self, flag: u8) -> RowSet {
        self.flags[flag.trailing_zeros() as usize % 8]
    }

    /// Where the one place of a row is.
    pub(crate) fn point(&self, at: usize) -> Rounded {
        Rounded::from_parts([self.at[0][at], self.at[1][at], self.at[2][at]])
    }

    /// What the row at an index below [`ROWS`] asks.
    pub(crate) fn asks(&self, at: usize) -> Asks {
        let of_row = |kinds: &Option<Box<ByKind>>| kinds.as_ref().map_or(0, |kinds| kinds.of_row(at));
        Asks { hard: self.hard_of[at], read: of_row(&self.read), soft: of_row(&self.soft) }
    }

    /// The row at an index below [`ROWS`].
    pub(crate) fn row(&self, at: usize) -> Row {
        let asks = self.asks(at);
        let few = |rows: &[RowSet]| rows.iter().rev().fold(0, |all, rows| all << 1 | rows >> at & 1);
        self.row_with(at, asks, of_row(&self.spoken, at), few(&self.confirmed), few(&self.flags))
    }

    /// All of them.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row> {
        let back = |kinds: &Option<Box<ByKind>>| kinds.as_ref().map_or([0; ROWS], |kinds| turned(kinds.0));
        let (read, soft) = (back(&self.read), back(&self.soft));
        let (spoken, confirmed) = (turned(self.spoken), turned(first(&self.confirmed)));
        let flags = turned(first(&self.flags));
        (0..self.len).map(move |at| {
            let asks = Asks { hard: self.hard_of[at], read: read[at], soft: soft[at] };
            self.row_with(at, asks, spoken[at], confirmed[at], flags[at])
        })
    }

    /// Those of these agencies.
    pub(crate) fn rows_of(&self, agencies: &[u32]) -> impl Iterator<Item = Row> {
        let of = |any: RowSet, agency: &u32| any | those(&self.agency, |other| other == *agency);
        bits(agencies.iter().fold(0, of) & self.all()).map(|at| self.row(at))
    }

    /// That of a service, if it is here.
    pub(crate) fn row_of(&self, service: usize) -> Option<Row> {
        let found = those(&self.service, |other| other as usize == service) & self.all();
        bits(found).next().map(|at| self.row(at))
    }

    /// Their services.
    pub(crate) fn services(&self) -> impl Iterator<Item = usize> {
        self.service.iter().take(self.len).map(|service| *service as usize)
    }

    #[expect(clippy::cast_possible_truncation, reason = "as many bits as were put in")]
    fn row_with(&self, at: usize, asks: Asks, spoken: u64, confirmed: u64, flags: u64) -> Row {
        Row {
            asks,
            at: self.point(at),
            service: self.service[at],
            agency: self.agency[at],
            rank: self.rank[at],
            scope: self.scope[at],
            audience: self.audience[at],
            spoken: Spoken(spoken),
            confirmed: Confirmed::of_days(confirmed as u16),
            flags: flags as u8,
            waivers: self.waivers[at],
        }
    }

    /// Bytes held beside the block itself.
    pub(crate) fn bytes_beside(&self) -> usize {
        (usize::from(self.read.is_some()) + usize::from(self.soft.is_some())) * size_of::<ByKind>()
    }
}

/// One part of each row, and of what stands after the last.
fn column<T: Copy>(rows: &[Row], none: T, part: impl Fn(&Row) -> T) -> [T; ROWS] {
    let mut column = [none; ROWS];
    column.iter_mut().zip(rows).for_each(|(to, row)| *to = part(row));
    column
}

/// The first of these, and 0 after the last.
fn first<const N: usize>(from: &[u64]) -> [u64; N] {
    let mut first = [0; N];
    first.iter_mut().zip(from).for_each(|(to, from)| *to = *from);
    first
}

/// The indexes of the bits that are set, the lowest first.
pub(crate) fn bits(mut of: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let bit = (of != 0).then(|| of.trailing_zeros() as usize)?;
        of &= of - 1;
        Some(bit)
    })
}

/// A square of bits with its rows as columns: halves are exchanged, then quarters, down to single bits (Warren,
/// Hacker's Delight, section 7-3).
fn turned(mut square: [u64; 64]) -> [u64; 64] {
    let mut width = 32;
    let mut mask = u64::MAX >> 32;
    while width != 0 {
        let mut at = 0;
        while at < 64 {
            let exchanged = (square[at] >> width ^ square[at + width]) & mask;
            square[at] ^= exchanged << width;
            square[at + width] ^= exchanged;
            at = (at + width + 1) & !width;
        }
        width /= 2;
        mask ^= mask << width;
    }
    square
}

/// The bits of one row, of numbers that have a bit of each.
fn of_row(numbers: &[RowSet; 64], at: usize) -> u64 {
    let mut truths = [0; ROWS];
    for (truth, rows) in truths.iter_mut().zip(numbers) {
        *truth = u8::from(rows >> at & 1 == 1);
    }
    gathered(&truths)
}

/// Numbers of 16 bits, a bit of all of them in each of these: those that are above a number, and those that equal it.
pub(crate) fn above_and_equal(numbers: &[RowSet; 16], number: u16) -> (RowSet, RowSet) {
    let (mut above, mut equal) = (0, u64::MAX);
    for (bit, rows) in numbers.iter().enumerate().rev() {
        if number >> bit & 1 == 1 {
            equal &= rows;
        } else {
            above |= equal & rows;
            equal &= !rows;
        }
    }
    (above, equal)
}

/// The rows of whose part something is true.
#[inline]
pub(crate) fn those<T: Copy>(column: &[T; ROWS], is: impl Fn(T) -> bool) -> RowSet {
    let mut truths = [0; ROWS];
    for (truth, part) in truths.iter_mut().zip(column) {
        *truth = u8::from(is(*part));
    }
    gathered(&truths)
}

/// Numbers of 0 or 1 as bits.
fn gathered(truths: &[u8; ROWS]) -> RowSet {
    /// Gathers the lowest bits of eight bytes in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let eights = truths.as_chunks::<8>().0.iter().rev();
    eights.fold(0, |all, eight| all << 8 | u64::from_le_bytes(*eight).wrapping_mul(GATHER) >> 56)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn square() -> impl Strategy<Value = [u64; 64]> {
        prop::collection::vec(any::<u64>(), 64).prop_map(|numbers| first(&numbers))
    }

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let row = (
            (any::<[u64; 3]>(), any::<[i32; 3]>(), any::<[u32; 5]>()),
            (any::<u64>(), any::<u16>(), any::<u8>(), prop::collection::vec(0..3_u8, 0..12)),
        );
        let row = row.prop_map(|((asks, at, indexes), (spoken, days, flags, waivers))| Row {
            asks: Asks { hard: asks[0], read: asks[1] & asks[2], soft: asks[1] & !asks[2] },
            at: Rounded::from_parts(at),
            service: indexes[0],
            agency: indexes[1],
            rank: indexes[2],
            scope: indexes[3] % 2,
            audience: indexes[4] % 2,
            spoken: Spoken(spoken),
            confirmed: Confirmed::of_days(days),
            flags,
            waivers: Waivers::of(waivers),
        });
        prop::collection::vec(row, 0..=ROWS)
    }

    proptest! {
        #[test]
        fn a_row_comes_out_as_it_went_in(rows in rows()) {
            let block = Block::of(&rows);
            let shown = |row: &Row| format!("{row:?}");
            let expected: Vec<String> = rows.iter().map(shown).collect();
            prop_assert_eq!(block.len(), rows.len());
            prop_assert_eq!(block.all().count_ones() as usize, rows.len());
            prop_assert_eq!(&block.rows().map(|row| shown(&row)).collect::<Vec<_>>(), &expected);
            prop_assert_eq!(&(0..rows.len()).map(|at| shown(&block.row(at))).collect::<Vec<_>>(), &expected);
        }

        #[test]
        fn rows_are_found_by_what_they_have(rows in rows(), service in any::<u32>(), pick in any::<prop::sample::Index>()) {
            let block = Block::of(&rows);
            let those = |has: &dyn Fn(&Row) -> bool| -> RowSet {
                rows.iter().enumerate().fold(0, |all, (at, row)| all | u64::from(has(row)) << at)
            };
            prop_assert_eq!(block.with_rules, those(&|row| row.audience != 0));
            prop_assert_eq!(block.with_scope, those(&|row| row.scope != 0));
            prop_assert_eq!(block.say_all, those(&|row| row.spoken.is_all()));
            for flag in (0..8).map(|bit| 1 << bit) {
                prop_assert_eq!(block.having(flag), those(&|row| row.has(flag)));
            }
            let shown = |row: Option<Row>| row.map(|row| format!("{row:?}"));
            let first = |service| rows.iter().find(|row| row.service() == service).copied();
            let some = (!rows.is_empty()).then(|| pick.get(&rows));
            for service in some.map(|row| row.service()).into_iter().chain([service as usize]) {
                prop_assert_eq!(shown(block.row_of(service)), shown(first(service)));
            }
            let agencies: Vec<u32> = some.map(|row| row.agency).into_iter().chain([service]).collect();
            let of_these: Vec<u32> = block.rows_of(&agencies).map(|row| row.service).collect();
            let expected: Vec<u32> =
                rows.iter().filter(|row| agencies.contains(&row.agency)).map(|row| row.service).collect();
            prop_assert_eq!(of_these, expected);
        }

        #[test]
        fn rules_are_counted_up_to_three(asked in square(), kinds in any::<[u64; 3]>()) {
            let kinds = kinds[0] & kinds[1] & kinds[2];
            let by_kind = ByKind(turned(asked));
            for (at, asked) in asked.iter().enumerate() {
                let count = by_kind.asking(kinds).iter().filter(|rows| **rows >> at & 1 == 1).count();
                prop_assert_eq!(count, (asked & kinds).count_ones().min(3) as usize);
            }
        }

        #[test]
        fn numbers_are_compared_bit_by_bit(numbers in prop::collection::vec(any::<u16>(), 64), to in any::<u16>()) {
            let wide: Vec<u64> = numbers.iter().map(|number| u64::from(*number)).collect();
            let turned = turned(first(&wide));
            for to in [to, numbers[0], 0, u16::MAX] {
                let (above, equal) = above_and_equal(&first(&turned), to);
                for (at, number) in numbers.iter().enumerate() {
                    prop_assert_eq!((above >> at & 1 == 1, equal >> at & 1 == 1), (*number > to, *number == to));
                }
            }
        }

        #[test]
        fn those_are_those(are in any::<u64>()) {
            let mut truths = [3; ROWS];
            bits(are).for_each(|at| truths[at] = 4);
            prop_assert_eq!(those(&truths, |truth| truth == 4), are);
        }
    }
}
