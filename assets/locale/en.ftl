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
pane-actors-article = In this article
pane-actors-screen = On this screen
pane-actors-all = In all articles
column-here = here
column-all = all
kind-person = People
kind-organisation = Organisations
kind-place = Places
kind-nationality = Nationalities
article-of = { $at } of { $count }

## The walk

walk-here = { $at }/{ $count } here
walk-only-here = Named in no other article.
walk-none = Nobody chosen. Enter on a name follows it.
walk-wrapped = Past the last mention: again from the first.
walk-wrapped-back = Before the first mention: again from the last.
walk-next-article = Next article: { $title }

## Finding

find-prompt = Find an actor or a title, in any script
search-count = { $at }/{ $count } hits in this article
search-nothing = “{ $query }” is not in this article.

## Card and concordance

card-first-named = First named
card-together = Together with
card-months = Months
card-titles = Titles
kwic-head = Concordance of { $name }
kwic-before = before
kwic-after = after
kwic-sorted-next = sorted by next word
pins-full = Six are pinned. { $key } on one of them frees its colour.
