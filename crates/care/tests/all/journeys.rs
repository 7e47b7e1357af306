//! A path that is never a line.

use care::{
    Board, EpisodeFacts, Interruption, ItemId, JourneyEntry, Move, Path, Reason, ServiceName, State,
    StatedNeed, Text, Version, phases,
};
use jiff::civil::{Date, date};
use vocabulary::{Kind, LifeDomain, Need, Phase, Word as _};

use crate::example::{HOUR, Writing, item, text, utc};

fn need(code: &str) -> Need {
    Need::from_code(code).unwrap()
}

impl Writing {
    fn episode(&mut self, number: u8, name: &str, needs: &[&str]) -> ItemId {
        let facts = EpisodeFacts {
            service: ServiceName { name: text(name), ..ServiceName::default() },
            needs: needs.iter().map(|code| need(code)).collect(),
            domain: None,
        };
        self.write(JourneyEntry::Episode(Version { of: item(number), over: vec![], now: Some(facts) }));
        item(number)
    }

    fn moves(&mut self, episode: ItemId, to: State, on: Option<Date>) -> care::EntryId {
        let (words, corrects) = (Text::default(), Vec::new());
        self.write(JourneyEntry::Move(Move { episode, to, on, words, corrects }))
    }
}

fn all_states() -> Vec<State> {
    let rule = Kind::from_code("curfew").unwrap();
    let reasons = [
        Reason::Rule { rule: Some(rule) },
        Reason::Rule { rule: None },
        Reason::TimeLimit,
        Reason::Funding,
        Reason::Other,
    ];
    let interruptions =
        [Interruption::Hospital, Interruption::Detention, Interruption::Danger, Interruption::Other];
    let plain =
        [State::Considering, State::In, State::Paused, State::LeftByChoice, State::Done, State::Unknown];
    plain
        .into_iter()
        .chain(reasons.map(|why| State::EndedByService { why }))
        .chain(interruptions.map(|by| State::Interrupted { by }))
        .collect()
}

#[test]
fn from_any_state_to_any_other_and_back() {
    for from in all_states() {
        for to in all_states() {
            let mut writing = Writing::new();
            let episode = writing.episode(1, "Shelter", &["emergency-shelter"]);
            for state in [from, to, from] {
                writing.moves(episode, state, None);
                assert_eq!(writing.case.episodes(&utc())[0].state(), state);
                writing.days(1);
            }
        }
    }
}

#[test]
fn who_was_put_out_over_a_rule_did_not_leave() {
    let mut writing = Writing::new();
    let episode = writing.episode(1, "House", &["transitional-housing"]);
    let rule = Some(Kind::from_code("curfew").unwrap());
    let ended = State::EndedByService { why: Reason::Rule { rule } };
    writing.moves(episode, ended, None);
    let episodes = writing.case.episodes(&utc());
    assert_eq!(episodes[0].state(), ended, "with the rule");
    assert_ne!(episodes[0].state(), State::LeftByChoice);
    assert!(!episodes[0].state().is_open());
}

#[test]
fn pausing_and_coming_back_is_one_word_each() {
    let mut writing = Writing::new();
    let episode = writing.episode(1, "Counselling", &["mental-health"]);
    for state in [State::In, State::Paused, State::In] {
        writing.moves(episode, state, None);
        writing.days(10);
    }
    let episodes = writing.case.episodes(&utc());
    assert_eq!(episodes.len(), 1, "the same episode, without a new intake");
    let path = Path::of(&episodes);
    let stays: Vec<(State, i8, Option<i8>)> = path
        .stays
        .iter()
        .map(|stay| (stay.state, stay.from.day(), stay.until.map(|day| day.day())))
        .collect();
    assert_eq!(stays.len(), 3);
    assert_eq!((stays[0].0, stays[1].0, stays[2].0), (State::In, State::Paused, State::In));
    assert_eq!(stays[0].2, Some(stays[1].1), "each begins where the one before ends");
    assert_eq!(stays[2].2, None, "it goes on");
}

#[test]
fn a_path_goes_beside_itself_and_by_the_days_that_were_told() {
    let mut writing = Writing::new();
    let house = writing.episode(1, "House", &["transitional-housing"]);
    let school = writing.episode(2, "School", &["education"]);
    writing.moves(house, State::Done, Some(date(2026, 9, 1)));
    writing.moves(school, State::In, Some(date(2026, 8, 1)));
    // Told later, and earlier in the path.
    writing.moves(house, State::In, Some(date(2026, 6, 1)));
    let episodes = writing.case.episodes(&utc());
    let path = Path::of(&episodes);
    let stays: Vec<_> = path.stays.iter().map(|stay| (stay.episode, stay.from, stay.until)).collect();
    assert_eq!(
        stays,
        [
            (house, date(2026, 6, 1), Some(date(2026, 9, 1))),
            (school, date(2026, 8, 1), None),
            (house, date(2026, 9, 1), None),
        ]
    );
    assert_eq!(path.days(), Some((date(2026, 6, 1), date(2026, 9, 1))));
}

