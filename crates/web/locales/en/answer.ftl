answer-title = What is open to you
change-answers = Change my answers
left-open = { $n ->
        [one] You left one thing open, so it was not used
       *[other] You left { $n } things open, so they were not used
    }
left-place = Where you are: distance and area were not used
left-far = How far is all right
left-languages = Which languages you can use
left-age = Your age
left-household = Who is with you
left-populations = How you describe yourself
left-cannot = What would be in the way
left-must = What must be there
left-avoid = What to stay away from
place-state-only = This directory does not know where { $code } is, only its state: distances are not known.
place-county-middle = Distances are about right: they are measured from the middle of the known places of { $county }.
plan-title = Fewest doors
plan-all = { $n ->
        [one] At this one agency you can ask for all of it, and tell your story once.
       *[other] These { $n } agencies are the fewest that cover all of it: each is a door where you may have to tell your story again.
    }
plan-part = { $n ->
        [one] At this one agency you can ask for all that can be reached today, and tell your story once.
       *[other] These { $n } agencies are the fewest that cover what can be reached today: each is a door where you may have to tell your story again.
    }
plan-all-bound = { $n ->
        [one] At this one agency you can ask for all of it.
       *[other] These { $n } agencies together cover all of it: each is a door where you may have to tell your story again.
    }
plan-part-bound = { $n ->
        [one] At this one agency you can ask for all that can be reached today.
       *[other] These { $n } agencies together cover what can be reached today: each is a door where you may have to tell your story again.
    }
plan-empty = No agency listed here is known to be open to you for this today. Below you see what is a rule or two away.
plan-bound = That many needs cannot be tried in every combination. This is a plan of { $doors } doors; at least { $least } are needed.
plan-unmet = { $n ->
        [one] Nothing that is listed here is open to you for this today. It may be a rule or two away; see below.
       *[other] Nothing that is listed here is open to you for these today. They may be a rule or two away; see below.
    }
your-needs = What you asked about
standing-open = Nothing in your way
standing-ask = Ask first
need-nothing = Nothing listed here is open to you for this, or a rule or two away. The reasons are below. A crisis line above may know of more.
group-open = { $n ->
        [one] Nothing in your way: one service
       *[other] Nothing in your way: { $n } services
    }
group-open-what = The agency confirmed its listing within a year, and nothing in it stands in your way.
group-ask = { $n ->
        [one] Ask first: one service
       *[other] Ask first: { $n } services
    }
group-ask-what = Nothing is known against it, but something is not known. Ask before you set out.
group-near = { $n ->
        [one] A rule or two away: one service
       *[other] A rule or two away: { $n } services
    }
group-near-few = { $n ->
        [one] A few rules away: one service
       *[other] A few rules away: { $n } services
    }
near-rules = { $n ->
        [one] One rule in the way:
       *[other] { $n } rules in the way:
    }
near-rules-count = { $n ->
        [one] one rule
       *[other] { $n } rules
    }
group-near-what = Something that you can’t or don’t want to do is asked here. Each rule says whether it can be waived.
group-out = { $n ->
        [one] One service is out of reach: why
       *[other] { $n } services are out of reach: why
    }
group-near-any = { $n ->
        [one] Some rules away: one service
       *[other] Some rules away: { $n } services
    }
list-out = { $reason }: { $count }
list-range = Services { $from } to { $to } of { $all }
list-empty = There are no more.
list-parts = Parts of this list
list-before = The ones before
list-after = The next ones
show-list = { $n ->
        [one] Show it
       *[other] Show all { $n }
    }
show-which = { $n ->
        [one] Show which
       *[other] Show which
    }
show-more = { $n ->
        [one] Show one more
       *[other] Show { $n } more
    }
put-on-sheet = Take this along
ask-them = What to ask:
also-ask = Also ask:
why-not-confirmed = What they ask of people: they have not confirmed it within a year
why-place = Whether they serve where you are
why-language = Whether they speak your language
why-audience = Whether it is for you. It is listed for: { $rule }
why-feature = Whether this is there: { $feature }
why-asks = Whether this holds for you: “{ $statement }”
why-asks-read = { $asks }. { $known } It says: “{ $words }”
why-asks-more = What else they ask: not all of it is public
reason-need = They do something else
reason-avoided = You want to stay away from them
reason-place = Too far, or not for people from there
reason-place-any-distance = Not for people from there
reason-language = They don’t speak your languages
reason-population = For other people
reason-feature = Something that must be there is not
reason-requirements = They ask for three or more things that you can’t or don’t want to do
reason-closed = Closed for now or for good
reason-full = No room, and no waiting list
source-listing = Their listing says so
source-listing-field = Their listing says so, under “{ $field }”
source-read = Read from a text of their listing, not confirmed
source-read-field = Read from their listing, under “{ $field }”, not confirmed
source-read-confirmed = Read from a text of their listing
source-seen = People met it when they went
source-seen-times = { $n ->
        [one] One person met it when they went
       *[other] { $n } people met it when they went
    }
source-confirmed = The agency confirmed it on { $date }.
source-known-and-confirmed = { $source }. The agency confirmed it on { $date }.
source-as-of = { $source }, as of { $date }.
source-no-date = { $source }; no date is known.
waiver-by = Can be waived by: “{ $whom }”
waiver-unknown = Nobody has said whether it can be waived: ask
waiver-no = Cannot be waived
take-title = Take it with you
take-what = Tick “take this along” beside what you want. If nothing is ticked, you get the agencies under “Fewest doors”.
make-sheet = A sheet to print
make-script = What to say on the phone
