cases-title = Cases
cases-due = For today
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
case-is-open = a service is in use
case-written = last entry: { $day }
reminder-since = since { $day }
reminder-today = today
reminder-on = { $day }
write-down = Write it down
change = Change it
nothing-required = Nothing here has to be filled in, and nothing waits for it.
field-other = Anything else
text-too-long = This text is longer than some forty pages. Keep it as a document, or in parts. It is still in the field.
said-by = { $who }, { $when }
said-at-once = Two people wrote here at the same time. Both are kept. Write down which one is right.
said-taken-away = Removed
case-pages = This case
case-title = A case
case-form-not-whole = Part of this form did not arrive, and no case was begun. Please send it once more.
case-held-by = Held by { $who }
case-ask-reach = What is open to them now
case-write-note = Write a note
tab-overview = At a glance
tab-contact = Safe contact
tab-needs = What they want
tab-limits = What they cannot do, and need
tab-reach = What is open
tab-path = Path
tab-notes = Notes
tab-documents = Documents
tab-safety = Safety
tab-identity = Who they are
tab-health = Health
tab-legal = Legal matters
tab-reminders = Reminders
tab-more = More
contact-lead = How to reach them without harm. If nobody asked whether a message may be left, leave none.
contact-none = Nothing is known of how to reach them.
contact-new = Add a way to reach them
channel-kind = What it is
channel-call = Call
channel-text = Text message
channel-messenger = Messenger
channel-post = Letter
channel-email = Email
channel-in-person = In person
channel-through = Through somebody
channel-other = Something else
channel-at = Number, address or place
channel-when = When it is safe
channel-say = What may be said to whoever answers
channel-say-hint = Who you say that you are, and what it is about.
channel-code-word = Code word
channel-voicemail = Leaving a message
channel-unsafe = Not to be used for now
channel-not-now = Not to be used for now
channel-gone = Remove this way to reach them
voicemail-not-said = Nobody asked: leave none
voicemail-yes = a message may be left
voicemail-no = leave no message
needs-lead = In their order, and in their words. The directory is searched by the shared word, where there is one.
needs-none = Nothing was written down of what they want.
needs-add = Write it down
needs-hint = To take one away, empty both of its fields. To move it, change its number.
need-row = Number { $n }
need-row-new = One more
need-words = In their words
need-shared-word = Shared word
need-no-word = No shared word
need-place = Place
own-words = Their words for themselves
own-words-hint = How they describe where they are now, if they want words for it.
limits-lead = What they cannot or choose not to do, what must be there, whom and what to avoid. What is left empty limits nothing.
reach-lead = The directory is searched with what they want, cannot do and need, and nothing else: no name, no note, no case. The question is kept nowhere.
reach-mend = Check where they are and what to avoid
reach-no-needs = Write down what they want first
reach-take = With those that you ticked
reach-take-what = Tick services above. Nothing is sent to anybody.
reach-consider = Note that they are thinking about these
path-lead = What they use at the same time, what stopped, what came back. It is never one line, and nothing here opens or closes anything.
path-phases = What they use now belongs to:
path-nothing = Nothing was written down yet.
path-moves = What happened, day by day
path-day = Day
path-service = With
path-state = From then on
path-since = { $day }: { $state }
path-interrupted = Interrupted
path-ended = It ended
board-title = The parts of a life
board-wants = They want
board-open = In use now
board-past = Before
board-other = In no one part of life
episode-title = With one service
episode-new = Add a service that they use, used or think about
episode-name = What they call it
episode-no-name = (without a name)
episode-need = What it is to help with
episode-domain = Part of life, if no need says it
episode-domain-none = Not said
episode-state = Where they are with it
episode-rule = Which rule, if one ended it
episode-rule-hint = If the service ended it over a rule, they did not leave by choice. It is counted, so that the rule is counted too.
episode-rule-none = None, or not known
episode-on = Since which day
episode-on-hint = If you leave it empty: today.
episode-words = In their words
episode-move = Where are they with it now?
episode-move-hint = Any of these after any other, as often as they like. Pausing costs nothing, and coming back takes nothing but this.
episode-facts = What it is about
episode-listing = Its listing in the directory
episode-mistake = This was written by mistake
state-considering = thinking about it
state-in = using it now
state-paused = paused; the door is open
state-left = left by choice
state-done = done, as they wanted
state-ended-rule = ended by the service over a rule
state-ended-by-rule = ended by the service over a rule: { $rule }
state-ended-time = ended by a time limit
state-ended-funding = ended because money ran out
state-ended-other = ended by the service
state-hospital = interrupted: hospital
state-detention = interrupted: detention
state-danger = interrupted: danger
state-interrupted = interrupted
state-unknown = not known
note-new = A new note
note-change = This note
note-hint = Write as if they will read it: they may.
note-on = The day that it is about, if it is another than today
note-gone = Remove this note
notes-all = All notes
draft-keep = Keep as a draft
draft-drop = Drop the draft
draft-is-here = This is your draft of { $when }. It is not written down yet, and nobody else is shown it.
draft-elsewhere = You kept this draft in another window meanwhile. What you typed here is still in the field.
draft-kept = The draft is kept.
draft-not-kept = The draft could not be kept. Write it down, or copy it.
done-drafted = The draft is kept. It is not written down yet.
reminders-lead = They are shown here and in your list of cases. Nothing is sent to anybody.
reminder-new = Add a reminder
reminder-day = Day
reminder-day-hint = If you leave it empty: today.
reminder-text = What it is
reminder-of = For whom
reminder-of-holders = Whoever holds the case
reminder-due = due
reminder-thought = Done
holders-title = Who holds this case
holders-hint = Whom the person can turn to. To hand it over, tick who takes it and untick who gives it. Whoever is in the circle can open it all the same.
holders-outside = This case is still held by { $who }, who cannot open it: they are not in its circle. Choose who takes it.
holders-left = Somebody who has left still holds this case. Choose who takes it.
log-title = Who looked at it
log-what = The person can be shown this at any time.
log-lead = Who opened which part and when, once an hour each, and what was taken out. The person has a right to see this.
log-when = When
log-who = Who
log-did = What they did
log-looked = looked at: { $parts }
log-exported = took out as a file: { $parts }
log-said = said what they would have to report, before asking about: { $parts }
log-compelled = wrote about a disclosure that was ordered
compelled-title = Ordered by a court or a law
compelled-what = A disclosure that nobody released, as a record of its own.
compelled-lead = When an order demands something from this file. Ask your lawyer before anything goes out.
compelled-advice-least = Give the least that answers it, and nothing that it does not ask for.
compelled-advice-tell = Tell the person, or try to, and write down each time.
compelled-advice-plan = Agree with them on what keeps them safe now.
compelled-new = Write down an order
compelled-order = The order
compelled-order-hint = Who ordered it, under what law, with what number.
compelled-came-on = The day on which it came
compelled-scope = What it asks for, in its own words
compelled-parts = Parts from which something went out
compelled-went-out = What went out
compelled-went-out-hint = “Nothing” is an answer too.
compelled-went-out-on = The day on which it did
compelled-attempts = How the person was told
compelled-attempt = Another attempt to tell them: how, and what came of it
compelled-attempt-on = The day of it
compelled-safety = What was agreed or done for their safety
compelled-close = Write it down and close it
compelled-closed = Closed on { $day }
compelled-missing = It can be closed when this is not missing any more:
compelled-not-yet = It was written down, and cannot be closed yet
missing-order = what was ordered
missing-scope = what it asks for
missing-went-out = what went out
missing-attempts = at least one attempt to tell the person, with its day
missing-safety-plan = what was done for their safety
erase-title = Erase
erase-what = For good: you see what goes before it does.
identity-lead = As far as they want it written down, and as far as it is needed.
identity-called = What they want to be called
identity-called-hint = The list of cases finds them by it.
identity-names = Names, as they stand on papers
identity-other-names = Other names that they have had
identity-pronouns = The words that they use for themselves
identity-born = When they were born
identity-born-hint = In any form: a day, a year, “about 30”.
identity-languages = Languages, and whether an interpreter is wanted
identity-household = Who comes along
identity-papers = Numbers of papers
identity-papers-hint = Only those that somebody needs for something that they want.
safety-part-lead = What was agreed with them. It is theirs to change at any time.
safety-stay-away = Whom and what to stay away from
safety-plan = What to do when something happens
safety-who-may-know = Who may be told, and who may not
safety-code-word = A word that says that something is wrong
safety-orders = Orders of a court that protect them
health-lead = Only what they want written down.
health-now = What matters now
health-medicines = Medicines, and what they do not tolerate
health-substance-use = Treatment of substance use (shared only where a release names it)
health-treated = Who treats them
health-access = What must be there for them to take part
legal-lead = Only what is needed. Their lawyer may keep the rest better.
legal-immigration = Immigration
legal-proceedings = Proceedings, on either side
legal-counsel = Who speaks for them
legal-records = Criminal records to be cleared
legal-compensation = Compensation
before-asking = Before you ask
before-asking-what = Must you report anything that they may tell you now: about a child, an elder, a danger to somebody? Say so first, in plain words, so that they can choose what they tell.
before-asking-said = I have said so
case-troubles = { $n ->
        [one] One entry cannot be read by this program. It is kept as it is.
       *[other] { $n } entries cannot be read by this program. They are kept as they are.
    }
