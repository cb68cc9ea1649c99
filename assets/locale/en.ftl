# The words of the interface. Every language has every text of this file with the same values;
# a test keeps it so. Values are isolated by the program.

## Counted nouns

mentions = { PLURAL($count) ->
    [one] { $count } mention
   *[other] { $count } mentions
}
articles = { PLURAL($count) ->
    [one] { $count } article
   *[other] { $count } articles
}
in-articles = { PLURAL($count) ->
    [one] in { $count } article
   *[other] in { $count } articles
}
names = { PLURAL($count) ->
    [one] { $count } name
   *[other] { $count } names
}
errors = { PLURAL($count) ->
    [one] { $count } error
   *[other] { $count } errors
}
minutes = { PLURAL($count) ->
    [one] { $count } minute
   *[other] { $count } minutes
}
minutes-none = under a minute
lines = { PLURAL($count) ->
    [one] { $count } line
   *[other] { $count } lines
}
words = { PLURAL($count) ->
    [one] { $count } word
   *[other] { $count } words
}
hits = { PLURAL($count) ->
    [one] { $count } hit
   *[other] { $count } hits
}

## Panes and columns

pane-articles = Articles
pane-actors = Actors
pane-actors-article = In this article
pane-actors-screen = On this screen
pane-actors-all = In all articles
actors-none = No names here. { $key } lists others.
pane-actors-screen-short = On screen
pane-actors-listed = In listed articles
pane-actors-listed-short = In the list
pane-actors-all-short = In all
column-listed = list
actors-none-screen = Nobody on this screen. { $key } lists others.
actors-none-so = Nobody is called so. Esc lists all again.
actors-sought = Names are still sought.
actors-prompt = Find somebody among the actors
actors-of-article = Actors of this article.
actors-of-screen = Actors on this screen.
actors-of-listed = Actors of the articles that the list shows.
actors-of-all = Actors of all articles.
actors-by-here = The most named here stand first.
actors-by-all = The most named everywhere stand first.
actors-by-name = Actors stand in the order of the alphabet.
nationalities-off = Nationalities are left out of the list.
nationalities-on = Nationalities are listed.
column-here = here
column-all = all
column-once = once
kind-person = People
kind-organisation = Organisations
kind-place = Places
kind-nationality = Nationalities
article-of = { $at } of { $count }
article-unlisted = { $at } of { $count }, not in this list

## The walk

walk-here = { $at }/{ $count } here
walk-count-here = { $count } here
walk-everywhere = { PLURAL($articles) ->
    [one] { $mentions } in { $articles } article
   *[other] { $mentions } in { $articles } articles
}
walk-everywhere-short = { $mentions } in { $articles }
name-of = { $at }/{ $count } names
names-sought = Its names are still being sought.
names-sought-here = names still sought
names-not-sought = Its names are not known: reading in was stopped. They are sought the next time.
walk-none = Nobody chosen. { $key } on a name follows it.
walk-none-short = { $key } on a name follows it.
walk-only-here = Named in no other article.
walk-wrapped = Past the last mention: again from the first.
walk-wrapped-back = Before the first mention: again from the last.
walk-next-article = Next article: { $title }

## Finding

find-prompt = Find an actor or a title, in any script
find-beside-prompt = The title of the article to set beside this one

## Card and concordance

card-first-named = First named
card-together = Together with
card-months = Months
card-titles = Titles
card-named = Named
card-days = { $first } to { $last }
card-years = Years
card-known = Known as
card-elsewhere = Links
card-nowhere-else = No list says where more stands on this actor.
card-listed = { $key } in { $list }
card-looked = Met in { $at } of { $count } articles.
card-nobody = Point at a name, or select one; then its card is shown.
card-person = person
card-organisation = organisation
card-place = place
card-nationality = nationality
month-of = { $year } { $month }
script-arabic = Arabic
script-hebrew = Hebrew
script-latin = Latin
script-cyrillic = Cyrillic
script-other = Other
word-first-mention = first mention
kwic-head = Concordance of
kwic-before = before
kwic-after = after
kwic-date = date
kwic-source = source
kwic-sorted-next = sorted by next word
pin-set = Pinned as { $number }: { $name }.
pin-gone = Not pinned any more: { $name }.
pin-no-name = Point at a name, or select one; then it is pinned.
pins-nobody = Nobody is pinned. { $key } pins the name reached or the row.
kwic-sorted-previous = sorted by previous word
kwic-sorted-date = sorted by date
kwic-sorted-source = sorted by source
kwic-at = line { $at } of { $count }
kwic-cut = the first { $lines }
kwic-nothing = No article has it. Esc leads back.
kwic-nothing-sought = Nothing is chosen yet. { $choose } on a name chooses it, { $search } searches words.
connections-head = Named together with
connections-head-all = Who is named with whom
connections-articles = articles
connections-paragraphs = paragraphs
connections-sentences = sentences
connections-by-article = counted by article
connections-by-paragraph = counted by paragraph
connections-by-sentence = counted by sentence
connections-nothing = Nobody is named together with anybody. Esc leads back.
timeline-head = Timeline
timeline-by-day = by day
timeline-by-month = by month
timeline-by-year = by year
timeline-undated = { $count } without a date
timeline-articles = articles
timeline-most = at most { $count }
timeline-nothing = No article has a date; a line “date: 2021-03-14” at the top of a file gives one.
month-of-year = { $month } { $year }
connections-never = { $a } and { $b } appear together nowhere.
connections-both = { $a } with { $b }: { $count }
connections-filter = { $key } shows all again. Shown: { $a } and { $b }.
export-done = { PLURAL($count) ->
    [one] Written: { $count } line, to { $path }
   *[other] Written: { $count } lines, to { $path }
}
export-refused = Nothing was written: { $reason }. :export FILE writes it elsewhere.
export-nothing = There is nothing to write; a concordance, connections and a timeline can be.
pins-full = Six are pinned. { $key } on one of them frees its colour.

