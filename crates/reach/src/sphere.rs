//! Distances on the globe, compared along chords of the unit sphere: most take no trigonometry.

/// The Earth's mean radius in kilometres, as [`network::km_between`] has it.
const EARTH_KM: f64 = 6371.0088;

/// How far a rounded point may be from the true one, as a chord with room to spare: 6 mm on the ground.
const ROUNDING: f64 = 1e-9;

/// Slack for caps, which are kept in single precision: 10 m on the ground.
const CAP_SLACK: f32 = 1.6e-6;

/// A point on the unit sphere.
pub(crate) type Unit = [f64; 3];

/// A point on the unit sphere in twelve bytes, within 3 mm of the true one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rounded([i32; 3]);

impl Rounded {
    const SCALE: f64 = i32::MAX as f64;

    pub(crate) fn of(unit: Unit) -> Self {
        #[expect(clippy::cast_possible_truncation, reason = "a coordinate is between -1 and 1")]
        Self(unit.map(|part| (part * Self::SCALE).round() as i32))
    }

    /// Along the three axes, in units of [`Self::SCALE`].
    pub(crate) fn parts(self) -> [i32; 3] {
        self.0
    }

    pub(crate) fn from_parts(parts: [i32; 3]) -> Self {
        Self(parts)
    }

    pub(crate) fn unit(self) -> Unit {
        self.0.map(|part| f64::from(part) * (1.0 / Self::SCALE))
    }
}

/// The squares of the chords between a point and many, in [`ROUGH`] units: each part is halved first, so that no
/// difference overflows, and what is near is told apart as finely as in double precision.
pub(crate) fn rough_squares<const N: usize>(here: Rounded, at: &[[i32; N]; 3]) -> [f32; N] {
    let here = here.0.map(|part| part >> 1);
    let mut squares = [0.0; N];
    for (axis, here) in at.iter().zip(here) {
        for (square, part) in squares.iter_mut().zip(axis) {
            #[expect(clippy::cast_precision_loss, reason = "rough, as documented: a part in ten million")]
            let along = ((part >> 1) - here) as f32;
            *square += along * along;
        }
    }
    squares
}

/// Units of rough distances in the Earth's radius: 6 mm on the ground.
const ROUGH: f64 = Rounded::SCALE / 2.0;

/// The rough square below which a chord is surely below this one, and that above which it is surely above. The first
/// is negative where none is.
#[expect(clippy::cast_possible_truncation, reason = "the slack is far above what is lost")]
pub(crate) fn rough_bounds(chord: f64) -> (f32, f32) {
    /// What rounding and halving of both points leave open: 5 cm on the ground, and what single precision does.
    const UNITS: f64 = 8.0;
    const SHARE: f64 = 1e-6;
    let units = chord * ROUGH;
    let (inner, outer) = (units * (1.0 - SHARE) - UNITS, units * (1.0 + SHARE) + UNITS);
    (if inner > 0.0 { (inner * inner) as f32 } else { -1.0 }, (outer * outer) as f32)
}

/// The rough square that is not above that of any point which is no nearer than this chord.
pub(crate) fn rough_square_from(chord: f32) -> f32 {
    rough_bounds(chord.into()).0
}

/// The square of the chord between two points.
pub(crate) fn chord2(a: Unit, b: Unit) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The chord of an arc of so many kilometres; the diameter for half the globe and more.
fn chord(km: f64) -> f64 {
    let half = (km / (2.0 * EARTH_KM)).min(std::f64::consts::FRAC_PI_2);
    2.0 * half.sin()
}

/// The square of the chord of an arc of so many metres.
pub(crate) fn chord2_of_metres(metres: f64) -> f64 {
    chord(metres / 1000.0).powi(2)
}

/// The distance in kilometres from the square of the chord.
pub(crate) fn km_of(chord2: f64) -> f64 {
    2.0 * (chord2.sqrt() / 2.0).min(1.0).asin() * EARTH_KM
}

/// The distance in whole metres from the square of the chord to a rounded point; none where rounding might make
/// it another number than the true one.
pub(crate) fn metres_of(chord2: f64) -> Option<u64> {
    /// Beyond this many metres, a chord hardly changes with the distance.
    const FAR: f64 = 1.5e7;
    let metres = km_of(chord2) * 1000.0;
    let from_half = (metres.fract() - 0.5).abs();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a distance on the globe is at most 20,016 km"
    )]
    (from_half > 0.02 && metres < FAR).then_some(metres.round() as u64)
}

/// All within a distance of a point.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Range {
    center: Unit,
    chord: f64,
    sure_in: f64,
    sure_out: f64,
}

impl Range {
    pub(crate) fn new(center: Unit, km: f64) -> Self {
        let chord = chord(km);
        let inner = chord - ROUNDING;
        Self {
            center,
            chord,
            sure_in: if inner > 0.0 { inner * inner } else { -1.0 },
            sure_out: (chord + ROUNDING).powi(2),
        }
    }

    /// The rough squares below which a point is surely in it, and above which it surely is not.
    pub(crate) fn rough(&self) -> (f32, f32) {
        rough_bounds(self.chord)
    }

