role-case-holder = Case holder
role-case-holder-what = Accompanies people, and opens the cases of their circles.
role-lead = Lead
role-lead-what = Invites people, admits them and removes them. Opens cases only if they are a case holder too.
role-directory-editor = Editor of the listing
role-directory-editor-what = Keeps what everybody sees of your agency. Opens no case.
role-coordinator = Network coordinator
role-coordinator-what = Asks all agencies whether their listings are still right. Opens no case.
role-auditor = Auditor
role-auditor-what = Sees numbers that name nobody, and nothing else. An auditor has no other role.
roles-auditor-alone = An auditor has no other role. Choose auditor alone, or leave it out.
roles-not-coordinating = Another agency coordinates this network.
roles-none = Choose at least one thing that they will be there for.
staff-title = Staff
staff-here = { $n ->
        [one] One person is here
       *[other] { $n } people are here
    }
staff-self = (you)
staff-no-name = (no name can be read)
staff-has-code = signs in with a code too
staff-remove = Remove from the agency
staff-lift = They lost their device: ask them for no code
staff-invite = Invite somebody
staff-sheets = Recovery sheets
staff-waiting = Waiting to be admitted
staff-waiting-what = Somebody has come by an invitation, with the words that you told. Ask them whether it was really them before you admit them.
staff-waiting-over = Keys were renewed since it was made, so that nobody can be admitted by it. Take it back and invite them again.
staff-invited = Open invitations
invited-ending = (address ends in { $ending })
invited-until = open until { $until }
invited-over = is over; nobody can come by it
invited-take-back = Take it back
admit-called = What colleagues will call them
admit-called-hint = Only your staff see this.
admit-circles = Of which circles they will open the cases
admit-no-name = Say what colleagues will call them.
admit-no-circle = Choose at least one circle: without one they open no case.
admit-go = Admit them
admit-not = It was not them: take the invitation back
admit-not-from-them = This did not come from whoever has the words that you told: somebody may have got in between. Take the invitation back, and invite them again.
invite-title = Invite somebody
invite-lead = You get an address and six words. Whoever has both can come; then you admit them.
invite-roles = What they will be there for
invite-until = How long they have to come
invite-until-hint = After that nobody can come by it.
invite-days = { $n ->
        [one] One day
       *[other] { $n } days
    }
invite-go = Make the invitation
invited-title = The invitation is made
invited-lead = This page is shown once. Nobody can look the words up afterwards; if they are lost, take the invitation back and make another.
invited-address = The address
invited-address-what = Send it however you like: by email, or on a phone. It ends in { $ending }, so that you know it again.
invited-words = The words
invited-words-what = Tell them by voice, or hand them over on paper. Never send them beside the address: whoever has both is taken for the one whom you invited.
invited-then = It is open until { $until }. Once they have come you are told on the page of your staff, and admit them there.
invited-back = To your staff
told-count = { $n ->
        [one] This is one word; you were told six.
       *[other] These are { $n } words; you were told six.
    }
told-unknown = Word { $place } is none of those that can be. Look at each letter again.
told-unknown-near = Word { $place } is none of those that can be. Is it one of these: { $near }?
told-others = These are not the words of this invitation. Ask whoever invited you to tell them once more.
name-taken = Somebody signs in with this name already. Choose another.
come-title = You are invited
come-lead = { $agency } has invited you. It takes a few minutes and a piece of paper.
come-told = The words that you were told
come-told-label = The six words from whoever invited you
come-told-hint = They show that you are the one who was invited, and that this is the agency that you know. Capitals and accents do not matter.
come-go = I have written my own words down: come in
came-title = Somebody has to admit you now
came-lead = You have come to { $agency }.
came-then = Tell whoever invited you that you have come by the address that ends in { $ending }. Once they have admitted you, sign in with your name and your words.
came-not-you = If it was not you who has just come by this invitation, tell whoever invited you at once: somebody else has used it.
came-sign-in = To where you sign in
invitation-gone-title = This invitation is not open
invitation-gone-what = It has ended, or was used, or the address is not whole.
invitation-gone-todo = Look at the address again, or ask whoever invited you for another.
remove-title = Remove somebody from the agency
remove-what = This is what happens:
remove-signed-out = They are signed out everywhere, and cannot sign in again.
remove-new-keys = Everything that they could open gets new keys, so that they open nothing that is written from now on.
remove-invited = { $n ->
        [one] One open invitation ends, since they may know its words. Make it again afterwards.
       *[other] { $n } open invitations end, since they may know their words. Make them again afterwards.
    }
