"""The one engine of names, asked by whatever looks names up, matches, reads, compares, sorts or prints them.

Here is what is asked for everywhere; `headings` (names as glossaries print them), `abbreviations` and `lemmas` are
imported by those who need them, since most commands do not.
"""

from __future__ import annotations

from termgraph.names.capitals import cased_key as cased_key
from termgraph.names.capitals import differ_in_capitals as differ_in_capitals
from termgraph.names.inflection import american as american
from termgraph.names.inflection import singular as singular
from termgraph.names.inflection import singulars as singulars
from termgraph.names.inflection import spelling_keys as spelling_keys
from termgraph.names.keys import exact_key as exact_key
from termgraph.names.keys import folded_key as folded_key
from termgraph.names.keys import unmarked_key as unmarked_key
from termgraph.names.keys import without_marks as without_marks
from termgraph.names.keys import words as words
from termgraph.names.languages import language_named as language_named
from termgraph.names.languages import language_of_code as language_of_code
from termgraph.names.languages import language_rank as language_rank
from termgraph.names.languages import language_tag as language_tag
from termgraph.names.printing import BIDI_CONTROL as BIDI_CONTROL
from termgraph.names.printing import UNPRINTABLE as UNPRINTABLE
from termgraph.names.printing import printable as printable
from termgraph.names.wordlists import word_set as word_set
