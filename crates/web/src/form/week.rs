//! Opening hours, from a form to a [`Schedule`] and back: a row for each stretch of hours, with the days that it is of.

use jiff::civil::{Date, Time, Weekday};
use network::import::parse::hours::{clock as read_clock, two_ways};
use network::{Days, Hours, Schedule};
use vocabulary::Locale;

use crate::form::Fields;
use crate::view::time::clock;
use crate::words::Words;
use crate::work::Wrongs;

/// The rows' ids. What a list says in more rows than these stays as it was.
const ROWS: [&str; 20] = [
    "hours-1", "hours-2", "hours-3", "hours-4", "hours-5", "hours-6", "hours-7", "hours-8", "hours-9",
    "hours-10", "hours-11", "hours-12", "hours-13", "hours-14", "hours-15", "hours-16", "hours-17",
    "hours-18", "hours-19", "hours-20",
];

/// So many rows are empty.
const SPARE: usize = 2;

/// The most letters of the words that go with the hours.
const LONGEST_NOTE: usize = 1_000;

/// The form, as somebody has it before them.
#[derive(Clone, Debug)]
pub(crate) struct WeekForm {
    pub(crate) always: bool,
    pub(crate) by_appointment: bool,
    pub(crate) note: String,
    /// The name of the zone; nothing where none is said.
    pub(crate) zone: String,
    pub(crate) rows: Vec<Row>,
}

/// A stretch of hours, as it was typed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    /// Also the field to which what is wrong with it belongs.
    pub(crate) id: &'static str,
    pub(crate) days: Days,
    pub(crate) opens: String,
    pub(crate) closes: String,
    /// All day and all night.
    pub(crate) whole: bool,
    pub(crate) from: String,
    pub(crate) until: String,
    /// Whether it closes on the next day.
    pub(crate) is_overnight: bool,
}

impl Row {
    /// Whether the day of this code is ticked.
    pub(crate) fn is_on(&self, code: &str) -> bool {
        WeekForm::DAYS.iter().any(|(day, known)| *known == code && self.days.contains(*day))
    }

    pub(crate) fn is_of_a_season(&self) -> bool {
        !self.from.is_empty() || !self.until.is_empty()
    }

    fn of(id: &'static str, hours: &Hours, w: Words) -> Self {
        let whole = is_whole(hours);
        let time = |time: Time| if whole { String::new() } else { clock(time, w) };
        let day = |day: Option<Date>| day.map_or_else(String::new, |day| day.to_string());
        Self {
            id,
            days: hours.days,
            opens: time(hours.opens),
            closes: time(hours.closes),
            whole,
            from: day(hours.from),
            until: day(hours.until),
            is_overnight: !whole && hours.closes <= hours.opens,
        }
    }

    fn typed(id: &'static str, fields: &Fields) -> Self {
        let text = |part: &str| fields.text(&format!("{id}-{part}")).chars().take(60).collect::<String>();
        let named = format!("{id}-day");
        let ticked = |code: &str| fields.values(&named).any(|value| value == code);
        Self {
            id,
            days: WeekForm::DAYS.iter().filter(|(_, code)| ticked(code)).map(|(day, _)| *day).collect(),
            opens: text("opens"),
            closes: text("closes"),
            whole: fields.has(&format!("{id}-whole")),
            from: text("from"),
            until: text("until"),
            is_overnight: false,
        }
    }

    fn is_empty(&self) -> bool {
        let nothing = self.opens.is_empty() && self.closes.is_empty() && !self.is_of_a_season();
        nothing && !self.whole && self.days == Days::default()
    }