## Numbers and days

percent = { $percent }%
quoted = “{ $text }”
date = { $day } { $month } { $year }
seconds-short = { $count } s
minutes-short = { $count } min
month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec
month-hijri-1 = Muharram
month-hijri-2 = Safar
month-hijri-3 = Rabi' I
month-hijri-4 = Rabi' II
month-hijri-5 = Jumada I
month-hijri-6 = Jumada II
month-hijri-7 = Rajab
month-hijri-8 = Sha'ban
month-hijri-9 = Ramadan
month-hijri-10 = Shawwal
month-hijri-11 = Dhu al-Qa'da
month-hijri-12 = Dhu al-Hijja
era-hijri = { $date } AH
month-persian-1 = Farvardin
month-persian-2 = Ordibehesht
month-persian-3 = Khordad
month-persian-4 = Tir
month-persian-5 = Mordad
month-persian-6 = Shahrivar
month-persian-7 = Mehr
month-persian-8 = Aban
month-persian-9 = Azar
month-persian-10 = Dey
month-persian-11 = Bahman
month-persian-12 = Esfand
era-persian = { $date } SH

## Reading in, and what was left out

reading-in = { $far }, { $rate }, { $left }
nothing-read-in = Nothing is being read in.
reading-stopped = Reading in was stopped; it goes on the next time.
left-out = This file was left out. { $key } lists all such.
left-out-why = This file was left out: { $reason }. { $key } lists all such.
article-left-out = { $title } was left out: { $reason }.
left-out-all = { $key } lists all such.
article-gone = This article is not there any more; the list shows those that are.
files-left-out = { PLURAL($count) ->
    [one] { $count } file was left out; the list says why.
   *[other] { $count } files were left out; the list says why.
}
files-passed-over = { PLURAL($count) ->
    [one] { $count } file was passed over: no text.
   *[other] { $count } files were passed over: no text.
}
marks-fault = { $file }: { $what }.
marks-faults = { $count } faults in marks; the first: { $file }: { $what }.
empty-folder = This folder holds no text to be read.
empty-looked-for = Looked for: text, HTML, EPUB, feeds, JSON, CSV.
empty-passed-over = { PLURAL($count) ->
    [one] { $count } other file was passed over.
   *[other] { $count } other files were passed over.
}
empty-shell = From the shell: warraq FILE, or warraq FOLDER

## From place to place

walk-previous-article = Previous article: { $title }
walk-once = Named once, and in no other article.
walk-no-name = No name is marked here. { $key } goes to the next article.
walk-no-names = No name is marked in these articles. { $key } finds an actor by name.
last-article = This is the last article.
first-article = This is the first article.
oldest-place = This is the oldest place.
newest-place = This is the newest place.
no-further-name = No further name on the screen. { $key } goes to the next one.
no-name = No name is reached; { $key } goes to one.
point-first = { $left } and { $right } point at a name; { $choose } follows it.
why-nothing = No name stands there. { $key } goes to the next one.
no-headings = This article has no headings. { $key } searches words.
no-link = There is no link on the screen.
no-such-link = No link has these letters. Esc leaves the letters.
opening-link = Opening { $text }
link-scheme = Only http, https and mailto are opened.
link-no-browser = No browser is here; $BROWSER names one.
link-failed = The browser did not start; $BROWSER names another.
link-copied = The address was copied.
link-not-opened = { $text } is not opened: only http, https and mailto are.
mark-which = Mark: a–z in this article, A–Z in all.
mark-none = Nothing is marked here; { $key } and a letter marks a place.
mark-is-letter = A mark is a letter, a–z or A–Z.
mark-set = Marked: { $letter }. { $key } and { $letter } comes back here.
mark-unknown = No place bears that letter here. { $key } lists those that are marked.
marked-read = Marked as read.
marked-unread = Marked as unread.
entry-tags = Tags:
entry-note = Note:
tags-set = Tags: { $tags }.
tags-gone = No tags any more.
note-kept = Noted.
editor-nothing-written = No editor here: nothing is written (private), and an editor writes a file.
editor-quote-open = { $name } has a quote that is not closed: { $value }
editor-no-file = No file could be made for the editor: { $reason }.
editor-unknown = “{ $program }” was not run: there is no such program. EDITOR names another.
editor-not-run = “{ $program }” was not run: { $reason }. EDITOR names another.
editor-gone = There is no file any more from the editor; the note stays as it was.
editor-too-long = What was written is longer than 1 MiB and no note; it stands in { $path }
editor-unread = What was written cannot be read: { $reason }. It stands in { $path }
program-ended = “{ $program }” ended.
program-ended-code = “{ $program }” ended with code { $code }.
program-ended-signal = “{ $program }” was ended by signal { $signal }.
program-lost = “{ $program }” could not be followed: { $reason }.
note-gone = The note is taken away.
note-says = { $text }
notes-none = There are no notes here. { $key } writes one.
word-edit = edit
word-remove = remove
undo-nothing = Nothing to take back; marks, notes, tags and filters can be.
undo-done = Undone: { $what }.
undo-done-in = Undone: { $what } ({ $title }).
undo-read = marked as read
undo-unread = marked as unread
undo-star = a star
undo-unstar = a star taken away
undo-tags = other tags
undo-note = a note
undo-note-changed = a note written anew
undo-note-gone = a note taken away
undo-mark = a mark
undo-filter = the filter “{ $text }” taken away
undo-search = the search “{ $text }” ended
undo-actor = { $text } let go
undo-selection = a selection let go
entry-save = Save it as:
entry-rename = Its name:
save-nothing = There is no query to save: search or filter first.
save-unknown = No search is called “{ $name }”. All are at the top of the list.
saved = “{ $query }” is saved as { $name }.
save-renamed = It is called { $name } now.
save-gone = The search { $name } is taken away.
undo-saved = saved searches as they were
copies-none = No other article tells this.
copies-shown = { PLURAL($count) ->
    [one] { $count } more article tells this.
   *[other] { $count } more articles tell this.
}
copies-folded = { PLURAL($count) ->
    [one] { $count } more article stands behind this one.
   *[other] { $count } more articles stand behind this one.
}
count-once = A story counts once, however many articles tell it.
count-each = Each article counts.
star-set = Starred.
star-gone = The star is taken away.

