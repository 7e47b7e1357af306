tally-new = new
tally-changed = changed
tally-unchanged = as before
tally-missing = not in it any more
named-title = The services
named-none = None is new or different.
named-new = { $n ->
        [one] One new service
       *[other] { $n } new services
    }
named-changed = { $n ->
        [one] One service is different
       *[other] { $n } services are different
    }
named-kept = What people have confirmed by hand stays as it is.
named-missing = { $n ->
        [one] One service is not in the list any more
       *[other] { $n } services are not in the list any more
    }
named-missing-what = What came in with this list before stays in the directory until somebody finds out whether it has ended.
field-name = name
field-alternate-name = other name
field-description = description
field-url = website
field-email = mail address
field-status = whether it takes people
field-needs = what it helps with
field-crisis-line = whether it answers in a crisis
field-remote = whether it can be had from afar
field-languages = languages
field-interpreters = interpreters
field-audience = who it is for
field-features = what one can count on
field-places = places
field-areas = where it serves
field-phones = telephone numbers
field-schedule = hours
field-eligibility = who can get it
field-application = how to apply
field-documents = what to bring
field-fees = what it costs
field-requirements = what it asks of people
field-confidential = whether its location is private
field-visible-to = who may see it
field-confirmed = when it was confirmed
field-checked = when it was last checked
field-attributes = other columns