    /// The hours, or the key of a sentence.
    fn read(&self, held: Option<&Hours>, w: Words) -> Result<Hours, &'static str> {
        let is_odd = |text: &str| !text.is_empty() && time(text).is_none();
        if is_odd(&self.opens) || is_odd(&self.closes) {
            return Err("hours-no-time");
        }
        let (opens, closes) = match (self.whole, self.opens.is_empty(), self.closes.is_empty()) {
            (true, true, true) => (Time::midnight(), Time::midnight()),
            (true, ..) => return Err("hours-whole-or-times"),
            (false, true, true) => return Err("hours-no-times"),
            (false, true, false) => return Err("hours-no-opens"),
            (false, false, true) => return Err("hours-no-closes"),
            (false, false, false) => self.times(held, w)?,
        };
        if self.days == Days::default() {
            return Err("hours-no-days");
        }
        let day = |text: &str| match text {
            "" => Ok(None),
            text => text.parse::<Date>().map(Some).map_err(|_| "hours-no-date"),
        };
        let (from, until) = (day(&self.from)?, day(&self.until)?);
        if from.zip(until).is_some_and(|(from, until)| from > until) {
            return Err("hours-season-turned");
        }
        Ok(Hours { days: self.days, opens, closes, from, until })
    }

    fn times(&self, held: Option<&Hours>, w: Words) -> Result<(Time, Time), &'static str> {
        // What was there is not asked about again.
        if let Some(held) = held.filter(|held| !is_whole(held))
            && (clock(held.opens, w), clock(held.closes, w)) == (self.opens.clone(), self.closes.clone())
        {
            return Ok((held.opens, held.closes));
        }
        let (opens, closes) = (time(&self.opens), time(&self.closes));
        let (Some(opens), Some(closes)) = (opens, closes) else { return Err("hours-no-time") };
        if opens == closes {
            return Err("hours-same");
        }
        let says_half = |text: &str| text.trim_end_matches(['.', ' ']).to_lowercase().ends_with('m');
        if two_ways(opens, closes) && !says_half(&self.closes) {
            return Err("hours-two-ways");
        }
        Ok((opens, closes))
    }
}

fn is_whole(hours: &Hours) -> bool {
    (hours.opens, hours.closes) == (Time::midnight(), Time::midnight())
}

/// A time of day as people write it.
fn time(text: &str) -> Option<Time> {
    match text.trim().to_lowercase().as_str() {
        "noon" | "12 noon" | "midday" | "mediodía" | "mediodia" => return Some(Time::constant(12, 0, 0, 0)),
        "midnight" | "medianoche" => return Some(Time::midnight()),
        _ => {}
    }
    let letters: Vec<char> = text.trim().trim_end_matches(['h', 'H']).chars().collect();
    let digit = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(char::is_ascii_digit);
    // 9.30 is half past nine.
    let one = |(at, letter): (usize, &char)| {
        let is_between = *letter == '.' && digit(at.checked_sub(1)) && digit(at.checked_add(1));
        if is_between { ':' } else { *letter }
    };
    read_clock(&letters.iter().enumerate().map(one).collect::<String>())
}

/// What is written for *by appointment* in each language.
fn appointments() -> [String; 2] {
    [Locale::En, Locale::Es].map(|locale| Words(locale).t("hours-by-appointment"))
}