## Searching

search-count = { $at }/{ $count } hits in this article
search-hits = { PLURAL($count) ->
    [one] { $count } hit in this article
   *[other] { $count } hits in this article
}
search-nothing = “{ $query }” is not in this article. { $key } looks in all.
search-once = It stands once in this article.
search-once-everywhere = It stands once, and in no other article.
search-everywhere = { $here } { $dot } { $all } { $articles }
search-none = It is not in this article. { $key } goes to the next that has it.
find-nothing = No actor or title like “{ $text }”. A part of a name is enough.

## Commands of the reader's own

hook-none = No command is set. [hooks.NAME] sets one: see warraq config --default.
hook-only = Only { $count } commands are set; the settings name them in [hooks.NAME].
hook-none-here = No command of yours is offered here; on in [hooks.NAME] says where each is.
hook-not-here = { $name } is not offered here, only in: { $places }.
hook-no-article = No article is open, so there is nothing to look up. Enter in the list opens one.
hook-not-run = { $name } was not run: what it is given begins with “-” and would be read as an option. "--" before { $part } in [hooks.{ $name }] guards against that.
hook-silent = { $name }: done, and nothing was printed.
hook-ended = { $name } was ended.
hook-copied = Copied: what was printed.
hook-asked = Asked. Esc ends it.
hook-cut = The rest was cut: it is more than 64 KiB.
lines-more = { PLURAL($count) ->
    [one] { $count } line more
   *[other] { $count } lines more
}

## Two articles

beside-one = One article again.
beside-rows = This terminal sets whole rows: one article at a time.
beside-narrow = Two articles need { $least } columns; this window has { $width }.
beside-keys = { $next } goes to the other article; { $lock } lets it follow.
beside-none = No article stands beside this one; { $key } sets one there.
beside-locked = The other article follows, paragraph by paragraph.
beside-unlocked = Each article keeps its own place.

## How the text is shown

text-wide = The text is { $count } cells wide.
marks-hidden = Vowel marks are hidden.
marks-shown = Vowel marks are shown.
justify-on = Lines are filled up to one length.
justify-off = Lines end where their words end.
marking-all = All names are marked.
marking-followed = Only the chosen name is marked.
marking-nothing = No name is marked.
doubtful-on = Doubtful names are marked, too.
doubtful-off = Doubtful names are left out.
digits-arabic = Digits are ١٢٣ among Arabic letters.
digits-european = Digits are 123.
digits-as-written = Digits are as written.
paragraphs-auto = Paragraphs run by their first letter.
paragraphs-rtl = Paragraphs run right to left.
paragraphs-ltr = Paragraphs run left to right.
paragraphs-article = Paragraphs run as the article leads.
paragraph-ltr = This paragraph runs left to right.
paragraph-rtl = This paragraph runs right to left.
theme-light = Theme: light. To keep it: theme = "light" in the settings.
theme-dark = Theme: dark. To keep it: theme = "dark" in the settings.
theme-contrast = Theme: high contrast. To keep it: theme = "contrast" in the settings.
theme-16-dark = Theme: 16 colours, dark ground. To keep it: theme = "16" in the settings.
theme-16-light = Theme: 16 colours, light ground. To keep it: theme = "16" in the settings.
theme-mono = Theme: mono. To keep it: theme = "mono" in the settings.
theme-own = Theme: your own.
zen-on = The text alone; { $key } brings the panes back.
spacing-none = Lines stand close together.
spacing-one = One blank row between lines.
spacing-two = Two blank rows between lines.
spotlight-on = The paragraph that is read stands out.
spotlight-off = All paragraphs are alike.
gloss-names = Names in Latin letters under the lines.
gloss-words = All words in Latin letters under the lines.
gloss-nothing = Nothing under the lines.
days-hijri = Days are also Hijri (Umm al-Qura).
days-persian = Days are also Persian.
days-gregorian = Days are Gregorian.
mirror-on = The panes stand from right to left.
mirror-off = The panes stand from left to right.
mirror-rows = This terminal sets whole rows: the panes stay as they are.

