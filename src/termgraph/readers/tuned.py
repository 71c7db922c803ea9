"""The numbers that guesses about layout go by, in one table, and what holds each where it is.

In brackets stand the documents of `benchmarks/ingest/documents`, and the published glossaries, that are read otherwise
when the number is half as large ("less") or half as large again ("more"). "Nothing there" says that none is: whoever
meets a document that wants another number may change it.

Limits that only keep a document from filling the memory stand where they are enforced.
"""

from __future__ import annotations

from collections.abc import Mapping

#: Fewer than these are no series, of numbers, marks, or entries of a layout: any text has a few colons.
#: [less: abbreviations.txt, around.txt and 54 more; more: asked.txt, contents.txt, definition-list.txt]
SERIES = 3

#: So many of the lines that are not indented must stand alone above indented ones, for all of them to be names …
#: [the Jargon File]
HANGING = 0.95
#: … and so many there must be, since a few such lines may be headings of sections.
#: [nothing there]
HANGING_NAMES = 20

# -- alphabetical order (`records/order`)

#: Fewer entries say nothing about order.
#: [more: contents-again.txt, lost-tight.txt]
ORDERED_ENTRIES = 5
#: So many neighbours must be in order for the order to say where a name should stand.
#: [less: hundred-terms.txt; more: contents-again.txt, dash-stubs.txt, lost-tight.txt and 4 more]
ORDERED_PAIRS = 0.7
#: So many entries must be in one rising chain for the order to decide alone.
#: [more: dash-stubs.txt, stubs.txt]
ORDERED_STRICTLY = 0.8

# -- paragraphs of plain text (`prose/paragraphs`, `prose/unmarked`)

#: Lines are wrapped where few are longer; text saved from the web has a line a paragraph.
#: [nothing there]
WRAPPED_WIDTH = 110
#: Numbers and headers of pages stand so many lines apart; what is closer are numbers of entries.
#: [nothing there]
PAGE_LINES = 12
#: Fewer paragraphs are no glossary that was saved without its headings.
#: [tests of the readers]
UNMARKED_PARAGRAPHS = 4

# -- headings on lines of their own (`prose/boundaries`); points are those of `prose/shapes.score`

#: What an unmarked heading needs, alone and over a text.
#: [less: front-page.txt; more: around.txt, front-page.txt, german.txt and 3 more]
HEADING_POINTS = 1.5
#: [less: tagged.txt; more: german.txt, stubs.txt, tagged.txt and 1 more]
HEADING_OVER_TEXT = 1.0
#: A mark is that of all headings where so many of those over a text have it …
#: [nothing there]
MARKED_SHARE = 0.6
#: … and these may then read so badly; a question has a verb in it.
#: [without it: colon-heads.txt]
MARKED_POINTS: Mapping[str, float] = {"question": -3.0, "colon": 0.0}
#: An unmarked line among marked headings that reads so well is a section.
#: [nothing there]
SECTION_POINTS = 2.5
#: Headings are known by the gap before them where so many have it.
#: [more: wide-gaps.txt]
APART_SHARE = 0.7
#: Headings stand on their texts, so that a blank line parts entries, where so many do.
#: [more: lost-tight.txt]
TIGHT_SHARE = 0.8
#: No heading is left where fewer paragraphs have one than this, and more say their names than that.
#: [less: lost-named.txt]
HEADED_SHARE = 0.2
#: [more: lost-named.txt]
NAMED_SHARE = 0.7

# -- other layouts of plain text (`prose/layouts`, `prose/separators`)

#: How much an entry counts against one found by its heading, in layouts whose marks mean nothing else.
#: [without it: asked.txt, definition-list.txt, labelled.txt and 1 more]
WEIGHT: Mapping[str, float] = {
    "numbers alone": 3.0,
    "labelled": 3.0,
    "asked": 3.0,
    "definition list": 3.0,
    "underlined": 3.0,
    "indented": 1.1,
    "tab": 1.1,
}
#: A term has no more names than these on lines of their own.
#: [nothing there]
NAMES_OF_ONE = 6
#: A name that stands alone among lines with separators has no more words; what has more is a sentence.
#: [nothing there]
ALONE_WORDS = 4
#: Where so many lines have a separator, none goes on with the one above: wrapped prose has one on few lines.
#: [tests of the readers]
LISTED_LINES = 0.75
#: A line with so little of the width ends what it is in, though no full stop says so.
#: [tests of the readers]
SHORT_LINE = 0.6

#: A translation has no more words than the term, give or take one of a few; a definition has many.
#: [nothing there]
TRANSLATED_WORDS = 1.5

# -- blocks (`blocks/outline`, `blocks/definitions`)

#: A bold line with more words is a sentence, not a heading.
#: [nothing there]
BOLD_WORDS = 10
#: An item with more words before its nested list is a sentence, not a name.
#: [nothing there]
ITEM_WORDS = 8
#: What has more words and ends as a sentence does is none of the names that are translated.
#: [tests of the readers]
NAME_WORDS = 3
#: What has more words is no abbreviation, whatever the key says that it stands under.
#: [tests of the readers]
ABBREVIATION_WORDS = 4
#: So much of a list, of paragraphs, or of a level of headings must be alike for all of it to be read so.
#: [tests of the readers]
LIST_SHARE = 0.6
#: Definitions make up most of a section that has so many times fewer other words.
#: [tests of the readers]
LIST_WORDS = 2
#: So many sections that are lists of definitions show what the others of their level are.
#: [more: short-chapter.md]
LISTS = 2
#: A glossary that lists so many times more terms than it has headings below it has remarks below these.
#: [tests of the readers]
FEW_BESIDE = 10
#: A name below so many headings is a part that these have in common.
#: [nothing there]
COMMON_SHARE = 0.2
#: A chapter says no more than this itself.
#: [nothing there]
CHAPTER_WORDS = 30

# -- what an entry is (`records/naming`, `records/parts`, `records/kinds`)

#: A text says its name at its beginning.
#: [nothing there]
NAME_WITHIN = 1500
#: A label is a part of this document where so many entries have it, before a colon, or a full stop and nothing.
#: [less: bold-lines.md, captions.txt, colon-heads.txt and 3 more; more: subheadings.txt]
PART_TIMES = 3
#: How many entries must have a label, by what tells it from the text. A word with a full stop is a sentence in many.
#: [nothing there]
PART_SHARES: Mapping[str, float] = {"colon": 1 / 5, "full stop": 1 / 3, "alone": 1 / 3}
#: A stub says little beside: what is longer is a definition with a note in it.
#: [nothing there]
STUB_WORDS = 14
#: [nothing there]
STUB_LENGTH = 400
#: A field of so many words says what a thing is.
FIELD_WORDS = 4

# -- the language of a document (`records/spoken`)

#: So sure must the classifier be. Of pieces of 60 characters in six languages from CNCF's glossary, and of the
#: published glossaries, it tells nine in ten, and one in 2,800 wrongly; of 200 nearly all, and none wrongly.
LANGUAGE = 0.7
