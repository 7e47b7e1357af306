done-confirmed = Thank you. What you saw is confirmed as of today.
done-round = Every agency is asked to confirm. Whoever keeps its listing sees it when they sign in.
listing-title = Our listing
listing-lead = What people find when they look for help. What you set here stays when a newer list comes in.
listing-pages = Pages of this service
listing-tab-service = Service
listing-tab-asks = What it asks
listing-tab-place = Location
listing-tab-history = History
listing-not-listed = Your agency is not in the directory yet.
listing-not-listed-what = Put it in under its name, and add its services one by one. Each is seen by your agency alone until you say otherwise.
listing-begin = Put our agency in
listing-round = The network asks every agency to confirm its listing: since { $began }, until { $until }.
listing-told-waiting = { $n ->
        [one] People told of one thing that is asked of them and that waits for your answer.
       *[other] People told of { $n } things that are asked of them and that wait for your answer.
    }
listing-told-here = { $n ->
        [one] One thing that people told waits here
       *[other] { $n } things that people told wait here
    }
listing-confirm-go = Confirm everything on one page
listing-add = Add a service
listing-add-hint = Only your agency sees it until you say otherwise on its page.
listing-agency = About our agency
listing-agency-lead = Everybody may see this. What you set here stays when a newer list comes in.
listing-stale = Not confirmed within a year
listing-stale-count = { $n ->
        [one] One service was not confirmed within a year. People are told to ask first.
       *[other] { $n } services were not confirmed within a year. People are told to ask first.
    }
listing-no-services = No service is listed yet.
listing-confirmed-on = Confirmed on { $date }
listing-never-confirmed = Never confirmed
listing-ended = { $n ->
        [one] One service that has ended
       *[other] { $n } services that have ended
    }
listing-room-of = Places open today: { $name }
listing-room-open = { $n ->
        [0] No place open
        [one] One place open
       *[other] { $n } places open
    }
listing-room-unsaid = Nothing is said about open places
listing-room-as-of = { $room }, as of { $date }. Seen by: { $whom }
listing-room-none = None
listing-room-more = Another number, waiting list, who may see it
listing-room-number = Places open
listing-room-list = We take people on a waiting list
listing-room-wait = Days to wait, about
listing-room-hint = Where few live, a count that changes tells who has come.
listing-room-forget = Say nothing about open places
listing-visible-to = Who may see it
visible-public = Everybody
visible-members = Agencies of the network
visible-agency = Our agency alone
listing-name = What it is called
listing-other-name = Another name
listing-what = What it does
listing-website = Website
listing-email = Mail address
listing-site = County, coalition or state
listing-phones = Telephone numbers
listing-phone = Number { $n }
listing-phone-number = Number
listing-phone-extension = Extension
listing-phone-use = For
listing-phone-note = Note
phone-use-voice = Calls
phone-use-crisis = Crisis
phone-use-text = Text messages
phone-use-tty = TTY
phone-use-fax = Fax
listing-no-name = Say what the service is called.
listing-no-agency-name = Say what your agency is called.
listing-too-long = This is too long. What you typed is still here; please shorten it.
listing-no-age = An age is a whole number up to 120, or nothing.
listing-ages-turned = The first age is above the second.
listing-service-title = The service
listing-service-lead = Each part that you change is yours from then on: no newer list changes it.
listing-no-address = Write nothing that tells where a confidential location is.
listing-status-active = It takes people
listing-audience-anew = Change whom it is for, to what stands below
listing-audience-hint = Tick nothing where it is for everybody.
listing-from = From age
listing-to = To age
listing-languages = Languages that are spoken
listing-interpreters = Interpreters are brought in for others
listing-how = How people get it
listing-crisis-line = A line that answers in a crisis
listing-remote = People can get it without travelling
listing-areas-hint = A line each: a county (Cook County, IL), City of …, a state, a postal code, or words.
listing-places = { $n ->
        [one] One place
       *[other] { $n } places
    }