## Selecting and copying

select-whole = The whole paragraph is selected.
select-nothing = There is no text on the screen. Enter in the list opens an article.
select-no-more = There is no more text that way.
copied-words = { PLURAL($count) ->
    [one] Copied: { $count } word.
   *[other] Copied: { $count } words.
}
copied-quotation = { PLURAL($count) ->
    [one] Copied: { $count } word with source and date.
   *[other] Copied: { $count } words with source and date.
}
copied-text = Copied: { $text }

## The program

help-title = Help
help-search = type to search { $count } actions; q closes
help-nothing = No action is called “{ $text }”. Fewer letters find more.
command-unknown = No action is called “{ $text }”. Tab shows those that there are.
no-key = { $keys } is no key here. { $key } shows them.
scope-list = list
scope-actors = actors
scope-text = text
scope-board = overview
bidi-sent = Right-to-left text is sent as “{ $name }”; { $key } goes on until it reads right.
no-shell = There is no shell to go back to; nothing was stopped.
mouse-on = The mouse chooses names and scrolls.
mouse-off = The mouse is the terminal's own: it selects text.

## Words beside keys

key-letters = letters
word-jump = jump to the first mention
word-jump-hit = jump to the hit
word-try-again = try again
word-select = select
word-close = close
word-do = do it
word-by-number = by number
word-complete = complete
word-typed-before = typed before
word-end-it = end it
word-scroll = scroll
word-editor = editor
word-table = table
word-card-of = card
word-copy-all = copy all
word-copy = copy
word-copy-link = copy the link
word-open = open
word-open-link = open the link
word-mark = mark
word-go = go
word-go-there = go there
word-read-there = read there
word-sort = sort
word-list-both = list articles with both
word-count-by = count by
word-list-time = list its articles
word-span = days, months, years
word-write = write
word-back = back
word-hide = hide
word-quit = quit
word-help = help

## The first minute

lesson-of = Try it { $at } of { $count }
lesson-press = Press
lesson-next = to the next name in the text.
lesson-choose = follow this name; every place where it stands is marked.
lesson-article = to the next article that has it.
lesson-find = find an actor or a title, in any script. Esc closes it.
lesson-help = every key there is. Esc comes back.
lesson-over = That is all it takes. The rest is here.

## What stands in all articles

results-prompt = Words in all articles
results-also-read = “{ $word }” is also read as { $names }
results-nothing = “{ $query }” is in no article. A * behind a word finds longer ones.
results-more = { $count } more in this article
results-count = { $hits } { $articles }
results-copies = +{ $count }
results-character = character { $at }
fold-head = Alt with a letter: what makes no difference
fold-marks = marks
fold-hamza = hamza
fold-yeh = yeh
fold-digits = digits
fold-teh = teh
fold-script = script
word-on = on
word-off = off
ranking-relevant = most relevant first
ranking-newest = newest first
filter-nothing = No article is found by this. { $key } shows the list again.
filter-all = { $pins ->
    [1] { $at } of { $count } articles name who is pinned.
   *[other] { $at } of { $count } articles name all { $pins } pinned.
}
filter-any = { $at } of { $count } articles name one of the pinned.
filter-none = { $pins ->
    [1] { $at } of { $count } articles do not name who is pinned.
   *[other] { $at } of { $count } articles name none of the { $pins } pinned.
}
filter-gone = The list shows all articles.
filter-kept = { $at } of { $count } articles are listed, as the last time. { $key } lists all.
filter-dropped = Filter “{ $text }” does not hold any more: { $reason }
pinned-all = All of
pinned-any = Any of
pinned-none = None of

## What could not be read

problems-none = Everything could be read.
problems-head = Left out
problems-again = Everything is looked at again.
followed-none = Nothing is new or changed.
followed-read = { PLURAL($count) ->
    [one] 1 file new or changed.
   *[other] { $count } files new or changed.
}
followed-gone = { PLURAL($count) ->
    [one] 1 file gone.
   *[other] { $count } files gone.
}

## Line by line (warraq --linear)

