//! Numbers that look random and are the same each time, on every machine and with every version of any library.

/// A sequence of numbers from a seed (SplitMix64: Steele, Lea and Flood 2014).
#[derive(Clone, Debug)]
pub struct Numbers(u64);

impl Numbers {
    /// The sequence of this seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits fit the fraction")]
    pub fn fraction(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From one number to another.
    pub fn between(&mut self, from: f64, to: f64) -> f64 {
        from + (to - from) * self.fraction()
    }

    /// One of the whole numbers from `from` to `to`, both included.
    pub fn whole(&mut self, from: usize, to: usize) -> usize {
        let choices = to.saturating_sub(from) as u64 + 1;
        from + usize::try_from(self.next() % choices).unwrap_or_default()
    }

    /// Yes in this share of cases.
    pub fn chance(&mut self, share: f64) -> bool {
        self.fraction() < share
    }

    /// Of the normal distribution with mean 0 and deviation 1 (Box and Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (a, b) = (1.0 - self.fraction(), self.fraction());
        (-2.0 * a.ln()).sqrt() * (std::f64::consts::TAU * b).cos()
    }
}

/// Things of which some are drawn more often than others, by their index.
#[derive(Clone, Debug)]
pub struct Weighted {
    /// The sums of the weights up to each.
    up_to: Vec<f64>,
}

impl Weighted {
    /// By these weights, each 0 or more.
    pub fn new(weights: impl IntoIterator<Item = f64>) -> Self {
        let mut sum = 0.0;
        let up_to = weights.into_iter().map(|weight| {
            sum += weight;
            sum
        });
        Self { up_to: up_to.collect() }
    }

    /// Weights of 1, 1/2, 1/3, … (Zipf).
    #[expect(clippy::cast_precision_loss, reason = "a few hundred things")]
    pub fn zipf(things: usize) -> Self {
        Self::new((1..=things).map(|rank| 1.0 / rank as f64))
    }

    /// One of them.
    pub fn draw(&self, numbers: &mut Numbers) -> usize {
        let all = self.up_to.last().copied().unwrap_or_default();
        let at = numbers.fraction() * all;
        self.up_to.partition_point(|up_to| *up_to <= at).min(self.up_to.len().saturating_sub(1))
    }

    /// Several different ones.
    pub fn draw_several(&self, numbers: &mut Numbers, count: usize) -> Vec<usize> {
        let mut drawn = Vec::with_capacity(count);
        while drawn.len() < count.min(self.up_to.len()) {
            let one = self.draw(numbers);
            if !drawn.contains(&one) {
                drawn.push(one);
            }
        }
        drawn
    }
}
