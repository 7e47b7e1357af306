site-name = Find help near you
leave = Leave this page
leave-keys = (or press Shift three times)
skip = Skip to the page
nav-label = Pages
nav-find = Find what is open to you
nav-agencies = Agencies
nav-safety = Staying private on this device
kept-nothing = This site keeps nothing of what you ask.
made-up-label = About the data
made-up = Made up.
made-up-more = Every agency, place and number on these pages is invented, to show how it works. Do not call them.
list-and = { $most } and { $last }
distance = { $miles } miles ({ $km } km)
county-named = { $name } County
date = { $month ->
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
    } { $day }, { $year }
weekday = { $day ->
        [mon] Monday
        [tue] Tuesday
        [wed] Wednesday
        [thu] Thursday
        [fri] Friday
        [sat] Saturday
       *[sun] Sunday
    }
weekday-short = { $day ->
        [mon] Mon
        [tue] Tue
        [wed] Wed
        [thu] Thu
        [fri] Fri
        [sat] Sat
       *[sun] Sun
    }
time-zone = { $zone ->
        [eastern] Eastern time
        [central] Central time
        [mountain] Mountain time
        [arizona] Arizona time
        [pacific] Pacific time
        [alaska] Alaska time
        [hawaii] Hawaii time
        [atlantic] Atlantic time
       *[other] { $city } time
    }
time-in-zone = { $time } { $zone }
tomorrow-at = tomorrow, { $time }
weekday-at = { $day }, { $time }
every-day = every day
days-to = { $from } to { $to }
hours-line = { $days }: { $from } to { $to }
hours-from = { $hours } (from { $from })
hours-until = { $hours } (until { $until })
hours-season = { $hours } (from { $from } until { $until })
hours-zone = The hours are in { $zone }.
open-always = Open at any hour, every day
open-until = Open now, until { $when }
closed-until = Closed now. Opens { $when }
closed-until-today = Closed now. Opens { $when }
closed-for-now = Closed now
open-unknown = Hours not known: call first
open-by-place = Each of its places has its own hours: call first
phone-crisis = answers in a crisis
phone-text = text messages
phone-tty = TTY, for deaf and hard-of-hearing people
phone-agency = the agency’s number
phone-extension = { $number }, extension { $extension }
write-to = By email:
languages-unknown = Languages not known
languages-interpreters = Any language, with an interpreter
languages-and-interpreters = { $languages }; other languages with an interpreter
far-remote = By phone or online: no need to travel
far-about = about { $distance }
far-office = { $distance } to its office
far-visits = They come to you: no need to travel
far-call-first = Call first: they tell you where to go
room-open = { $n ->
        [one] One place was open.
       *[other] { $n } places were open.
    }
room-none = No place was open.
room-waiting-list = There was a waiting list.
room-wait = { $n ->
        [one] The wait was about one day.
       *[other] The wait was about { $n } days.
    }
room-as-of = { $room } (As of { $date })
website = Their website
website-warning = (it opens another site, which stays in this browser’s history)