linear-open = { PLURAL($count) ->
    [one] { $count } article is open.
   *[other] { $count } articles are open.
}
linear-begin = A number and Enter opens one; Enter alone reads on; { linear-word-help } says the rest.
linear-goes-on = What is new in the files is read in meanwhile.
linear-empty = There is no article to read. { linear-word-problems } says what was left out; { linear-word-quit } leaves; then name files or a folder: warraq --linear FOLDER.
linear-reading-in = Reading in: { $at } of { $count } files.
linear-all-read-in = Everything is read in: { $count } articles.
linear-left-out = { PLURAL($count) ->
    [one] { $count } file was left out; { linear-word-problems } says why.
   *[other] { $count } files were left out; { linear-word-problems } says why.
}
linear-marks = Faults in marks beside the articles: { $count }. The first: { $what }.
linear-told = { $what }
linear-error = It cannot be read: { $what }. Type it again; warraq check looks at what is kept.
linear-unknown = “{ $text }” is no command here. { linear-word-help } says those that there are.
linear-none-open = No article is open. A number opens one; { linear-word-list } says the numbers.
linear-gone = That article is not there any more. { linear-word-list } says those that are.
linear-article = Article { $at } of { $count }: { $title }
linear-paragraph = Paragraph { $at } of { $count }.
linear-at-top = At its beginning.
linear-paragraphs = { PLURAL($count) ->
    [one] { $count } paragraph.
   *[other] { $count } paragraphs.
}
linear-actors = { PLURAL($count) ->
    [one] { $count } actor.
   *[other] { $count } actors.
}
linear-followed-here = { PLURAL($count) ->
    [one] Who you follow is named { $count } time.
   *[other] Who you follow is named { $count } times.
}
linear-hits-here = { PLURAL($count) ->
    [one] { $count } hit of the search.
   *[other] { $count } hits of the search.
}
linear-read = Read.
linear-starred = Starred.
linear-notes = { PLURAL($count) ->
    [one] { $count } note.
   *[other] { $count } notes.
}
linear-enter = Enter reads on.
linear-enter-at = Enter reads on at paragraph { $number }; { linear-word-start } begins anew.
linear-taken-up = You are where you were.
linear-end = End of article { $at } of { $count }. { $next } goes to the next, { linear-word-start } reads this one again.
linear-break = Break.
linear-heading = Heading:
linear-quotation = Quotation:
linear-code = Code:
linear-latin = In Latin letters: { $text }
linear-gloss-names = After each paragraph its names are said in Latin letters.
linear-gloss-words = After each paragraph all of it is said in Latin letters.
linear-gloss-nothing = Nothing is said in Latin letters.
linear-searched = { PLURAL($count) ->
    [one] Searched: “{ $query }”, { $count } hit here.
   *[other] Searched: “{ $query }”, { $count } hits here.
}
linear-followed = Followed: { $name }, { PLURAL($mentions) ->
    [one] { $mentions } time
   *[other] { $mentions } times
} in { PLURAL($articles) ->
    [one] { $articles } article.
   *[other] { $articles } articles.
} { $key } goes to the next place.
linear-followed-where = Followed: { $name }, { $count } in all.
linear-nobody = Nobody is followed. { linear-word-actors } says who is named here; a number follows one.
linear-nobody-now = Nobody is followed. { $key } goes to the next name.
linear-doubtful = doubtful
linear-doubtful-on = Doubtful names count, too; at each of them it is said.
linear-doubtful-off = Doubtful names are left out.
linear-place = { $at } of { $count }, paragraph { $number } of { $paragraphs }: { $text }
linear-last-hit = That was the last hit. { linear-word-search } without words ends the search.
linear-first-hit = That was the first hit. { linear-word-search } without words ends the search.
linear-last-name = That was the last name of this article. { $key } goes to the next article.
linear-first-name = That was the first name of this article. { $key } goes to the article before.
linear-actor = { $number }. { $name }: { $here } here, { $all } in all.
linear-no-actors = Nobody is named in this article. { linear-word-find } looks for actors in all.
linear-actors-more = { $count } more: { linear-word-actors } { $next }.
linear-actors-ended = There are { $count } actors here. { linear-word-actors } begins at the first.
linear-find-what = { linear-word-find } takes a name: { linear-word-find } lukash.
linear-find-nothing = No actor or title like “{ $query }”. { linear-word-search } looks for words in this article.
linear-found-actor = { $number }. { $name }: { $all } in all.
linear-found-title = { $number }. Article: { $title }
linear-search-over = The search is over.
linear-search-what = { linear-word-search } takes words: { linear-word-search } peace.
linear-search-nothing = “{ $query }” is not in this article. { linear-word-search-all } looks in all, { linear-word-find } for actors and titles.
linear-search-all-what = { linear-word-search-all } takes words, or a query: { linear-word-search-all } peace NOT before:2021.
linear-searching = Searching: { $at } of { $count } articles.
linear-hits-all = { $hits } { $articles }. A number opens one; { $key } goes to the first, and on from hit to hit.
linear-found-articles = { PLURAL($count) ->
    [one] { $count } article is found. A number opens it.
   *[other] { $count } articles are found. A number opens one.
}
linear-hits-so-far = So far: { $at } of { $count } articles were looked at; { linear-word-hits } goes on.
linear-hit = { $number }. { $where }: { $text }
linear-hit-article = { $number }. { $title }
linear-hits-more = { PLURAL($count) ->
    [one] { $count } more: { linear-word-hits }.
   *[other] { $count } more: { linear-word-hits }.
}
linear-hits-go-on = There may be more: { linear-word-hits } looks on.
linear-hits-unsaid = { PLURAL($count) ->
    [one] { $count } more article has it; { $key } goes from one to the next.
   *[other] { $count } more articles have it; { $key } goes from one to the next.
}
linear-hits-ended = There are { $count } in that list. { linear-word-hits } 1 begins at the first.
linear-no-hits = No search in all articles found anything. { linear-word-search-all } WORDS does it.
linear-hits-around = Past the last hit: again from the first.
linear-hits-around-back = Before the first hit: again from the last.
linear-hit-only-here = It is in no other article. { linear-word-search-all } without words ends the search.
linear-searched-all = { PLURAL($articles) ->
    [one] Searched in all: “{ $query }”, { $hits } in { $articles } article.
   *[other] Searched in all: “{ $query }”, { $hits } in { $articles } articles.
}
linear-and-copies = { PLURAL($count) ->
    [one] And { $count } copy.
   *[other] And { $count } copies.
}
linear-copies = { PLURAL($count) ->
    [one] { $count } other article tells the same; { linear-word-copies } says which.
   *[other] { $count } other articles tell the same; { linear-word-copies } says which.
}
linear-card-nobody = Whose card? { linear-word-card } NAME, { linear-word-card } and a number of { linear-word-actors }, or go to a name first.
linear-card-gone = No article names that actor any more. { linear-word-actors } says who is named here.
linear-card-of = { PLURAL($mentions) ->
    [one] { $name }: { $mentions } time
   *[other] { $name }: { $mentions } times
} in { PLURAL($articles) ->
    [one] { $articles } article.
   *[other] { $articles } articles.
}
linear-card-spelled = In { $script } letters: { $forms }.
linear-card-titles = Titles: { $forms }.
linear-card-form = { PLURAL($count) ->
    [one] { $form }, once
   *[other] { $form }, { $count } times
}
linear-card-day = Named on { $day }.
linear-card-days = Named from { $first } to { $last }.
linear-card-months = By month: { $times }.
linear-card-years = By year: { $times }.
linear-card-first = First named in { $where }: { $text }
linear-card-elsewhere = Elsewhere: { $links }
linear-card-company = Most often together with:
linear-card-with = { PLURAL($count) ->
    [one] { $number }. { $name }, in { $count } paragraph.
   *[other] { $number }. { $name }, in { $count } paragraphs.
}
linear-card-goes-on = { $key } goes to the first place; { linear-word-articles-with } lists the articles; a number follows one of those.
linear-times = { PLURAL($count) ->
    [one] Once.
   *[other] { $count } times.
}
linear-articles-with-ended = { $count } articles name it. { linear-word-articles-with } begins at the first.
linear-articles-with-more = { $count } more: { linear-word-articles-with } { $next }.
linear-outline = { $number }. Level { $level }: { $text } Paragraph { $paragraph }.
linear-outline-here = You are under it.
linear-no-headings = This article has no headings. { linear-word-search } WORDS finds a place in it.
linear-link = { $number }. “{ $text }”, paragraph { $paragraph }: { $address }
linear-no-links = This article has no links. { linear-word-outline } says its headings.
linear-quote-what = Which paragraph? There are { $count }: { linear-word-quote } 3. Without a number it is the one that was read last.
linear-saved = { $number }. { $name }: { $query }
linear-no-saved = No search is saved. { linear-word-save } NAME saves what was searched last.
linear-saved-unknown = No search is called “{ $name }”. { linear-word-saved } says those that there are.
linear-save-what = { linear-word-save } takes a name: { linear-word-save } peace.
linear-no-saved-number = A name or number of a saved search is wanted; there are { $count }. { linear-word-saved } says them.
linear-query = The query does not hold. { $what }
linear-hits = { PLURAL($count) ->
    [one] { $count } hit. { $key } goes to it.
   *[other] { $count } hits. { $key } goes to the next.
}
linear-no-article = There is no article { $number }; there are { $count }. { linear-word-list } says them.
linear-no-number = There is no { $number } in that list. { linear-word-list } says the articles again.
linear-list-ended = There are { $count } articles. { linear-word-list } begins at the first.
linear-list-more = { $count } more: { linear-word-list } { $next }.
linear-no-unread-after = No article after this one is unread. { $key } goes back.
linear-no-unread-before = No article before this one is unread. { $key } goes on.
linear-problems-more = { $count } more; warraq problems prints all.
linear-no-tags = The article has no tags. { linear-word-tag } NAME gives it one, { linear-word-tag } -NAME takes it away.
linear-note-what = { linear-word-note } takes a text: { linear-word-note } TEXT.
linear-noted = Noted on the article.
linear-noted-at = Noted on paragraph { $number }.
linear-no-notes = There are no notes on this article. { linear-word-note } TEXT writes one on the paragraph that was read last.
linear-note = { $number }. On the article: { $text }
linear-note-at = { $number }. Paragraph { $paragraph }: { $text }
linear-no-note = A number of a note is wanted; there are { $count }. { linear-word-notes } says them.
linear-help = { $names }: { $what }.
linear-word-all = all
linear-word-again = again
linear-word-start = start
linear-word-where = where
linear-word-list = list
linear-word-next-article = next-article
linear-word-previous-article = previous-article
linear-word-next-unread = next-unread
linear-word-previous-unread = previous-unread
linear-word-actors = actors
linear-word-next-mention = next-mention
linear-word-previous-mention = previous-mention
linear-word-follow = follow
linear-word-nobody = nobody
linear-word-next-article-with = next-article-with
linear-word-previous-article-with = previous-article-with
linear-word-back = back
linear-word-forward = forward
linear-word-find = find
linear-word-search = search
linear-word-search-all = search-all
linear-word-search-best = search-best
linear-word-hits = hits
linear-word-card = card
linear-word-articles-with = articles-with
linear-word-why = why
linear-word-undo = undo
linear-word-outline = outline
linear-word-links = links
linear-word-quote = quote
linear-word-saved = saved
linear-word-save = save
linear-word-remove-saved = remove-saved
linear-word-copies = copies
linear-word-count-once = count-once
linear-word-read = read
linear-word-star = star
linear-word-tag = tag
linear-word-note = note
linear-word-notes = notes
linear-word-remove-note = remove-note
linear-word-doubtful = doubtful
linear-word-gloss = gloss
linear-word-problems = problems
linear-word-help = help
linear-word-quit = quit
linear-do-read-on = the next paragraph
linear-do-all = the rest of the article
linear-do-again = the same paragraph once more
linear-do-start = from the beginning of the article
linear-do-where = where you are, and who is followed
linear-do-list = the articles; with a number from that one on. A number alone opens one
linear-do-next-unread = the next article that you have not read
linear-do-previous-unread = the unread article before this one
linear-do-actors = who is named in this article. A number follows one
linear-do-next-mention = the next place of who is followed or searched, else of any name
linear-do-previous-mention = the place before
linear-do-follow = follow the name that was reached
linear-do-nobody = follow nobody
linear-do-next-article-with = the next article that names who is followed
linear-do-previous-article-with = the article before that names who is followed
linear-do-find = with a name: actors and titles like it, in any script
linear-do-search = with words: where they stand in this article. /words is the same
linear-do-search-all = with words or a query: where they stand in all articles, the order of the list. A number opens one; without words the search is over
linear-do-search-best = the same, the most relevant article first
linear-do-hits = the next hits of the last search in all articles; with a number from that one on
linear-do-card = who somebody is, as the articles tell: with a name, a number of the actors, or without for who was reached or is followed
linear-do-articles-with = the articles that name whose card was said, or who is followed; with a number from that one on
linear-do-why = what made the name that was reached
linear-do-undo = takes back the last change of read, star, tags, notes and saved searches, and what was ended
linear-do-outline = the headings of the article. A number reads there
linear-do-links = the links of the article with their addresses. A number reads the paragraph
linear-do-quote = the paragraph that was read last, or with a number that one, with source, date and place
linear-do-saved = the searches with names. A number runs one; @NAME does in a search
linear-do-save = with a name: saves what was searched last
linear-do-remove-saved = with a name or number: a saved search is taken away
linear-do-copies = the other articles that tell the same as this one
linear-do-count-once = a story counts once and stands once in the list, or each copy of it
linear-do-tag = with names and commas between: tags for the article; with a hyphen before it one is taken away
linear-do-note = with a text: a note on the paragraph that was read last
linear-do-notes = the notes of the article
linear-do-remove-note = with a number: one of them is taken away
linear-do-doubtful = doubtful names count, or not
linear-do-gloss = names, all words, or nothing in Latin letters after each paragraph
linear-do-help = all commands; with a word that one
linear-do-quit = leave

