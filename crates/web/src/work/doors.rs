//! The doors at which somebody signs in, each with tries of its own: whoever floods one keeps nobody waiting at another.

use casework::Tries;

/// Where somebody signs in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// Staff.
    AtWork,
    /// A person, to their own page.
    Mine,
    /// Somebody who keeps no records here, to what they are asked.
    Reply,
}

/// How often somebody has tried at each.
#[derive(Default)]
pub(crate) struct Doors {
    at_work: Tries,
    mine: Tries,
    reply: Tries,
}

impl Doors {
    pub(crate) fn tries(&self, door: Door) -> &Tries {
        match door {
            Door::AtWork => &self.at_work,
            Door::Mine => &self.mine,
            Door::Reply => &self.reply,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_at_one_door_keeps_nobody_waiting_at_another() {
        let all = [Door::AtWork, Door::Mine, Door::Reply];
        for flooded in all {
            let doors = Doors::default();
            let name = |number: u8| [number; 32];
            let refused = (0..=u8::MAX).find(|number| doors.tries(flooded).count(&name(*number), 1).is_err());
            assert!(refused.is_some(), "it has a limit");
            for other in all.into_iter().filter(|other| *other != flooded) {
                assert_eq!(doors.tries(other).count(&name(7), 1), Ok(()), "{flooded:?} {other:?}");
            }
        }
    }
}