remove-known = What they have read or printed cannot be unread. What they wrote stays, with their name as somebody who has left.
remove-holds = { $n ->
        [one] They hold one case that you can see. Hand it over first, so that somebody goes on with it.
       *[other] They hold { $n } cases that you can see. Hand them over first, so that somebody goes on with them.
    }
remove-go = Remove from the agency
remove-not = Not now
remove-last = Nobody would be left who holds your agency’s keys. Invite and admit somebody else first.
sheets-title = Recovery sheets
sheets-lead = If everybody loses their words, sheets of paper are the only way back to what your agency has written.
sheets-how = Each sheet goes to somebody whom you trust, or to a safe place, and no two to the same. A few of them together recover everything; fewer tell nothing.
sheets-former = There is a set of sheets already. It goes on recovering your agency until you have typed the new one back; then it opens nothing any more: collect it, and destroy it.
sheets-count = How many sheets
sheets-threshold = How many of them recover your agency
sheets-threshold-hint = Fewer are found together more easily; more are lost more easily. Three of five suits most.
sheets-no-such-set = No more sheets can be needed than there are. Choose fewer that recover, or more in all.
sheets-ready = Have a printer or a pen at hand: the sheets are shown once.
sheets-go = Make the sheets
sheets-lacks = You are not in every circle. The new sheets open the cases of these once somebody who is in them has given them the key, on the circle’s page:
sheets-check-link = Type sheets back, to check them
sheets-made-title = Your recovery sheets
sheets-made-lead = These are shown once. Print this page, or write each sheet down with a pen: one to a piece of paper.
sheets-made-then = Then type as many back as are needed, from the paper. Until then nobody knows whether they can be read, and a former set that was checked goes on.
paper-title = Recovery sheet { $number } of { $count }
paper-set = set { $set }
paper-what = { $n ->
        [one] One sheet of this set recovers all that the agency has written.
       *[other] Any { $n } sheets of this set together recover all that the agency has written. Fewer tell nothing.
    }
paper-how = Keep it where nobody looks, apart from the others. Copy and photograph it for nobody. To use it, open the page “Recover from your sheets” where staff sign in.
paper-kept-by = Kept by:
sheet-box = Sheet { $n }
sheet-boxes-what = Type the six lines of each sheet. Capitals, accents and the numbers of the lines do not matter.
sheet-more = One more sheet
sheet-none = Type at least two sheets.
sheet-too-long = This is more than a sheet.
sheet-missing = { $n ->
        [one] One word is missing.
       *[other] { $n } words are missing.
    }
sheet-too-many = { $n ->
        [one] There is one word too many.
       *[other] There are { $n } words too many.
    }
sheet-row-length = Line { $row } has { $words } words, and should have 6.
sheet-unknown = Line { $row }, word { $place }: there is no such word. Look at each letter again.
sheet-unknown-near = Line { $row }, word { $place }: there is no such word. Is it one of these: { $near }?
sheet-check = Line { $row }: one of its words is another, or the line stands in another’s place.
sheet-no-sheet = These lines fit together, and are no recovery sheet that this program knows.
sheets-too-few = { $n ->
        [one] One more sheet of this set is needed.
       *[other] { $n } more sheets of this set are needed.
    }
