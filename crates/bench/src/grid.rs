//! A grid over the globe, for databases that index by cells: numbered along the parallels, so that a circle is a few
//! stretches of numbers.

use network::Point;

use crate::facts::EARTH_KM;

/// Cells along a degree of latitude and of longitude.
pub(crate) const PER_DEGREE: f64 = 10.0;
/// Numbers from one row of cells to the next.
const ROW: i64 = 10_000;

fn number(degrees: f64) -> i64 {
    #[expect(clippy::cast_possible_truncation, reason = "degrees on the globe")]
    let cell = (degrees * PER_DEGREE).floor() as i64;
    cell
}

fn numbered(row: i64, column: i64) -> i64 {
    row * ROW + column + ROW / 2
}

/// The cell of a point.
pub(crate) fn cell(point: Point) -> i64 {
    numbered(number(point.latitude()), number(point.longitude()))
}

/// The box about a circle, in degrees: south, north, west, east. Not for circles that hold a pole or the date line.
pub(crate) fn frame(point: Point, km: f64) -> [f64; 4] {
    let angle = km / EARTH_KM;
    // How far east a circle reaches: sin Δλ = sin r / cos φ (J. P. Snyder, Map Projections, 1987).
    let east = (angle.sin() / point.latitude().to_radians().cos()).min(1.0).asin().to_degrees();
    let north = angle.to_degrees();
    // A hair wider, so that rounding loses nothing that the exact distance would keep.
    let (north, east) = (north + 1e-9, east + 1e-9);
    let (latitude, longitude) = (point.latitude(), point.longitude());
    [latitude - north, latitude + north, longitude - east, longitude + east]
}

/// The stretches of cells that cover a circle, a row of cells each, first and last number included.
pub(crate) fn stretches(point: Point, km: f64) -> impl Iterator<Item = (i64, i64)> {
    let [south, north, west, east] = frame(point, km);
    (number(south)..=number(north)).map(move |row| (numbered(row, number(west)), numbered(row, number(east))))
}