#[test]
fn a_move_without_a_day_is_of_the_day_on_which_it_was_written_where_they_are() {
    let mut writing = Writing::new();
    writing.now += 11 * HOUR;
    let episode = writing.episode(1, "Clinic", &[]);
    writing.moves(episode, State::In, None);
    let here = writing.case.episodes(&utc())[0].moves[0].clone();
    let tokyo = jiff::tz::TimeZone::fixed(jiff::tz::offset(9));
    let there = writing.case.episodes(&tokyo)[0].moves[0].clone();
    assert_eq!(there.on, here.on.tomorrow().unwrap());
    assert!(!here.is_told);
}

#[test]
fn a_move_that_was_written_by_mistake_is_said_otherwise_and_kept() {
    let mut writing = Writing::new();
    let episode = writing.episode(1, "House", &[]);
    writing.moves(episode, State::In, None);
    let mistake = writing.moves(episode, State::LeftByChoice, None);
    let (words, corrects) = (text("they were at work"), vec![mistake]);
    writing.write(JourneyEntry::Move(Move { episode, to: State::In, on: None, words, corrects }));
    let episodes = writing.case.episodes(&utc());
    assert_eq!(episodes[0].moves.iter().map(|moved| moved.to).collect::<Vec<_>>(), [State::In, State::In]);
    assert_eq!(writing.count, 4, "the journal has all of it");
}

#[test]
fn phases_are_a_view_of_what_goes_on_and_gate_nothing() {
    let mut writing = Writing::new();
    assert!(phases(&writing.case.episodes(&utc())).is_empty());
    let shelter = writing.episode(1, "Shelter", &["emergency-shelter"]);
    let school = writing.episode(2, "School", &["education"]);
    writing.moves(shelter, State::In, None);
    writing.moves(school, State::In, None);
    let both = phases(&writing.case.episodes(&utc()));
    assert!(both.contains(Phase::IMMEDIATE) && both.contains(Phase::LONG_TERM));
    writing.days(1);
    writing.moves(shelter, State::Done, None);
    assert!(!phases(&writing.case.episodes(&utc())).contains(Phase::IMMEDIATE));
}

#[test]
fn the_board_shows_each_part_of_a_life_with_what_they_want_there() {
    let mut writing = Writing::new();
    let stated = |code: Option<&str>, words: &str| StatedNeed { need: code.map(need), words: text(words) };
    let needs = vec![
        stated(Some("education"), "my own business"),
        stated(Some("emergency-shelter"), ""),
        stated(None, "my dog back"),
    ];
    writing.write(JourneyEntry::Needs(Version { of: (), over: vec![], now: Some(needs.clone()) }));
    let shelter = writing.episode(1, "Shelter", &["emergency-shelter"]);
    writing.episode(2, "Choir", &[]);
    writing.moves(shelter, State::LeftByChoice, None);
    assert_eq!(writing.case.journey.needs_now(), needs, "in their order");
    let episodes = writing.case.episodes(&utc());
    let board = Board::of(writing.case.journey.needs_now(), &episodes);
    let domains: Vec<&str> = board.domains.iter().map(|domain| domain.domain.code()).collect();
    assert_eq!(domains, ["housing", "education"], "in the order of the vocabulary, and no empty one");
    assert_eq!((board.domains[0].open.len(), board.domains[0].past.len()), (0, 1));
    assert_eq!(board.own_wants, [&needs[2]]);
    assert_eq!(board.other[0].facts.service.name, text("Choir"));
    assert_eq!(LifeDomain::from_code("housing").unwrap(), board.domains[0].domain);
}

#[test]
fn an_episode_goes_on_though_what_it_is_about_cannot_be_read() {
    let mut writing = Writing::new();
    let newer = br#"{"v":2,"id":"01010101010101010101010101010101","what":{"episode":"in other words"}}"#;
    writing.case.take(1, "journey", newer);
    assert_eq!(writing.case.troubles.len(), 1);
    writing.case.troubles.clear();
    writing.moves(item(1), State::In, None);
    let episodes = writing.case.episodes(&utc());
    assert_eq!((episodes.len(), episodes[0].state()), (1, State::In));
    assert!(care::Card::of(&writing.case, &utc()).is_open, "so nothing of the case is due to go");
}

#[test]
fn an_episode_that_was_taken_away_is_gone_with_its_moves() {
    let mut writing = Writing::new();
    let episode = writing.episode(1, "House", &[]);
    writing.moves(episode, State::In, None);
    let gone = writing.case.journey.facts.change(episode, None).unwrap();
    writing.write(JourneyEntry::Episode(gone));
    assert_eq!(writing.case.episodes(&utc()), []);
}