listing-set-aside = address not kept
listing-changed-meanwhile = Somebody else changed this meanwhile. Nothing of yours was taken yet, and all of it is still here: compare, and send it again.
listing-now = It says now
listing-now-same = What you typed is what it says.
listing-nothing = Nothing
listing-yes = Yes
listing-no = No
listing-asks-title = What it asks
listing-asks-lead = What people must bring, do or be before they get in, and while they stay. Where it is confirmed they need not ask first.
listing-asks-meanwhile = Somebody else changed this service meanwhile. This is how it stands now. Nothing of yours was taken yet.
listing-asks-nothing = Nothing that is known.
listing-asked = It asks
listing-not-asked-title = It does not ask
listing-not-asked = Not asked: { $what }
listing-ask-confirm = Still so
listing-ask-new = Add something that it asks
listing-ask-change = Change how it is asked
listing-ask-withdraw-title = It does not ask one of these
listing-ask-withdraw-what = Your listing then says that this is not asked, and no text that is read changes that.
listing-ask-withdraw = Not asked: { $what }
listing-ask-kind = What is asked
listing-ask-no-kind = Choose what is asked.
listing-ask-strength = How often
strength-always = Always
strength-usually = Usually
strength-sometimes = Sometimes
strength-never = Never
listing-ask-applies = Who is asked
applies-everyone = Everyone
applies-adults = Adults
applies-minors = People under 18
applies-some = Some
listing-ask-whom = Of which people
listing-ask-whom-hint = Only where it is asked of some. Name nobody.
listing-ask-no-whom = Say of which people it is asked.
listing-ask-waiver = Can an exception be made?
waived-unknown = Not known
waived-no = No
waived-by = Yes
listing-ask-by = Who can make it
listing-ask-by-hint = Only where an exception can be made: a role, such as “the shelter manager”. Name nobody.
listing-ask-no-by = Say who can make an exception.
listing-ask-why = Why it changes, if you want
listing-ask-why-hint = It stays in the history. Name nobody.
listing-ask-twice = It asks for this already, of the same people. Change that one instead.
listing-told = What people told
listing-told-what = Somebody told the network that this is asked here. Nobody knows who, and it is shown to your agency alone. Is it so?
listing-told-times = { $n ->
        [one] told once
       *[other] told { $n } times
    }
