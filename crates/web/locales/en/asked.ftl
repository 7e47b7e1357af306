asked-link = They asked me for something that is not said here
asked-link-sheet = They asked me for something that was not listed
asked-title = What did they ask you for?
asked-title-wrong = Please check: what did they ask you for?
asked-lead = If a service asked you for something that its page does not say, you can tell the network here.
asked-nobody = You need no name and no account. There is no box to write in, so that nothing slips in that tells who you are.
asked-kept = What is kept is what you tick and the month. Nothing about you, your device or the day.
asked-shown = It is shown on no page. It waits for the agency to answer.
asked-listed = Its page says already
asked-what = What did they ask for?
wrong-no-kind = Tick at least one thing that they asked for.
asked-when = Only if you want
asked-month = When was that?
asked-month-hint = The month is enough. At a small place somebody may guess whom they saw in a month: leave it out if that could harm you.
asked-month-unsaid = I’d rather not say, or longer ago
asked-outcome = What came of it?
outcome-unsaid = I’d rather not say
outcome-waived = They did without it
outcome-turned-away = They turned me away
outcome-let-in = I had it or did it, and got in
asked-send = Tell the network
asked-not-undone = It cannot be taken back later, since nothing here knows what came from you.
month-year = { $month ->
        [m1] January
        [m2] February
        [m3] March
        [m4] April
        [m5] May
        [m6] June
        [m7] July
        [m8] August
        [m9] September
        [m10] October
        [m11] November
       *[m12] December
    } { $year }
thanks-title = Thank you
thanks-lead = It was kept: what you ticked, the month if you said one, and what came of it if you said so. Nothing else.
thanks-next = What happens with it
thanks-agency = It waits for the agency, which is to answer: whether it asks this, of whom, and whether it can be waived.
thanks-until = Until the agency has answered, no page here and no answer changes because of it.
thanks-not-you = Nothing that is kept says who told it. Nobody will write to you or call you.