sheets-twice = Sheet { $number } of the set is here twice.
sheets-other-set = This sheet is of another set than the first one. Look at the set’s name on the paper.
sheets-disagree = This sheet does not fit the first one: one of the two was changed.
sheets-damaged = These sheets do not recover anything: one of them was changed, or they are another agency’s.
sheets-not-ours = These sheets recover nothing here. They may be of a former set, or another agency’s.
check-title = Check your recovery sheets
check-lead = Type as many sheets as are needed, from the paper that will be kept. Once they fit, cases can begin.
check-go = Check them
recover-title = Recover from your sheets
recover-lead = For when nobody at your agency has their words any more. Whoever brings enough sheets leads the agency on.
recover-sheets = The sheets
recover-no-agency = Choose your agency.
recover-name-hint = Choose another name than the one that you had.
recover-go = Recover
me-title = You
me-called = What colleagues call you
me-roles = What you are there for
me-code = A second step to sign in
me-code-on = You are asked for a code besides your words.
me-code-off = You sign in with your words alone.
me-words-link = Change my words
me-words-link-what = If somebody may have seen yours. You need the old ones.
me-code-link = Set up a second step
me-code-end-link = Remove the second step
me-code-link-what = A code from an app keeps out whoever has learned your words.
me-sessions = Where you are signed in
me-sessions-what = If you left a browser open somewhere, sign out there from here.
me-session = signed in since { $since }
me-session-this = (this browser)
me-sessions-end = Sign out everywhere else
me-words-title = Change your words
me-words-lead = Once you have, the old words open nothing, and you are signed out everywhere but here.
me-old = The words that you have now
me-old-wrong = These are not the words that you sign in with now.
me-words-go = Sign in with these words from now on
me-code-title = A second step to sign in
me-code-lead = An app on your phone shows six digits that change twice a minute. From then on you are asked for them besides your words.
me-code-end-lead = To be asked for no code any more, give one last code and your words.
me-code-account = Sign-in
me-code-app = Tell your app
me-code-app-what = Any app for codes of this kind will do. Let it read the picture, open the link on the same phone, or type the letters.
me-code-picture = A picture for your app, which says the same as the letters below
me-code-open = Open it in the app on this device
me-code-type = Or type this into the app:
me-code-now = The code that your app shows now
me-code-now-hint = Six digits.
me-code-wrong = This code is not the one of this moment, or it was used already. Wait for the next one and type that.
me-code-go = Ask me for a code from now on
me-code-end-go = Ask me for no code any more
audit-title = Counts
audit-lead = Numbers that name nobody. You have no key, and this page opens nothing.
audit-began = Records are kept here since { $day }.
audit-own = They are on the agency’s own machine.
audit-shared = They are on a machine that somebody else runs, which the lead has acknowledged.
audit-ready = Two or more hold the keys, or recovery sheets were checked.
audit-not-ready = No case can begin yet: one person alone holds the keys, and no sheets were checked.
audit-must-renew = Keys have to be renewed, since an older state was restored.
audit-sheets = There are recovery sheets.
audit-no-sheets = There are no recovery sheets.
audit-copy = The keys are kept in two copies.
audit-no-copy = The keys are kept in one place, without a second copy.
audit-with-code = { $n ->
        [one] One signs in with a code besides their words
       *[other] { $n } sign in with a code besides their words
    }
audit-invited = { $n ->
        [one] One invitation is open
       *[other] { $n } invitations are open
    }
audit-waiting = { $n ->
        [one] One has come and waits to be admitted
       *[other] { $n } have come and wait to be admitted
    }
audit-circle = { $n ->
        [one] A circle with one case
       *[other] A circle with { $n } cases
    }
audit-erased = { $n ->
        [0] Nothing was erased so far.
        [one] Something was erased once.
       *[other] Something was erased { $n } times.
    }
