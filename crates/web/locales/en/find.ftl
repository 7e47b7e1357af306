find-title = What would help?
find-title-wrong = Please check: what would help?
find-lead = Tick what you want help with. Everything else is up to you.
find-wrong = { $n ->
        [one] One thing needs another look. Everything else is as you left it.
       *[other] { $n } things need another look. Everything else is as you left it.
    }
check-this = Please check:
find-needs = What do you want help with?
find-first = What matters most to you?
find-first-hint = It comes first in the answer. The others follow in the order of this page.
find-first-none = No order
find-where = Where?
find-place = Postal code, town or county
find-place-hint = Where you are or will be. Leave it empty if you’d rather not say.
find-far = How far is all right?
far-walk = Walking distance (2 miles)
far-near = 10 miles (15 km)
far-ride = 25 miles (40 km)
far-long-ride = 50 miles (80 km)
far-any = Any distance
find-enough = That is enough to start. What follows makes the answer fit you better.
find-show = Show what is open to me
find-show-now = Show now, and say more later
find-cannot = What would be in the way?
find-cannot-hint = Tick each that would be in your way. You don’t have to say why.
ticked = { $n ->
        [one] one ticked
       *[other] { $n } ticked
    }
find-optional = Only if you want
find-optional-hint = Leave any of these closed. What you don’t say keeps nothing from you; the answer just says “ask first” more often.
find-speaks = Languages you can use
find-speaks-hint = Tick every one that works for you.
find-with = Who is with you
find-with-hint = Some places don’t take children, pets or a partner.
with-children = Children
with-pets = A pet
with-partner = A partner
find-must = What must be there
find-must-hint = Only what you can’t do without: each one shortens the list.
find-age = Your age
find-age-hint = Some services are for some ages only.
age-not-said = I’d rather not say
age-minor = Under 18
age-young = 18 to 24
age-adult = 25 to 59
age-older = 60 or older
find-pop = How you describe yourself
find-pop-hint = Some services are only for some people. Say what you want to say, or nothing.
find-avoid = Stay away from
find-avoid-label = Agencies or places you want to stay away from
find-avoid-hint = One on each line: an agency’s name, a town, a county or a postal code. They are left out of the answer.
find-kept = What you say here is used for one answer and then gone. It is not in the address of the page.
wrong-no-need = Tick at least one thing that you want help with.
wrong-choice = One of the choices here is not on this page. It was left out; please tick again what you want.
wrong-unreadable = Something here could not be read. Please write it again with letters and numbers.
wrong-too-long = This is too long. Please shorten it.
wrong-postal-code = This does not look like a postal code. Write one like 60601, or a town or county, or leave it empty.
wrong-postal-code-unknown = We don’t know this postal code. Try a town or county, or leave it empty.
wrong-place = No place of this name is known here. Try a postal code or the county, or leave it empty.
wrong-place-which = Which place do you mean? Please write one of these: { $names }
wrong-avoid = “{ $line }” is no agency or place that is known here. Please write it another way, or take the line out.