said-before = { $n ->
        [one] What was said before
       *[other] What was said before: { $n } times
    }
notes-count = { $n ->
        [one] One note
       *[other] { $n } notes
    }
reminders-past = { $n ->
        [one] One that is done
       *[other] { $n } that are done
    }
step-up-title = Is it you?
step-up-what = Type your words once more: what comes now cannot be undone, or leaves your agency.
step-up-keys = Type your words once more: what comes now gives keys to somebody, or takes them away. Nobody should do that at a screen that you left open.
step-up-go = Go on
step-up-not = Do not do it
step-up-wrong = The words or the code are not right. Nothing was done.
erase-lead = This goes for good, for everybody:
erase-part = { $part }: entries, { $n }
erase-holders = { $who } will not find it any more.
erase-backups = Nothing here opens it from the moment that you press. No backup can bring it back after { $day }, if the backup of the keys is replaced as often as whoever runs this server has said.
erase-stays = What others were given stays with them. Numbers stay that name nobody: that a case began and ended, how episodes ended.
erase-has-changed = Something of this changed after you were shown what goes: somebody added or took out something. Nothing was erased. This is what would go now.
erase-say-so = Tick that you know, or close it first.
erase-despite = I know. Erase it all the same
erase-go = Erase for good
erase-leave = Do not erase
receipt-title = It was erased
receipt-at = On { $when }.
receipt-number = Number of this receipt:
receipt-gone = No backup can bring it back after { $day }.
receipt-names-nobody = This receipt names nobody. You may print it, or give the person the number.
export-title = Take parts out as a file
export-what = For the person, or the least that answers an order.
export-lead = A text file with what these parts say now. It is not sealed any more: whoever has the file can read it. The person can see in the log that you took it out.
export-parts = Which parts
export-none = Choose at least one part.
export-go = Take them out
export-hint = Your browser keeps the file where it keeps downloads. Delete it there when it is not needed any more.
parts-title = Erase parts
parts-what = What need not be kept any more, while the rest goes on.
parts-lead = The rest is sealed anew and goes on at a new address; what you choose goes for good, out of every backup too.
parts-which = Which parts go
parts-go = Erase these parts
parts-stays = What it is called and who holds it stay, and the log of who looked.
parts-released = Something of this case is released to others: end that first. Nothing was erased.
document-title = A document
documents-none = There are no documents.
document-add = Add a document
document-about = What it is for
document-file = File
document-hint = { $megabytes } MB at most. It is sealed as it comes; no copy is left on the way.
document-go = Add it
document-none = Choose a file first.
document-too-long = A document has at most { $megabytes } MB, and this one is longer. Nothing of it was kept. Photos become smaller when you take them again at a lower quality.
document-open = Look at it
document-not-shown = This kind of file is not shown here. You can take it out as a file.
document-take = Take it out as a file
document-take-hint = A file that you take out stays on this device until it is deleted there. That you took it out is written down.
document-away = Delete this document
size-kb = { $n } KB
size-mb = { $n } MB
retention-title = How long things are kept
retention-what = The rule of your agency, and what is due.
retention-lead = Nothing goes by itself. What need be kept no longer is shown, and people decide. While somebody considers or uses a service or has paused, or a reminder is not done, nothing of their case is due.
retention-due = What need be kept no longer
retention-none = Nothing is due in the cases that you can open.
retention-since = { $part }, since { $day }
retention-rule = For how many months after the last entry
retention-rule-hint = Leave a field empty to keep a part until somebody erases it.
retention-months = { $months } months
counts-title = What stays of cases that were erased
counts-what = Numbers for your own reports. They name nobody, and small numbers may still tell who is meant: give them to nobody outside your agency.
counts-month = Month
counts-begun = Begun
counts-written = Last written in
counts-erased = Erased
counts-ending = How a service ended
counts-times = How often
counts-episodes = { $n ->
        [one] One service was used in them.
       *[other] { $n } services were used in them.
    }