audit-erased-what = What was counted then is sealed: whoever holds cases or leads reads it under “How long things are kept”.
audit-nobody = Who is in which circle, and whose the cases are, is sealed.
done-recovered = Your agency is yours again. Remove whoever has lost their words, invite them again, and make new sheets.
done-lifted = They are asked for no code any more. Their words stay as they are.
done-words = You sign in with your new words from now on. Everywhere else you are signed out.
done-code = You are asked for a code from now on.
done-no-code = You are asked for no code any more.
done-others = You are signed out everywhere else.
renew-title = Renew the keys
renew-lead = An older state of your records was restored. Whoever was removed since then may still know keys that are in it.
renew-keys = Everything gets new keys, which go to everybody who is here now.
renew-nobody = Nobody is signed out, and nobody leaves.
renew-invited = Open invitations end. Make them again afterwards.
renew-no-lead = Nobody leads your agency now. Whoever renews the keys leads it from then on.
renew-go = Renew them
renew-not-due = There is nothing to renew.
done-renewed = The keys were renewed. Cases can begin again.
circle-not-in = A circle that you are not in ({ $ending })
circles-title = Circles
circles-lead = Whoever is in a circle opens its cases, and nobody else does. A narrower circle keeps somebody out of a case: a colleague who knows the person, or who knows whoever hurt them.
circle-begin = Begin another circle
circle-begin-what = You are in it, with those whom you choose. A case is put into it from the case’s own page.
circle-name = What it is called
circle-name-hint = Whoever is in it reads this, and nobody else.
circle-members = Who is in it with you
circle-begin-go = Begin it
circle-say-name = Say what the circle is called.
circle-needs-second = Choose somebody who is in it with you, or make recovery sheets first: otherwise nobody could open its cases if you lost your words.
circle-no-keys = Whoever does not hold cases or lead the agency cannot be in a circle.
circle-who = Who is in it
circle-take-out = Take out
circle-take-out-what = Whoever is taken out opens nothing of this circle from then on. What they have read they have read. Everything gets new keys.
circle-bring = Bring somebody in
circle-bring-who = Who
circle-bring-what = They can open all cases of this circle, with all that was ever written in them.
circle-bring-go = Bring them in
circle-nobody = Choose somebody.
circle-rename = Its name
circle-rename-go = Call it this
circle-not-yours = You are not in this circle: you see who is, and open none of its cases.
circle-last = Nobody would be left who opens this circle’s cases. Bring somebody in first, or put the cases into another circle.
staff-roles = Change what they do
roles-title = What somebody is there for
roles-what = Who gains something is given the keys for it. Where somebody loses something, what they could open gets new keys, and open invitations end.
roles-go = Change it
roles-last-lead = Nobody would be left who leads the agency. Make somebody else a lead first.
roles-last-of-circle = Nobody would be left in a circle that has cases. Bring somebody into it first, or put its cases into another.
remove-alone = Nobody else is in these circles, which have cases. Once this person is removed, only recovery sheets open those cases. Bring somebody in first:
remove-alone-tick = I know this. Remove them all the same
remove-alone-say = Some cases could be opened by nobody any more. Read below, and tick that you know it.
me-circles = Your circles
done-taken-out = They were taken out of the circle. It has new keys.
done-no-circle = They hold cases from now on, and are in no circle yet: bring them into one.
circle-no-sheets = Your recovery sheets do not open this circle, since whoever made them was not in it.
circle-give-sheets = Have the sheets open it too
told-none = Type the six words that you were told.
step-in-title = When your lead has lost their words
step-in-lead = Your agency is led by { $who }. If nobody who leads it can sign in any more, somebody who holds cases can go on in their place.
step-in-waits = It waits three days after you say so. If a lead signs in meanwhile, it ends, and they are told that somebody had said it.
step-in-seen = Meanwhile your colleagues see on their first page that you have said it.
step-in-then = Then the lead is signed out for good, and you lead the agency. Everything that they could open gets new keys, and open invitations end. Agencies that work with yours compare its words anew.
step-in-again = Whoever it was can come back: you invite them again, and they get new words.
step-in-say = Say that they have lost their words
step-in-from = You have said it. You can go on in their place from { $when }.
step-in-back = Take it back
step-in-go = Go on in the place of { $who }
step-in-link = When your lead has lost their words
step-in-link-what = Go on in their place, so that your agency keeps working.
step-in-own = You have said that your lead has lost their words. See how far it has come.
step-in-other = { $who } has said that your lead has lost their words, and can go on in their place from { $when }. If that is not so, ask your lead to sign in: that ends it.
done-stepped-in = You lead the agency now. Everything has new keys. Invite whoever lost their words again.
done-lead-is-here = Somebody had said that you have lost your words, to go on in your place. You are here, so that has ended. Talk with your colleagues about it.
me-name = Your name here
me-name-hint = Only your colleagues see this. It is not the name that you sign in with.
me-name-lead-says = What colleagues call you is locked with keys that you do not hold. If it is to change, ask whoever leads your agency.
me-name-go = Call me this
roles-name = What colleagues call them
roles-name-hint = Only your staff see this. Whoever holds keys can say it themselves, too.
roles-name-go = Call them this
called-wrong = Type a name that colleagues will know: at least a letter, and at most a line.
called-taken = Colleagues call somebody else that already. Add something that tells the two apart.
remove-lost = They cannot go yet. Nobody else opens the cases of these circles, and no recovery sheets do. Without them these cases would be lost for good:
remove-lost-todo = Ask them to bring somebody else into each of these circles, or to put its cases into another. Until then you can take them out of all other circles.
remove-lost-say = Cases would be lost for good. Read below what has to be done first.
remove-gone = They will not do that: they have gone for good, or must lose access now
remove-gone-what = They are removed at once. The cases of the circles above stay in your store, and nobody ever opens them again.
remove-gone-go = Remove them, and lose these cases