listing-told-waived = you did without it
listing-told-turned-away = somebody was turned away
listing-told-let-in = somebody got in
listing-told-yes = We ask this
listing-told-no = We do not ask this
listing-history-title = History of what it asks
listing-history-lead = Every change since it was first listed, latest first. It names your agency or a list, and never a person.
listing-history-none = Nothing has changed so far.
listing-history-was = It was
listing-history-is = It became
listing-history-why = Why
happened-added = Added
happened-changed = Changed
happened-confirmed = Confirmed
happened-withdrawn = Withdrawn
happened-removed = Not in the list any more
by-agency = by your agency
by-import = by the list { $list }
listing-place-title = Location
listing-place-is = The location of this service is confidential. People are told the town, and how to call.
listing-place-is-not = The location of this service is public.
listing-place-mark = Make it confidential
listing-place-what = The address is deleted: from the directory, from your agency’s texts, from what is published, and with the words behind what your services asked. Services that are had at the same place become confidential too.
listing-place-back = We cannot bring it back. No newer list does. Copies that were taken before still have it: backups until they are replaced, and whoever has downloaded the directory.
listing-place-which = At which places
listing-place-go = Make it confidential and delete the address
listing-place-open = It is not confidential any more
listing-place-open-what = The address is not known here any more, and stays so until your agency gives it again.
listing-confirm-title = Confirm everything
listing-confirm-lead = Read it as somebody would who needs it. What is not right any more, change first.
listing-confirm-what = With this your agency says that all of the above is so today, and that nothing else is asked.
listing-confirm-all = All of this is right
listing-confirm-meanwhile = Something was changed meanwhile. Nothing is confirmed yet: please look at how it stands now.
listing-helps-with = It helps with
listing-for = It is for
listing-tab-hours = Hours
places-title = Our places
places-lead = Where people can meet you. A place is said once, and can be of several services.
places-add = Add a place
places-none = No place is listed yet.
places-unnamed = A place without a name
places-confidential = Confidential: only the town is kept and shown.
places-not-on-map = Not on the map: nobody finds it by distance.
places-had = Services here:
places-nothing-had = None of your services is had here.
places-hours = When it is open
place-title = The place
place-lead = Fill in what you know. All of it is yours from then on: no newer list changes it.
place-name = What it is called
place-confidential = Where it is must stay confidential
place-confidential-hint = Then only the town, the state and the country are kept and shown. Whatever else stands below of the address is not kept, and the services here count as confidential. Its name, its telephone numbers and its hours are shown: write nothing in them that tells where it is.
place-still-confidential = A service here has a confidential location, so no address is kept. Say first on that service’s page “Location” that it is not confidential any more, or take the service off this place.
place-street = Street and number
place-street-hint = One or two lines, as on an envelope.
place-city = Town
place-state = State
place-postal-code = Postal code
place-more = County, country, how to get there, point on the map
place-county = County
place-country = Country, two letters
place-transport = How to get there
place-point = Point on the map
place-point-hint = Latitude and longitude, such as 41.88, -87.63. If you leave it, it is put in the middle of other places that have the same postal code or town.
place-no-point = A point is two numbers, such as 41.88, -87.63. Or leave it empty.
place-no-country = A country is two letters, such as US or MX. Or leave it empty.
place-off-the-map = We do not know where this is on the map, since no other place has its postal code or town. People find it by name, county and postal code, and not by distance. If you know the point, write it under “County, country, how to get there, point on the map”.
place-says-nothing = Say at least one thing: what it is called, or where it is.
place-says-none = Nothing
place-sent-before = This place is there already: the form was sent before. What you typed now is not taken yet, and all of it is still here: compare, and send it again.
place-services = Which services are had here
place-as-office = Where a service’s own location is confidential, a place with an address is shown as its office: where people may come first.
place-remove = Take this place off
place-remove-what = No service is had here any more, and nobody is shown it. No newer list brings it back.
place-remove-go = Take it off
place-changed-meanwhile = Somebody else changed this place meanwhile. This is how it stands now. It was not taken off.
hours-title = When the service is open
hours-place-title = When the place is open
hours-shown = What people see now
hours-nothing = Nothing: people are told that the hours are not known.
hours-of-places = It has no hours of its own. People see those of its places:
hours-by-places = It has no hours of its own. Its places have different hours, and people see those at each place.
hours-always = Open at any hour of every day
hours-always-hint = Then the hours below are left out.
hours-week = Hours of the week
hours-week-hint = Tick the days and say the times once: 9 am, 5:30 pm, 17:30, noon, midnight. A day without hours counts as closed. If nothing is said at all, people are told that the hours are not known.
hours-row = Hours { $n }
hours-days = Days of hours { $n }
hours-opens = Opens
hours-closes = Closes
hours-next-day = This goes past midnight: it closes on the next day.
hours-whole = All day and all night on these days
hours-part-of-year = Only in a part of the year
hours-season-from = From
hours-season-until = Until
hours-more-rows = For other hours on other days, or for a break at noon, use the next. Empty one to take it away. When you have saved there are two more.
hours-appointment = By appointment
hours-by-appointment = By appointment.
hours-note = In words
hours-note-hint = If there is more to say, such as “Closed on public holidays”. It is shown as you write it.
hours-note-confidential = Where it is must stay confidential: write nothing that tells it.
hours-whose-time = Time zone
hours-zone-hint = Without it, people are not told whether it is open now.
hours-no-zone = Not said
hours-no-days = Tick the days that these hours are of.
hours-no-times = Say when it opens and when it closes on these days, or tick that it is open all day and all night.
hours-no-opens = Say when it opens.
hours-no-closes = Say when it closes.
hours-no-time = A time is written like 9 am, 5:30 pm or 17:30. There is none after 24:00.
hours-same = It opens and closes at the same time. If it is open all day and all night, empty both and tick that.
hours-two-ways = It closes before it opens. If you mean the afternoon, write 5 pm or 17:00. If it is open through the night, write it with am, such as 5 am.
hours-whole-or-times = Either it is open all day and all night, or it has times. Take one of the two away.
hours-no-date = A day is written like 2026-06-01.
hours-season-turned = The part of the year ends before it begins.
round-title = Confirmations
round-lead = What is old is not trusted: people are told to ask first. Ask every agency to look at its listing and confirm it.
round-began = The latest round began on { $began } and asks for answers until { $until }.
round-count = { $n ->
        [one] One agency has confirmed
       *[other] { $n } agencies have confirmed
    }
round-of = of { $n } that were asked.
round-begin = Begin a round
round-again = Begin another round, or set another end
round-until = Until when agencies are asked to answer
round-no-until = Choose a day from today on.
round-go = Ask every agency
round-agencies = { $n ->
        [one] One agency
       *[other] { $n } agencies
    }
round-stale-after = Count as old after
round-days = { $n } days
round-show = Show
round-confirmed = Confirmed on { $date }
round-waits = Asked, and not answered yet
round-not-asked = Not asked
round-services = { $n ->
        [one] One service
       *[other] { $n } services
    }
round-stale = { $n } of them old
round-stale-asks = { $n ->
        [one] One requirement old
       *[other] { $n } requirements old
    }
round-told = { $n ->
        [one] One thing that people told waits
       *[other] { $n } things that people told wait
    }
round-oldest = Oldest confirmation: { $date }
round-never = never
listing-foot = What is written here is no record of a person and is not sealed: it is for those whom you choose to see it. Name nobody.
