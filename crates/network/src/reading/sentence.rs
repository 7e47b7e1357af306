//! One sentence judged: which of the things that it names are asked.

use std::cmp::Reverse;
use std::ops::Range;

use vocabulary::{Cue, Says, Subject, TextField};

use super::reader::{Owner, Polarity};
use super::token::{Sign, Token};

/// A phrase that was found in a sentence.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) owner: Owner,
    pub(super) tokens: Range<usize>,
    /// How many tokens are the phrase's own.
    pub(super) own: usize,
}

/// Something said of a subject.
#[derive(Clone, Debug)]
struct Said {
    about: Subject,
    says: Says,
    tokens: Range<usize>,
    own: usize,
    /// Whether the phrase is of this field only.
    of_field: bool,
}

/// A cue.
#[derive(Clone, Debug)]
struct Turn {
    cue: Cue,
    tokens: Range<usize>,
}

/// Whether a list of things that are asked is open from a line before.
#[derive(Debug, Default)]
pub(super) struct List {
    open: bool,
}

/// How many tokens a denial reaches over, from itself or from the thing before.
const REACH: usize = 4;
/// How many words a demand reaches over.
const DEMAND: usize = 14;
/// How many tokens may stand between the things of an alternative.
const BETWEEN: usize = 4;
/// How many words may stand between one way to a service and another.
const BETWEEN_WAYS: usize = 8;
/// How many tokens before a statement a condition reaches it.
const NEAR: usize = 4;
/// So many tokens a quote holds at most beside the thing itself.
const QUOTED: usize = 10;

/// Says of each subject of a sentence whether it is asked, with the tokens that say so.
pub(super) fn judge(
    tokens: &[Token],
    sentence: Range<usize>,
    hits: &[Hit],
    field: TextField,
    list: &mut List,
    say: &mut dyn FnMut(Subject, Polarity, Range<usize>),
) {
    let (said, turns) = sort(hits);
    let has = |cue: Cue| turns.iter().any(|turn| turn.cue == cue);
    let ends_in_colon =
        tokens.get(sentence.end.saturating_sub(1)).is_some_and(|last| last.sign == Sign::Colon);
    let names_things = said.iter().any(|said| said.says == Says::Thing);
    let of_papers = matches!(field, TextField::Documents | TextField::Eligibility);
    let in_list = of_papers || list.open && names_things || has(Cue::Lists);
    list.open = has(Cue::Lists) && !names_things
        || ends_in_colon && (has(Cue::Asks) || has(Cue::Lists))
        || list.open && names_things;
    if has(Cue::Others) {
        return;
    }
    let sentence = Sentence {
        tokens,
        said: &said,
        turns: &turns,
        in_list,
        in_documents: field == TextField::Documents,
        in_application: field == TextField::Application,
    };
    let mut denied_to = None;
    let mut judged: Vec<(&Said, Polarity)> = Vec::new();
    for (at, one) in said.iter().enumerate() {
        let polarity = match one.says {
            Says::Thing => sentence.thing(at, one, &mut denied_to),
            Says::Nothing => None,
            Says::Way => sentence.is_alternative(at).then_some(Polarity::Conditional),
            Says::Asked => Some(sentence.statement(at, one, &mut denied_to)),
            Says::NotAsked => {
                if sentence.begins_with_denial(one) {
                    denied_to = Some(one.tokens.end);
                }
                Some(Polarity::NotAsked)
            }
            Says::Conditional => Some(Polarity::Conditional),
        };
        judged.extend(polarity.map(|polarity| (one, polarity)));
    }
    for (one, polarity) in &judged {
        let also = |other: Polarity| judged.iter().any(|(said, is)| said.about == one.about && *is == other);
        let both_of_fee = is_free_and_not(one.about, also);
        if both_of_fee && *polarity == Polarity::Asked {
            say(one.about, Polarity::Conditional, sentence.quote(one, *polarity));
        } else if both_of_fee || *polarity == prevailing(one.about, also) {
            say(one.about, *polarity, sentence.quote(one, *polarity));
        }
    }
}

/// Whether a sentence says of the fee that there is none and that there is one: "two weeks free, then $10 a night".
/// Each is so for some only, and both are worth reading.
fn is_free_and_not(about: Subject, also: impl Fn(Polarity) -> bool) -> bool {
    about.code() == "fee" && also(Polarity::NotAsked) && also(Polarity::Asked) && !also(Polarity::Conditional)
}