    /// Whether a point is in it, from the square of the chord between the middle and the rounded point; none
    /// where rounding decides.
    pub(crate) fn holds(&self, chord2: f64) -> Option<bool> {
        if chord2 < self.sure_in {
            Some(true)
        } else if chord2 > self.sure_out {
            Some(false)
        } else {
            None
        }
    }

    #[expect(clippy::cast_possible_truncation, reason = "the slack of caps is far above what is lost")]
    pub(crate) fn cap(&self) -> Cap {
        Cap { center: self.center.map(|part| part as f32), chord: self.chord as f32 }
    }
}

/// A part of the sphere: all within a chord of a point, roughly, and never too small.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Cap {
    center: [f32; 3],
    chord: f32,
}

impl Cap {
    /// A cap that holds all these points; none of none.
    pub(crate) fn about(points: impl Iterator<Item = Unit> + Clone) -> Option<Self> {
        Self::around(points.map(|point| Range::new(point, 0.0).cap()))
    }

    /// A cap that holds all these caps; none of none.
    pub(crate) fn around(caps: impl Iterator<Item = Self> + Clone) -> Option<Self> {
        let (mut sum, mut count) = ([0.0_f32; 3], 0.0_f32);
        for cap in caps.clone() {
            for (sum, part) in sum.iter_mut().zip(cap.center) {
                *sum += part;
            }
            count += 1.0;
        }
        let center = sum.map(|part| part / count);
        let furthest = |most: f32, cap: Self| most.max(distance(center, cap.center) + cap.chord);
        (count > 0.0).then(|| Self { center, chord: caps.fold(0.0, furthest) })
    }

    /// Its middle along one of the three axes.
    pub(crate) fn center(&self, axis: usize) -> f32 {
        self.center.get(axis).copied().unwrap_or_default()
    }

    /// A chord that no point of it is nearer to a point than.
    pub(crate) fn at_least_from(&self, here: &Self) -> f32 {
        (distance(self.center, here.center) - self.chord - here.chord - CAP_SLACK).max(0.0)
    }

    /// Whether it lies within the other, as far as can be told: never *yes* where some of it does not.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        distance(self.center, other.center) + self.chord + CAP_SLACK <= other.chord
    }

    /// Whether the two have a point in common, as far as can be told: never *no* where they have.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        square(self.center, other.center) <= (self.chord + other.chord + CAP_SLACK).powi(2)
    }
}

fn distance(a: [f32; 3], b: [f32; 3]) -> f32 {
    square(a, b).sqrt()
}

fn square(a: [f32; 3], b: [f32; 3]) -> f32 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

#[cfg(test)]
mod tests {
    use network::Point;
    use proptest::prelude::*;

    use super::*;

    fn unit() -> impl Strategy<Value = Unit> {
        let near = (39.0..41.0, -89.0..-87.0_f64);
        prop_oneof![(-90.0..90.0, -180.0..180.0_f64), near].prop_map(|(lat, lon)| {
            Point::new(lat, lon).unwrap_or_else(|| Point::new(1.0, 1.0).unwrap()).unit()
        })
    }

    proptest! {
        #[test]
        fn what_rounding_says_is_what_the_true_distance_says(a in unit(), b in unit(), km in 0.0..400.0_f64) {
            let true_km = network::km_between(a, b);
            let rounded = chord2(a, Rounded::of(b).unit());
            if let Some(metres) = metres_of(rounded) {
                prop_assert_eq!(metres as f64, (true_km * 1000.0).round());
            }
            for km in [km, true_km, 0.0, 30_000.0] {
                if let Some(holds) = Range::new(a, km).holds(rounded) {
                    prop_assert_eq!(holds, true_km <= km);
                }
            }
        }

        #[test]
        fn what_is_told_roughly_is_so(a in unit(), b in unit(), km in 0.0..20_000.0_f64) {
            let parts = Rounded::of(b).parts().map(|part| [part; 4]);
            let square = rough_squares(Rounded::of(a), &parts)[3];
            let true_km = network::km_between(a, b);
            for km in [km, true_km, true_km * 0.999, true_km * 1.001] {
                let (inner, outer) = Range::new(a, km).rough();
                prop_assert!(square >= inner || true_km <= km, "{square} of {inner}");
                prop_assert!(square <= outer || true_km > km, "{square} of {outer}");
            }
            let (from, to) = (Range::new(a, 0.0).cap(), Range::new(b, 0.0).cap());
            prop_assert!(rough_square_from(to.at_least_from(&from)) <= square);
        }

        #[test]
        fn caps_never_miss_what_they_hold(points in prop::collection::vec(unit(), 1..9), here in unit(), km in 0.0..9000.0_f64) {
            let cap = Cap::about(points.iter().copied()).unwrap();
            if points.iter().any(|point| network::km_between(here, *point) <= km) {
                prop_assert!(cap.meets(&Range::new(here, km).cap()));
            }
            let two = Cap::around([cap, Cap::about([here].into_iter()).unwrap()].into_iter()).unwrap();
            prop_assert!(two.meets(&Cap::about([here].into_iter()).unwrap()));
            prop_assert!(two.meets(&cap));
            if cap.is_within(&Range::new(here, km).cap()) {
                prop_assert!(points.iter().all(|point| network::km_between(here, *point) <= km));
            }
        }
    }
}
