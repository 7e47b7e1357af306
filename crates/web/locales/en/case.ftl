cases-title = Cases
cases-due = To be thought of today
cases-find = Look for a case
cases-find-hint = The beginning of a handle or a name. What you type is in no address and in no log.
cases-find-go = Look
cases-own = Only those that I hold
cases-all = { $n ->
        [one] One case
       *[other] { $n } cases
    }
cases-found = { $n ->
        [one] One case found
       *[other] { $n } cases found
    }
cases-none-found = None is called like this.
cases-before = Before
cases-after = Next
case-begin = Begin a case
case-begin-go = Begin
case-handle = What you call it
case-handle-hint = Anything: a word, a colour, a name that they chose. You may leave it empty. Nothing else is asked.
case-no-handle = (without a handle)
case-is-open = something goes on
case-written = written in on { $day }
reminder-since = since { $day }
reminder-today = today
reminder-on = { $day }
