enter-lead = This address lets you bring a list of services into this directory.
enter-once = It works once, for the browser in which you open it. After two hours without use, or when the server stops, it is over.
enter-open = Open the desk
desk-title = Bring in a list
desk-title-wrong = Please check: bring in a list
desk-wrong = This list could not be taken up. Nothing was kept.
desk-lead = Choose a file with services. You see what it would change before anything is kept.
desk-demo = This is the made-up network: what you bring in is labelled as made up, and gone when it is stopped.
desk-waiting = A list waits for your decision
desk-file = Your list
desk-file-hint = A spreadsheet (.xlsx or .csv), .json or .zip; several files if they belong together. { $megabytes } MB at most.
desk-list = Is it a newer version of a list that is here?
desk-list-hint = Then it brings that list up to date. What people have confirmed by hand stays.
desk-list-new = A new list, or the same file name as before
desk-look = Look at it
desk-nothing-yet = Nothing is kept yet. It is read here, in memory, and forgotten after 15 minutes.
desk-no-file = Choose a file first.
desk-too-large = That is larger than { $megabytes } MB. Send it in parts, or use “continuum directory import” on the server.
desk-busy = Other lists are being read just now. Please try again in a minute.
desk-which = What can be read
desk-which-sheet = A spreadsheet of services, one row for each, with headings in English or Spanish.
desk-which-hsds = Open Referral (HSDS): JSON, or tables in a .zip or as several .csv files.
desk-which-set = The sets of tables of directories that are known here.
desk-end = Close the desk
review-title = What this list would bring
review-lead = Nothing is kept yet. Look at it, and decide.
count-services = { $n ->
        [one] 1 service
       *[other] { $n } services
    }
count-agencies = { $n ->
        [one] 1 agency
       *[other] { $n } agencies
    }
review-bring = Bring it in
review-leave = Leave it
review-held = Until you decide it is held in memory, for 15 minutes at most.
review-nothing = All of it is in the directory already, just so. There is nothing to bring in.
review-other = Some of these came in before with the list “{ $list }”, and say something else there. Is this a newer version of that list?
review-same = Yes, bring “{ $list }” up to date
review-refused = It cannot be brought in as it is:
aside-title = { $n ->
        [one] One address looks sensitive and was set aside
       *[other] { $n } addresses look sensitive and were set aside
    }
aside-what = They may be places that must not be found, such as a shelter. They are shown masked, are not kept, and appear nowhere.
aside-look = Whether an address is sensitive is guessed from words. Please look whether one is missing here.
review-read = What was read from the listings
review-read-none = No rule was read from the texts of these listings.
review-read-count = { $n ->
        [one] One rule was read
       *[other] { $n } rules were read
    }
review-read-services = { $n ->
        [one] from the texts of one service.
       *[other] from the texts of { $n } services.
    }
review-read-what = Each is shown as “not confirmed” with its words, and none of them puts a service out of reach.
review-read-show = Show what was read
review-findings = What is not right in the list
findings-title = What is not right in the list
findings-none = Nothing was found that is not right.
findings-what = All that can stand was taken up. These are worth mending where the list is kept.
findings-page = A page to print
findings-back = Back to the list
finding-count = In “{ $table }”: { $count }
finding-left-out = left out
example-row = { $file }, row { $row }
and-more = { $n ->
        [one] And one more.
       *[other] And { $n } more.
    }
done-title = The list is in
done-in = { $services }, { $agencies } are in the directory
done-another = Bring in another list
gone-title = Nothing waits here
gone-lead = It was decided on already, or 15 minutes have passed and it was forgotten. Nothing more was kept.
refused-empty = { $file } is empty.
refused-encoding = { $file } is not in UTF-8. Save it as UTF-8 and choose it again.
refused-not-a-list = This is no list that can be read here. Choose a spreadsheet (.xlsx or .csv), .json or .zip.
refused-nothing = Nothing in { $file } could be recognised as an agency or a service.
refused-json = { $file } is not sound JSON: it breaks at line { $line }, column { $column }.
refused-headings = The headings of these files are not known here: { $found }
refused-other = The list could not be read: { $why }
refused-old = { $file } is a spreadsheet in an older form (.xls). Open it, save it as an Excel workbook (.xlsx), and choose that.
refused-locked = { $file } asks for a password. Open it, save a copy without one, and choose that.
refused-large = { $file } is too large to be read. Keep the sheet of services in a file of its own.
refused-broken = { $file } cannot be opened as a spreadsheet (.xlsx). Open it where it was made, save it again, and choose that.
refused-sheet = { $file } has no column “Agency” together with a column “Service”. Found was: { $found }. The spreadsheet to fill in below has them.
desk-template = A spreadsheet to fill in
desk-template-what = One row for each service. It explains each column, and offers words to choose from.
desk-template-en = In English (.xlsx)
desk-template-es = In Spanish (.xlsx)
refused-no-text = { $file } is no text. Save it as .xlsx, or as CSV in UTF-8, and choose it again.
refused-archive = { $file } cannot be unpacked: it is cut off, locked or damaged. Make it again, and choose that.
refused-bomb = { $file } would unpack to more than a directory can have. Nothing of it was read.
refused-too-much = { $file } holds more than can be kept at once. Leave out columns and files that no directory needs, or bring it in by parts.
findings-file = A spreadsheet to send back (.xlsx)
