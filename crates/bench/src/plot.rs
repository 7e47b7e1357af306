//! Plots of what was measured, as small pictures of their own: readable in light and dark, by shape and label rather
//! than by colour, and with their words for who listens.

use std::fmt::Write as _;
use std::time::Duration;

use crate::figures::Size;

const WIDTH: f64 = 760.0;
const LEFT: f64 = 160.0;
const RIGHT: f64 = 40.0;
const TOP: f64 = 56.0;

const STYLE: &str = "<style>\
text{font:13px system-ui,sans-serif;fill:#1b1b1f}.quiet{fill:#55555e}.grid{stroke:#d5d5db;stroke-width:1}\
.line{stroke:#55555e;stroke-width:1.5;fill:none}.dot{fill:#fff;stroke:#55555e;stroke-width:1.5}\
.ours{stroke:#0b57a4;stroke-width:3}.ours.dot{fill:#0b57a4}text.ours{fill:#0b57a4;stroke:none;font-weight:600}\
.back{fill:#fff}\
@media(prefers-color-scheme:dark){text{fill:#ececf1}.quiet{fill:#b4b4bf}.grid{stroke:#3c3c46}\
.line{stroke:#b4b4bf}.dot{fill:#17171c;stroke:#b4b4bf}.ours{stroke:#7ab8ff}.ours.dot{fill:#7ab8ff}\
text.ours{fill:#7ab8ff}.back{fill:#17171c}}\
</style>";

/// A logarithmic axis from one power of ten to another.
#[derive(Clone, Copy)]
struct Axis {
    from: i32,
    to: i32,
    begin: f64,
    end: f64,
}

impl Axis {
    fn over(values: impl Iterator<Item = f64>, begin: f64, end: f64) -> Self {
        let logs: Vec<f64> = values.map(f64::log10).collect();
        #[expect(clippy::cast_possible_truncation, reason = "powers of ten of times and sizes")]
        let whole = |log: f64| log as i32;
        let from = whole(logs.iter().copied().fold(f64::INFINITY, f64::min).floor());
        let to = whole(logs.iter().copied().fold(f64::NEG_INFINITY, f64::max).ceil()).max(from + 1);
        Self { from, to, begin, end }
    }

    fn at(self, value: f64) -> f64 {
        let share = (value.log10() - f64::from(self.from)) / f64::from(self.to - self.from);
        self.begin + share * (self.end - self.begin)
    }

    fn powers(self) -> impl Iterator<Item = (f64, f64)> {
        (self.from..=self.to).map(move |power| (10_f64.powi(power), self.at(10_f64.powi(power))))
    }
}

fn micros(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).max(0.01)
}

/// A time as its axis writes it.
fn time_label(micros: f64) -> String {
    match micros {
        small if small < 1_000.0 => format!("{small} µs"),
        middle if middle < 1e6 => format!("{} ms", middle / 1e3),
        large => format!("{} s", large / 1e6),
    }
}

fn begin(height: f64, title: &str, about: &str) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" \
         aria-labelledby=\"title about\">\n<title id=\"title\">{title}</title>\n<desc id=\"about\">{about}</desc>\n\
         {STYLE}\n<rect class=\"back\" width=\"{WIDTH}\" height=\"{height}\"/>\n\
         <text x=\"16\" y=\"26\" font-weight=\"600\">{title}</text>\n"
    )
}

fn class_of(number: usize, what: &str) -> String {
    if number == 0 { format!("{what} ours") } else { what.into() }
}