impl WeekForm {
    /// The days with their codes in the form.
    pub(crate) const DAYS: [(Weekday, &'static str); 7] = [
        (Weekday::Monday, "mon"),
        (Weekday::Tuesday, "tue"),
        (Weekday::Wednesday, "wed"),
        (Weekday::Thursday, "thu"),
        (Weekday::Friday, "fri"),
        (Weekday::Saturday, "sat"),
        (Weekday::Sunday, "sun"),
    ];

    pub(crate) fn of(schedule: &Schedule, w: Words) -> Self {
        let note = schedule.note.clone().unwrap_or_default();
        let (first, rest) = note.split_once('\n').unwrap_or((&note, ""));
        let by_appointment = appointments().iter().any(|one| one == first.trim());
        let rows = ROWS.iter().zip(&schedule.hours).map(|(id, hours)| Row::of(id, hours, w));
        Self {
            always: schedule.always,
            by_appointment,
            note: if by_appointment { rest.to_owned() } else { note.clone() },
            zone: schedule.time_zone.clone().unwrap_or_default(),
            rows: with_spare(rows.collect()),
        }
    }

    /// Reads what was typed over what is there. What is wrong leaves the row out of the schedule, and in the form.
    pub(crate) fn read(fields: &Fields, held: &Schedule, w: Words) -> (Self, Schedule, Wrongs) {
        let mut wrong = Wrongs::default();
        let note = fields.text("note").replace('\r', "");
        wrong.note(note.chars().count() > LONGEST_NOTE, "note", || w.t("listing-too-long"));
        let (always, by_appointment) = (fields.has("always"), fields.has("appointment"));
        let mut typed: Vec<Row> = Vec::new();
        let mut hours: Vec<Hours> = Vec::new();
        for (at, id) in ROWS.iter().enumerate() {
            let mut row = Row::typed(id, fields);
            if row.is_empty() {
                continue;
            }
            match row.read(held.hours.get(at), w) {
                Ok(read) => {
                    row.is_overnight = !row.whole && read.closes <= read.opens;
                    hours.push(read);
                }
                Err(_) if always => {}
                Err(key) => wrong.note(true, id, || w.t(key)),
            }
            typed.push(row);
        }
        hours.extend(held.hours.iter().skip(ROWS.len()));
        let whole_week =
            |one: &Hours| one.days == Days::ALL && is_whole(one) && one.from.is_none() && one.until.is_none();
        let always = always || hours.iter().any(whole_week);
        if always {
            hours.clear();
        }
        let said = by_appointment.then(|| w.t("hours-by-appointment"));
        let before = Self::of(held, w);
        let note_of = if before.by_appointment == by_appointment && before.note == note {
            held.note.clone()
        } else {
            let lines: Vec<String> =
                said.into_iter().chain(Some(note.clone()).filter(|note| !note.is_empty())).collect();
            Some(lines.join("\n")).filter(|note| !note.is_empty())
        };
        let zone = fields.text("zone").to_owned();
        let time_zone = if zone.is_empty() {
            None
        } else if held.time_zone.as_ref() == Some(&zone) || zones().contains(&zone.as_str()) {
            Some(zone.clone())
        } else {
            held.time_zone.clone()
        };
        let schedule = Schedule { always, hours, note: note_of, time_zone };
        (Self { always, by_appointment, note, zone, rows: with_spare(in_place(&typed)) }, schedule, wrong)
    }
}

/// What was typed stays in the row where it was typed.
fn in_place(typed: &[Row]) -> Vec<Row> {
    let last = typed.last().and_then(|row| ROWS.iter().position(|id| *id == row.id)).map_or(0, |at| at + 1);
    let row = |id: &'static str| {
        typed.iter().find(|row| row.id == id).cloned().unwrap_or_else(|| Row { id, ..Row::default() })
    };
    ROWS.into_iter().take(last).map(row).collect()
}

fn with_spare(mut rows: Vec<Row>) -> Vec<Row> {
    let spare = ROWS.into_iter().skip(rows.len()).take(SPARE);
    rows.extend(spare.map(|id| Row { id, ..Row::default() }));
    rows
}

