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
    let (middle, widest) = (point.longitude(), (east - west) / 2.0);
    let circle = Circle { latitude: point.latitude().to_radians(), angle: km / EARTH_KM };
    (number(south)..=number(north)).map(move |row| {
        let half = circle.half_width(row).to_degrees().min(widest) + 1e-9;
        (numbered(row, number(middle - half)), numbered(row, number(middle + half)))
    })
}

/// A circle on the unit sphere, in radians.
struct Circle {
    latitude: f64,
    angle: f64,
}

impl Circle {
    /// How far east of its middle the circle reaches within a row of cells, in radians.
    fn half_width(&self, row: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "a few thousand rows")]
        let edges = [row as f64, (row + 1) as f64].map(|row| (row / PER_DEGREE).to_radians());
        // Where the circle is widest: sin φ = sin φ0 / cos r.
        let widest = (self.latitude.sin() / self.angle.cos()).min(1.0).asin();
        if (edges[0]..=edges[1]).contains(&widest) {
            return std::f64::consts::PI;
        }
        edges.map(|edge| self.half_width_at(edge)).into_iter().fold(0.0, f64::max)
    }

    /// The spherical law of cosines: cos r = sin φ0 sin φ + cos φ0 cos φ cos Δλ.
    fn half_width_at(&self, latitude: f64) -> f64 {
        let cosine = (self.angle.cos() - self.latitude.sin() * latitude.sin())
            / (self.latitude.cos() * latitude.cos());
        cosine.clamp(-1.0, 1.0).acos()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Numbers;

    /// A point that lies so far away in some direction.
    fn at_distance(from: Point, km: f64, bearing: f64) -> Point {
        let (latitude, angle) = (from.latitude().to_radians(), km / EARTH_KM);
        let sine = latitude.sin() * angle.cos() + latitude.cos() * angle.sin() * bearing.cos();
        let east = (bearing.sin() * angle.sin() * latitude.cos()).atan2(angle.cos() - latitude.sin() * sine);
        Point::new(sine.asin().to_degrees(), from.longitude() + east.to_degrees()).unwrap()
    }

    #[test]
    fn the_stretches_of_a_circle_hold_every_point_in_it_and_few_others() {
        let mut numbers = Numbers::new(1);
        let (mut cells, mut framed) = (0, 0);
        for _ in 0..200 {
            let middle = Point::new(numbers.between(31.0, 47.0), numbers.between(-120.0, -76.0)).unwrap();
            let km = numbers.between(8.0, 80.0);
            let stretches: Vec<(i64, i64)> = stretches(middle, km).collect();
            for _ in 0..50 {
                let share = numbers.fraction().sqrt();
                let point = at_distance(middle, km * share, numbers.between(0.0, std::f64::consts::TAU));
                let there = cell(point);
                assert!(stretches.iter().any(|(first, last)| (*first..=*last).contains(&there)));
                let [south, north, west, east] = frame(middle, km);
                assert!((south..=north).contains(&point.latitude()));
                assert!((west..=east).contains(&point.longitude()));
            }
            cells += stretches.iter().map(|(first, last)| last - first + 1).sum::<i64>();
            let widest = stretches.iter().map(|(first, last)| last - first + 1).max().unwrap();
            framed += widest * i64::try_from(stretches.len()).unwrap();
        }
        assert!(cells * 10 < framed * 9, "corners are left out: {cells} of {framed}");
    }
}