## What is wrong with a query

query-too-long = The query is too long. Make it shorter.
query-too-many = More than { $count } words are too many. Ask for fewer.
query-too-deep = This goes too deep. Use fewer parentheses and NOTs.
query-not-opened = Nothing was opened that “)” could close. Take it away, or put “(” before.
query-empty-parentheses = Nothing stands between the parentheses. Write a word there.
query-not-closed = “{ $open }” is not closed. Add “{ $close }” at the end.
query-empty-quotes = No word stands between the quotes. Write one there.
query-missing-after = A word is missing after { $text }. Write one, or take it away.
query-missing-before = A word is missing before { $text }. Write one, or take it away.
query-missing = A word is missing. Write one.
query-star-inside = “*” stands only at the end of a word. For more write a regular expression: /…/.
query-star-alone = Letters are missing before “*”. Write how the word begins.
query-only-signs = Only signs stand here, and signs are not searched. Write a word, or a regular expression: /…/.
query-no-value = Nothing stands after “{ $name }:”. Write for example { $example }.
query-no-date = “{ $text }” is no date. Write a year, a month or a day: 2021, 2021-06, 2021-06-15.
query-no-language = “{ $text }” is no language. Write its code: ar, fa, he, en.
query-no-state = An article is:unread, is:read or is:starred. Write one of them.
query-no-thing = An article can have a note: has:note.
query-no-field = “{ $name }:” is none of { $fields }. To search for the words, put them in quotes.
query-regex-not-closed = A regular expression begins here and is not closed. Add “/” at its end.
query-regex-empty = Nothing stands between the slashes. Write an expression there.
query-regex-too-big = This regular expression needs too much memory. Repeat less in it.
query-no-regex = This is no regular expression: { $text }. Mend it, or put words in quotes.

## Trouble

library-missing = { $path } does not exist
library-missing-near = { $path } does not exist. Nearest: { $near }
library-not-read = { $path } was left out: { $reason }
library-folder = { $path } cannot be used: { $reason }
library-newer = { $path } was written by a newer Warraq; it is left as it is, and that version opens it
library-broken = the library is damaged; `warraq check` sets it aside
library-full = the disk is full; what is new is not kept until there is room
library-busy = another Warraq is writing to the library; it is free again when that one is done
library-disturbed = the question was given up for another one; ask it again
library-removed = desk.db was removed; the next start makes it anew
library-database = the library cannot be used: { $reason }; `warraq check` looks at it
trouble-nothing-kept = { $error }. Nothing new is kept.
trouble-not-kept = Marks and places cannot be kept: { $error }.
trouble-damaged = The library is damaged; `warraq check` sets it aside and makes it anew.
trouble-fault = A question to the library failed by a fault of this program; ask again.
trouble-no-room-to-watch = New and changed articles are not noticed by themselves: the system has no room to watch so many folders.
trouble-not-watched = New and changed articles are not noticed by themselves: { $reason }.
trouble-no-thread = Nothing was run: { $reason }. Try again in a moment.
trouble-no-program = Nothing was run: command in [hooks.{ $hook }] names no program.
trouble-missing = “{ $program }” was not run: there is no such program. Install it, or name another in [hooks.{ $hook }] in the settings.
trouble-forbidden = “{ $program }” was not run: it may not be executed. chmod +x allows it, or [hooks.{ $hook }] in the settings names another.
trouble-not-run = “{ $program }” was not run: { $reason }. It is set in [hooks.{ $hook }] in the settings.
trouble-code = “{ $program }” ended with code { $code } and said no reason.
trouble-code-said = “{ $program }” ended with code { $code }: { $said }
trouble-killed = “{ $program }” was ended from outside.
trouble-lost = “{ $program }” could not be followed: { $reason }.
trouble-late = “{ $program }” took longer than { $seconds } s and was ended. seconds in [hooks.{ $hook }] gives it more.

## What made a name

why-line = { $evidence }: { $clauses }
semicolon = ;
why-by-listed = listed
why-by-listed-after-head = listed-after-head
why-by-listed-in-article = listed-in-article
why-by-title = title
why-by-saying = saying
why-by-first-name = first-name
why-by-head = head
why-by-bound = bound
why-by-imported = imported
why-by-tagged = tagged
why-by-title-alone = title-alone
why-form = “{ $surface }” is a form of { $id }
why-form-list = “{ $surface }” is a form of { $id } in { $list }
why-form-shared = “{ $surface }” is a form of { $id }, not only of it
why-form-shared-list = “{ $surface }” is a form of { $id } in { $list }, not only of it
why-clear-elsewhere = the article names it clearly elsewhere (second look)
why-word-before = the word “{ $word }” stands before it
why-some-word-before = the word stands before it
why-title-before = the title “{ $word }” stands before it
why-some-title-before = the title stands before it
why-saying-before = the verb of saying “{ $word }” stands before it
why-some-saying-before = the verb of saying stands before it
why-first-name = it begins with a known first name
why-head = it begins with or follows the head noun of such names
why-bound-same = the name stands elsewhere in the article (second look)
why-bound-part = part or spelling of “{ $name }” elsewhere in the article (second look)
why-tagged = the statistical tagger takes it for a name
why-tagged-first = the statistical tagger takes it for a name (probability { $probability }, first pass)
why-tagged-second = the statistical tagger takes it for a name (probability { $probability }, second pass)
why-title-in-article = a title without a name; the article gives it to one actor only
why-title-in-list = a title without a name; of those named here only { $id } bears it (“{ $about }”)
why-title-clear = a title whose bearer is clear here
why-imported = a file beside the article marks it
why-clitic = “{ $clitic }” was taken off
why-promoted = not sure by itself, counted since the collection names the actor for sure
why-weak = not sure, so not counted
why-by-list = linked to { $id } by a list
why-begins = the name begins its entity
why-same-elsewhere = linked by the same name in another article
why-same-before = linked by the same name in an article before
why-linked = linked to { $id }: { $reason }
why-may-be = may be { $entity } ({ $name }): { $reason }
why-reason-listed = a list says so
why-reason-first = nobody before sounds like it
why-reason-same = the same name
why-reason-sound = it sounds like “{ $form }” (distance { $distance })
why-reason-family = one family name with “{ $form }”
why-reason-sound-with = { PLURAL($shared) ->
    [one] it sounds like “{ $form }” (distance { $distance }), and one other actor is named with both
   *[other] it sounds like “{ $form }” (distance { $distance }), and { $shared } other actors are named with both
}
why-reason-family-with = { PLURAL($shared) ->
    [one] one family name with “{ $form }”, and one other actor is named with both
   *[other] one family name with “{ $form }”, and { $shared } other actors are named with both
}