retention-receipts = What was erased
what-if-title = Which rule costs them most
what-if-what = Counted over the cases that you hold.
what-if-of-own = Of the cases that you hold.
what-if-of-all = Of all the cases that you can open.
what-if-to-own = Count only those that I hold
what-if-to-all = Count all that I can open
what-if-lead = { $out } of { $needs } needs are out of reach today.
what-if-own = These numbers are exact, and small numbers tell who is meant. Give them to nobody outside your agency.
what-if-needs = Needs
what-if-first = Waive these first
what-if-more = With this too
what-if-alone = Each rule alone
what-if-rule = Rule
what-if-pairs = Two rules together
what-if-rules = Rules
what-if-agencies = One rule at one agency
what-if-whose = Rule and agency
what-if-at = { $rule }: { $agency }
erase-documents = { $n ->
        [one] One document
       *[other] { $n } documents
    }
erase-drafts = { $n ->
        [one] One draft
       *[other] { $n } drafts
    }
erase-reminders = { $n ->
        [one] One reminder that lies ahead
       *[other] { $n } reminders that lie ahead
    }
erase-looks = { $n ->
        [one] One entry of who looked
       *[other] { $n } entries of who looked
    }
erase-released = { $n ->
        [one] One release to others, which ends
       *[other] { $n } releases to others, which end
    }
