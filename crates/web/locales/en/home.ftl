home-title = Find help that is open to you
home-what = Tell us what you need, and what you can’t or don’t want to do.
home-how = You see which places are open to you as you are, and which are a rule or two away and who could waive it.
home-private = No name, no account, and nothing you say is kept.
home-start = Start
home-more = Also here
home-safety = What this device may remember, and how to leave fast.
home-agencies = { $n ->
        [one] The one agency listed here, and what it offers.
       *[other] All { $n } agencies listed here, and what they offer.
    }
crisis-title = Who answers right now
crisis-911 = In danger this minute? 911 answers at any hour, and may send the police.
crisis-none = No crisis line listed here is known to be open at this moment.
crisis-more = { $n ->
        [one] One more line answers now
       *[other] { $n } more lines answer now
    }
crisis-later = { $n ->
        [one] One more line, closed now or with hours not known
       *[other] { $n } more lines, closed now or with hours not known
    }
crisis-others = { $n ->
        [one] One more line, for other people, places or languages
       *[other] { $n } more lines, for other people, places or languages
    }
crisis-for-areas = For people in { $areas }
crisis-for-elsewhere = For people from elsewhere
crisis-in-languages = Answers in { $languages }
crisis-for-groups = For: { $groups }
crisis-for-other-people = For other people
agencies-lead = Everyone who is listed here. Each service’s page says what it asks of people.
agencies-none = Nobody is listed here yet.
services-count = { $n ->
        [one] One service
       *[other] { $n } services
    }
pages-label = Parts of the list
page-of = Part { $page } of { $pages }
page-before = Before
page-after = After