/// Median, 90th and 99th percentile of each side at one size.
pub fn latencies(size: &Size) -> String {
    let height = TOP + 34.0 * f64::from(u32::try_from(size.sides.len()).unwrap_or_default()) + 60.0;
    let title = format!("Time of one question, {} services", crate::report::thousands(size.services));
    let all = size.sides.iter().flat_map(|side| [side.times.median, side.times.p99]).map(micros);
    let axis = Axis::over(all, LEFT, WIDTH - RIGHT);
    let mut svg = begin(
        height,
        &title,
        "Each side on a line: median, 90th and 99th percentile. The table says the same.",
    );
    let bottom = height - 52.0;
    for (value, x) in axis.powers() {
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M{x:.1} {TOP}V{bottom:.1}\"/>");
        let (y, label) = (bottom + 18.0, time_label(value));
        let _ = writeln!(
            svg,
            "<text class=\"quiet\" x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{label}</text>"
        );
    }
    let mut y = TOP + 20.0;
    for (number, side) in size.sides.iter().enumerate() {
        let [median, p90, p99] =
            [side.times.median, side.times.p90, side.times.p99].map(|time| axis.at(micros(time)));
        let (line, dot, text) = (class_of(number, "line"), class_of(number, "dot"), class_of(number, ""));
        let _ = writeln!(
            svg,
            "<text class=\"{}\" x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{}</text>\n\
             <path class=\"{line}\" d=\"M{median:.1} {y:.1}H{p99:.1}\"/>\n\
             <circle class=\"{dot}\" cx=\"{median:.1}\" cy=\"{y:.1}\" r=\"5\"/>\n\
             <rect class=\"{dot}\" x=\"{:.1}\" y=\"{:.1}\" width=\"9\" height=\"9\"/>\n\
             <path class=\"{dot}\" d=\"M{p99:.1} {:.1}l6 11h-12z\"/>",
            text.trim(),
            LEFT - 14.0,
            y + 4.5,
            side.name,
            p90 - 4.5,
            y - 4.5,
            y - 6.5
        );
        y += 34.0;
    }
    let y = height - 12.0;
    let _ = writeln!(
        svg,
        "<circle class=\"dot\" cx=\"{}\" cy=\"{:.1}\" r=\"5\"/><text x=\"{}\" y=\"{y}\">median</text>\n\
         <rect class=\"dot\" x=\"{}\" y=\"{:.1}\" width=\"9\" height=\"9\"/><text x=\"{}\" y=\"{y}\">90th percentile</text>\n\
         <path class=\"dot\" d=\"M{} {:.1}l6 11h-12z\"/><text x=\"{}\" y=\"{y}\">99th percentile</text>\n</svg>",
        LEFT,
        y - 4.5,
        LEFT + 12.0,
        LEFT + 90.0,
        y - 9.0,
        LEFT + 106.0,
        LEFT + 236.0,
        y - 11.0,
        LEFT + 248.0
    );
    svg
}

/// The least space between two labels.
const LABEL: f64 = 17.0;

/// The median of each side over the sizes, both axes logarithmic.
pub fn slopes(sizes: &[Size]) -> String {
    let (height, right) = (420.0, WIDTH - 170.0);
    let title = "Median time of one question, by size of the directory";
    let mut svg =
        begin(height, title, "A line for each side, both axes logarithmic. The table says the same.");
    let medians = sizes.iter().flat_map(|size| &size.sides).map(|side| micros(side.times.median));
    let up = Axis::over(medians, height - 50.0, TOP);
    #[expect(clippy::cast_precision_loss, reason = "up to a million services")]
    let services = |size: &Size| size.services as f64;
    let along = Axis::over(sizes.iter().map(services), 80.0, right);
    for (value, y) in up.powers() {
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M80 {y:.1}H{right}\"/>");
        let (below, label) = (y + 4.5, time_label(value));
        let _ = writeln!(
            svg,
            "<text class=\"quiet\" x=\"72\" y=\"{below:.1}\" text-anchor=\"end\">{label}</text>"
        );
    }
    for size in sizes {
        let (x, label) = (along.at(services(size)), crate::report::thousands(size.services));
        let y = height - 28.0;
        let _ = writeln!(
            svg,
            "<text class=\"quiet\" x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{label}</text>"
        );
    }
    let mut labels: Vec<(f64, usize, &str)> = Vec::new();
    for (number, side) in sizes.first().map_or(&[][..], |size| &size.sides).iter().enumerate() {
        let points: Vec<(f64, f64)> = sizes
            .iter()
            .filter_map(|size| {
                let times = size.sides.get(number)?.times;
                Some((along.at(services(size)), up.at(micros(times.median))))
            })
            .collect();
        let path: Vec<String> = points.iter().map(|(x, y)| format!("{x:.1} {y:.1}")).collect();
        let (line, dot) = (class_of(number, "line"), class_of(number, "dot"));
        let dashes =
            if number == 0 { String::new() } else { format!(" stroke-dasharray=\"{} 3\"", 2 + 3 * number) };
        let _ = writeln!(svg, "<path class=\"{line}\"{dashes} d=\"M{}\"/>", path.join("L"));
        for (x, y) in &points {
            let _ = writeln!(svg, "<circle class=\"{dot}\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"/>");
        }
        labels.extend(points.last().map(|(_, y)| (*y, number, side.name)));
    }
    labels.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut above = f64::NEG_INFINITY;
    for (y, number, name) in labels {
        above = y.max(above + LABEL);
        let (from, to) = (right + 5.0, right + 10.0);
        let _ = writeln!(svg, "<path class=\"grid\" d=\"M{from} {y:.1}L{to} {above:.1}\"/>");
        let (x, below, class) = (right + 12.0, above + 4.5, class_of(number, ""));
        let _ = writeln!(svg, "<text class=\"{}\" x=\"{x}\" y=\"{below:.1}\">{name}</text>", class.trim());
    }
    svg.push_str("</svg>\n");
    svg
}