erase-messages = { $n ->
        [one] One message on its way
       *[other] { $n } messages on their way
    }
erase-open-disclosures = { $n ->
        [one] A disclosure that was ordered is not closed.
       *[other] { $n } disclosures that were ordered are not closed.
    }
what-if-cases = { $n ->
        [one] Counted over one case.
       *[other] Counted over { $n } cases.
    }
what-if-left-out = { $n ->
        [one] One case is not in it: it says nothing that the directory can be asked.
       *[other] { $n } cases are not in it: they say nothing that the directory can be asked.
    }
circle-title = Who can open it
circle-what = Which circle it is in, so that a named colleague can be kept out.
circle-lead = Whoever is in its circle can open a case. In a narrower circle, only those few can.
circle-which = Circles that you are in
circle-no-name = Everybody’s circle
circle-go = Move the case to this circle
circle-hint = What somebody has read before cannot be unread. From then on the case opens under another key, at another address.
case-circle = Who can open it
day-unreadable = This day cannot be read. Write it as in 2026-03-14.
number-unreadable = Write a whole number, in digits.
months-unreadable = Write how many months, from 1 to 1200, in digits; or leave the field empty.
attempt-without-words = Write how they were told and what came of it, or empty the day.
compelled-attempt-on-hint = If you leave it empty: today.
episode-gone = It was added by mistake: take it off the path
limits-unlisted = Agencies that are not listed now
limits-unlisted-hint = The directory does not show them to everybody at present. They stay written down unless you untick them.
limits-unlisted-one = An agency that is not listed now
document-away-what = This document is not shown here any more, to anybody. An old backup of the vault can bring it back until the whole case is erased: the case’s key stays.