/// The zones that can be chosen.
pub(crate) fn zones() -> [&'static str; 8] {
    [
        "America/New_York",
        "America/Chicago",
        "America/Denver",
        "America/Phoenix",
        "America/Los_Angeles",
        "America/Anchorage",
        "Pacific/Honolulu",
        "America/Puerto_Rico",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Words = Words(Locale::En);

    fn read(pairs: &[(&str, &str)], held: &Schedule, w: Words) -> (WeekForm, Schedule, Vec<String>) {
        let encode =
            |text: &str| text.replace(' ', "+").replace(':', "%3A").replace('/', "%2F").replace('\n', "%0A");
        let body: Vec<String> =
            pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        let (form, schedule, wrong) = WeekForm::read(&Fields::parse(body.join("&").as_bytes()), held, w);
        (form, schedule, wrong.iter().map(|one| one.sentence.clone()).collect())
    }

    /// What a browser sends of a form as it is.
    fn sent(form: &WeekForm) -> Vec<(String, String)> {
        let mut pairs = vec![("note".to_owned(), form.note.clone()), ("zone".into(), form.zone.clone())];
        let tick = |name: &str| (name.to_owned(), "1".to_owned());
        pairs.extend(form.always.then(|| tick("always")));
        pairs.extend(form.by_appointment.then(|| tick("appointment")));
        for row in &form.rows {
            let days = WeekForm::DAYS.iter().filter(|(_, code)| row.is_on(code));
            pairs.extend(days.map(|(_, code)| (format!("{}-day", row.id), (*code).to_owned())));
            pairs.extend(row.whole.then(|| tick(&format!("{}-whole", row.id))));
            for (part, text) in
                [("opens", &row.opens), ("closes", &row.closes), ("from", &row.from), ("until", &row.until)]
            {
                pairs.push((format!("{}-{part}", row.id), text.clone()));
            }
        }
        pairs
    }

    #[test]
    fn what_is_sent_back_as_it_was_changes_nothing_in_either_language() {
        let at = |hour, minute| Time::constant(hour, minute, 0, 0);
        let row = |opens, closes| Hours { days: Days::WORKING, opens, closes, from: None, until: None };
        let season = Hours { from: Some(jiff::civil::date(2026, 6, 1)), ..row(at(9, 0), at(9, 0)) };
        let schedule = Schedule {
            always: false,
            hours: vec![
                row(at(9, 0), at(17, 30)),
                row(at(22, 0), at(2, 0)),
                row(at(9, 0), at(5, 0)),
                season,
                row(at(0, 0), at(0, 0)),
                row(at(0, 0), at(12, 0)),
            ],
            note: Some("By appointment.\nRing twice.".into()),
            time_zone: Some("Europe/London".into()),
        };
        for w in [EN, Words(Locale::Es)] {
            let form = WeekForm::of(&schedule, w);
            assert!(form.by_appointment);
            let pairs = sent(&form);
            let pairs: Vec<(&str, &str)> = pairs.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
            let (_, read, wrong) = read(&pairs, &schedule, w);
            assert_eq!((read, wrong), (schedule.clone(), Vec::new()));
        }
    }

    #[test]
    fn a_night_is_past_midnight_and_what_can_be_read_in_two_ways_is_asked_about() {
        let hours = |opens, closes| {
            let pairs = [("hours-2-day", "fri"), ("hours-2-opens", opens), ("hours-2-closes", closes)];
            let (form, schedule, wrong) = read(&pairs, &Schedule::default(), EN);
            let row = form.rows.iter().find(|row| row.days != Days::default()).unwrap().clone();
            assert_eq!((row.opens.as_str(), row.closes.as_str()), (opens, closes), "what was typed stays");
            (
                schedule.hours.first().map(|one| format!("{}-{}", one.opens, one.closes)),
                row.is_overnight,
                wrong,
            )
        };
        for (opens, closes, read, over) in [
            ("9", "17", "09:00:00-17:00:00", false),
            ("9.30 am", "5 p.m.", "09:30:00-17:00:00", false),
            ("10pm", "2am", "22:00:00-02:00:00", true),
            ("noon", "midnight", "12:00:00-00:00:00", true),
            ("22:00", "6:00", "22:00:00-06:00:00", true),
        ] {
            assert_eq!(hours(opens, closes), (Some(read.into()), over, Vec::new()));
        }
        for (opens, closes, key) in [
            ("25:00", "17:00", "hours-no-time"),
            ("soon", "5 pm", "hours-no-time"),
            ("25:00", "", "hours-no-time"),
            ("9", "5", "hours-two-ways"),
            ("9 am", "9 am", "hours-same"),
            ("9 am", "", "hours-no-closes"),
        ] {
            assert_eq!(hours(opens, closes), (None, false, vec![EN.t(key)]), "{opens} {closes}");
        }
    }

    #[test]
    fn a_week_of_whole_days_is_any_hour() {
        let mut pairs: Vec<(&str, &str)> =
            WeekForm::DAYS.iter().map(|(_, code)| ("hours-1-day", *code)).collect();
        pairs.push(("hours-1-whole", "1"));
        let (_, schedule, wrong) = read(&pairs, &Schedule::default(), EN);
        assert!(schedule.always && schedule.hours.is_empty() && wrong.is_empty());
        pairs.push(("hours-1-opens", "9"));
        assert_eq!(read(&pairs, &Schedule::default(), EN).2, [EN.t("hours-whole-or-times")]);
        let nothing = read(&[("note", "")], &schedule, EN).1;
        assert_eq!(nothing, Schedule::default());
    }
}