/// What one sentence comes to that says several things of one subject. That people can walk in outweighs that
/// they can make an appointment; else what depends outweighs what does not, and what is asked what is not.
fn prevailing(about: Subject, also: impl Fn(Polarity) -> bool) -> Polarity {
    let order = if about.code() == "appointment-only" {
        [Polarity::NotAsked, Polarity::Conditional, Polarity::Asked]
    } else {
        [Polarity::Conditional, Polarity::Asked, Polarity::NotAsked]
    };
    order.into_iter().find(|polarity| also(*polarity)).unwrap_or(Polarity::Asked)
}

/// Ways to reach a service: where a sentence offers several, none of them is asked by itself.
fn is_way(said: &Said) -> bool {
    let way = matches!(
        said.about.code(),
        "phone-screening" | "in-person-intake" | "application-form" | "agency-referral"
    );
    way && said.says != Says::Nothing
        || said.about.code() == "appointment-only" && said.says == Says::NotAsked
}

/// What is said of subjects, in order, the longer before the shorter that it covers; and the cues that are not
/// part of a statement.
fn sort(hits: &[Hit]) -> (Vec<Said>, Vec<Turn>) {
    let mut said: Vec<Said> = Vec::new();
    for hit in hits {
        if let Owner::Rule { about, says, fields } = hit.owner {
            let of_field = fields != u8::MAX;
            said.push(Said { about, says, tokens: hit.tokens.clone(), own: hit.own, of_field });
        }
    }
    // Of two about one subject that overlap, the one with more words of its own stands, then that of the field,
    // then the earlier.
    said.sort_by_key(|said| {
        let means_nothing = said.says == Says::Nothing;
        let length = said.tokens.len();
        (
            Reverse(said.own),
            Reverse(means_nothing),
            Reverse(said.of_field),
            Reverse(length),
            said.tokens.start,
        )
    });
    let mut kept: Vec<Said> = Vec::new();
    for one in said {
        let covered =
            kept.iter().any(|known| known.about == one.about && overlap(&known.tokens, &one.tokens));
        if !covered {
            kept.push(one);
        }
    }
    kept.sort_by_key(|said| (said.tokens.start, said.tokens.end));
    let mut turns: Vec<Turn> = Vec::new();
    for hit in hits {
        if let Owner::Cue(cue) = hit.owner {
            let within =
                |said: &Said| !matches!(said.says, Says::Thing) && contains(&said.tokens, &hit.tokens);
            // "No fee" denies the fee alone, but "no" may go on to what follows.
            // And "requires a referral and ID" asks for both.
            let stays = matches!(cue, Cue::Or | Cue::Way | Cue::Denies | Cue::Asks);
            let weakens = matches!(cue, Cue::Depends | Cue::OfSome);
            let named = |said: &Said| weakens && contains(&said.tokens, &hit.tokens);
            if stays || !kept.iter().any(|said| within(said) || named(said)) {
                turns.push(Turn { cue, tokens: hit.tokens.clone() });
            }
        }
    }
    // "not required" is no demand, although "required" would be one.
    let longer: Vec<Range<usize>> = turns
        .iter()
        .filter(|turn| matches!(turn.cue, Cue::Denies | Cue::Denied | Cue::Depends | Cue::Helps))
        .map(|turn| turn.tokens.clone())
        .collect();
    turns.retain(|turn| {
        !matches!(turn.cue, Cue::Asks | Cue::Denies)
            || !longer.iter().any(|other| *other != turn.tokens && contains(other, &turn.tokens))
    });
    (kept, turns)
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn contains(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// What stands between two, whichever comes first. Where they overlap, it ends before it starts.
fn between(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    if a.end <= b.start { a.end..b.start } else { b.end..a.start }
}

struct Sentence<'s> {
    tokens: &'s [Token],
    said: &'s [Said],
    turns: &'s [Turn],
    /// Whether things are asked here by being named.
    in_list: bool,
    in_documents: bool,
    in_application: bool,
}

impl Sentence<'_> {
    /// What is said of a thing that is named. `denied_to` is where the last denied thing ended.
    fn thing(&self, at: usize, thing: &Said, denied_to: &mut Option<usize>) -> Option<Polarity> {
        if self.is_denied(thing, *denied_to) {
            *denied_to = Some(thing.tokens.end);
            return Some(Polarity::NotAsked);
        }
        let asks = self.in_list || self.turns(Cue::Asks).any(|turn| self.reaches(turn, thing));
        if !asks || !self.in_documents && self.is_helped(thing) {
            return None;
        }
        let depends = self.turns(Cue::Depends).any(|turn| self.same_segment(turn, thing));
        let conditional = depends || self.is_of_some(thing) || self.is_alternative(at);
        Some(if conditional { Polarity::Conditional } else { Polarity::Asked })
    }

    /// What a statement that something is asked comes to, with what stands before and after.
    fn statement(&self, at: usize, one: &Said, denied_to: &mut Option<usize>) -> Polarity {
        let near = |cue: Cue, before: usize, after: usize| {
            self.turns(cue).any(|turn| {
                let reach = if turn.tokens.end <= one.tokens.start { before } else { after };
                let between = between(&turn.tokens, &one.tokens);
                self.words_between(between.start, between.end).is_some_and(|words| words < reach)
            })
        };
        // "No pets", "no convictions": what keeps people out is said with a denial.
        // "The waiting list may be long": there is one.
        let after = if one.about == Subject::WaitingList { 0 } else { 2 };
        let is_exclusion = one.about.code().starts_with("no-");
        if !is_exclusion && self.is_denied(one, *denied_to) {
            *denied_to = Some(one.tokens.end);
            Polarity::NotAsked
        } else if near(Cue::Depends, NEAR, after) || self.is_of_some(one) || self.is_alternative(at) {
            Polarity::Conditional
        } else {
            Polarity::Asked
        }
    }

    fn turns(&self, cue: Cue) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |turn| turn.cue == cue)
    }

    fn is_denied(&self, thing: &Said, denied_to: Option<usize>) -> bool {
        let from_before = |from: usize, reach: usize| {
            from <= thing.tokens.start
                && self.words_between(from, thing.tokens.start).is_some_and(|words| words <= reach)
                && !self.turns.iter().any(|turn| {
                    matches!(turn.cue, Cue::Turns | Cue::Asks)
                        && turn.tokens.start >= from
                        && turn.tokens.end <= thing.tokens.start
                })
        };
        let directly = self.turns(Cue::Denies).any(|turn| {
            let is_direct = self.tokens.get(turn.tokens.end..thing.tokens.start);
            from_before(turn.tokens.end, REACH)
                && is_direct.is_some_and(|between| between.iter().all(|token| token.sign != Sign::Pause))
        });
        let or_between = |from: usize, to: usize| {
            self.turns(Cue::Or).any(|or| or.tokens.start >= from && or.tokens.end <= to)
        };
        let end = self.tokens.len();
        let on_from_another = denied_to.is_some_and(|from| {
            from_before(from, 3)
                && (or_between(from, thing.tokens.start)
                    || self.is_pause(from, thing.tokens.start) && or_between(thing.tokens.end, end))
        });
        let after = self.turns(Cue::Denied).any(|turn| {
            turn.tokens.start >= thing.tokens.end
                && self.same_segment(turn, thing)
                && !self
                    .turns(Cue::Asks)
                    .any(|asks| asks.tokens.start >= thing.tokens.end && asks.tokens.end <= turn.tokens.start)
        });
        directly || on_from_another || after
    }

    /// Whether the service helps to get it.
    fn is_helped(&self, thing: &Said) -> bool {
        self.turns(Cue::Helps).any(|helps| {
            helps.tokens.end <= thing.tokens.start
                && self.same_clause(helps, thing)
                && !self.turns(Cue::Asks).any(|asks| {
                    asks.tokens.start >= helps.tokens.end && asks.tokens.end <= thing.tokens.start
                })
        })
    }

    /// Whether it is one of several different things, any of which will do.
    fn is_alternative(&self, at: usize) -> bool {
        let Some(thing) = self.said.get(at) else { return false };
        let is_same_sort = |other: &&Said| {
            let things = other.says == Says::Thing && thing.says == Says::Thing;
            other.about != thing.about && (things || is_way(other) && is_way(thing))
        };
        let reach = if is_way(thing) { BETWEEN_WAYS } else { BETWEEN };
        let beside = |other: &Range<usize>| {
            let own = &thing.tokens;
            let (first, second) = if other.start < own.start { (other, own) } else { (own, other) };
            let is_near = second.start <= first.end
                || self.words_between(first.end, second.start).is_some_and(|words| words <= reach);
            let is_or = |or: &Turn| or.tokens.start > first.start && or.tokens.end < second.end;
            let slash = self.tokens.get(first.end..second.start);
            is_near && self.turns(Cue::Or).any(is_or)
                || slash.is_some_and(|between| matches!(between, [only] if only.sign == Sign::Slash))
        };
        self.said.iter().filter(is_same_sort).any(|other| beside(&other.tokens))
            || is_way(thing)
                && self.in_application
                && self.turns(Cue::Way).any(|way| !overlap(&way.tokens, &thing.tokens) && beside(&way.tokens))
    }

    /// Whether the sentence is for some people or cases only: all that follows such words, and what stands before
    /// them without a pause.
    fn is_of_some(&self, one: &Said) -> bool {
        self.turns(Cue::OfSome).any(|turn| {
            let before = turn.tokens.end <= one.tokens.start;
            if before { self.same_clause(turn, one) } else { self.same_segment(turn, one) }
        })
    }

    /// Whether no pause parts the two.
    fn same_segment(&self, turn: &Turn, one: &Said) -> bool {
        // "Photo ID (if available)" is one: the bracket is all that stands between.
        let is_one = |between: &[Token]| {
            matches!(between, [only] if only.sign == Sign::Pause)
                || between.iter().all(|mark| mark.sign != Sign::Pause)
        };
        self.same_clause(turn, one) && self.tokens.get(between(&turn.tokens, &one.tokens)).is_none_or(is_one)
    }

    /// Whether a statement that something is not asked denies it, as *no appointment* does and *walk-ins* does not.
    fn begins_with_denial(&self, one: &Said) -> bool {
        self.turns(Cue::Denies)
            .any(|denial| contains(&one.tokens, &denial.tokens) && denial.tokens.start == one.tokens.start)
    }

    fn is_pause(&self, from: usize, to: usize) -> bool {
        self.tokens
            .get(from..to)
            .is_some_and(|between| between.first().is_some_and(|mark| mark.sign == Sign::Pause))
    }

    /// Whether a demand reaches a thing: in its clause, and not too far from it.
    fn reaches(&self, turn: &Turn, thing: &Said) -> bool {
        let Range { start, end } = between(&turn.tokens, &thing.tokens);
        start > end || self.words_between(start, end).is_some_and(|words| words <= DEMAND)
    }

    /// How many words stand between two places; none if a clause ends there, or if they overlap.
    fn words_between(&self, from: usize, to: usize) -> Option<usize> {
        let between = self.tokens.get(from..to)?;
        let breaks = between.iter().any(|token| token.sign == Sign::Clause || token.sign.ends());
        (!breaks)
            .then(|| between.iter().filter(|token| token.is_word() || token.sign == Sign::Number).count())
    }

    fn same_clause(&self, turn: &Turn, thing: &Said) -> bool {
        let Range { start, end } = between(&turn.tokens, &thing.tokens);
        start > end || self.words_between(start, end).is_some()
    }

    /// The tokens to quote: the thing, with the nearest words that ask for it or deny it, if they are near.
    fn quote(&self, one: &Said, polarity: Polarity) -> Range<usize> {
        if one.says != Says::Thing {
            return one.tokens.clone();
        }
        let cues: &[Cue] = match polarity {
            Polarity::NotAsked => &[Cue::Denies, Cue::Denied],
            Polarity::Asked => &[Cue::Asks],
            Polarity::Conditional => &[Cue::Depends, Cue::Asks],
        };
        for cue in cues {
            let around =
                |turn: &Turn| turn.tokens.start.min(one.tokens.start)..turn.tokens.end.max(one.tokens.end);
            let nearest = self.turns(*cue).map(around).min_by_key(ExactSizeIterator::len);
            if let Some(quote) = nearest.filter(|quote| quote.len() <= one.tokens.len() + QUOTED) {
                return quote;
            }
        }
        one.tokens.clone()
    }
}
