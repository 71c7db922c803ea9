"""The table of wordings: each language says all of it, and the explorer's scripts say nothing beside it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from string import Formatter

import pytest

from termgraph.view.bundle import modules
from termgraph.view.page import _FOLDER as TEMPLATES
from termgraph.wording import TABLES, Words, words

ENGLISH = words("en")
#: What a script hands to people's eyes and ears as it stands: in an element or a button, as a remark or a name of one.
TOLD = re.compile(
    r"""(?:\.textContent|\.title|\.placeholder|\btitle|\bplaceholder|\blabel|"aria-(?:label|roledescription)")\s*[:=]
      (?:(?:(?!\bsay\()[^,;\n])*\?)?\s*(?P<quote>["`])(?P<said>[^"`\n]*)(?P=quote)
    |(?:\b(?:append|prepend|replaceChildren|announce|button)\(|element\("\w+",\s\{[^{}]*\},)\s*
      (?P<mark>["`])(?P<child>[^"`\n]*)(?P=mark)""",
    re.VERBOSE,
)


def flat(table: Mapping[str, object], path: str = "") -> dict[str, str]:
    """Return the texts of a table by where they stand; of what is counted, one for all forms."""
    found: dict[str, str] = {}
    for key, value in table.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{path}{key}.")
        elif isinstance(value, str):
            found[path + key] = value
    return found


def tables(said: Words) -> dict[str, Mapping[str, str]]:
    """Return the tables of texts of a language, by name."""
    parts = {field.name: getattr(said, field.name) for field in fields(Words)}
    return {name: part for name, part in parts.items() if isinstance(part, Mapping) and name != "relations"}


def places(text: str) -> set[str]:
    """Return what is put into a text."""
    return {name for _, name, *_ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("language", TABLES)
def test_each_language_says_all_of_it(language: str) -> None:
    said, english = tables(words(language)), tables(ENGLISH)
    assert {name: set(part) for name, part in said.items()} == {
        name: set(part) for name, part in english.items()
    }
    assert words(language).relations.keys() == ENGLISH.relations.keys()
    for name, part in english.items():
        if name != "counts":
            assert {key: places(text) for key, text in said[name].items()} == {
                key: places(text) for key, text in part.items()
            }
    assert all(text.strip() for part in said.values() for text in flat(part).values())


@pytest.mark.parametrize("language", TABLES)
def test_what_is_counted_has_a_form_for_all_numbers(language: str) -> None:
    for key, forms in words(language).counts.items():
        assert places(forms["other"]) == {"n"}, key
        assert all(places(form) <= {"n"} for form in forms.values())


def test_only_arabic_is_written_from_right_to_left() -> None:
    assert [tag for tag in TABLES if words(tag).direction == "rtl"] == ["ar"]


def test_the_page_is_in_a_language_that_there_are_words_in() -> None:
    tags = {tag: words(tag).tag(tag) for tag in ("de-AT", "ar", "ja", "", "EN-GB")}
    assert tags == {"de-AT": "de-AT", "ar": "ar", "ja": "en", "": "en", "EN-GB": "EN-GB"}


def test_no_script_says_anything_of_its_own() -> None:
    assert not {
        name: said
        for name, source in modules().items()
        if (
            said := [
                text
                for found in TOLD.finditer(source)
                if is_for_people(text := found["said"] or found["child"] or "")
            ]
        )
    }


def is_for_people(text: str) -> bool:
    """Tell whether a literal holds letters of its own, beside what is put into it."""
    return re.search(r"[^\W\d_]", re.sub(r"\\u00a0|\$\{(?:[^{}]|\{[^{}]*\})*\}", "", text)) is not None


@pytest.mark.parametrize(
    "line",
    [
        'made.textContent = "Open all";',
        'made.textContent = isOpen ? "Close all" : say("open_all");',
        'element("a", { title: "It misleads" }, text)',
        'element("div", { "aria-label": `Zoom ${way}` })',
        'element("h2", {}, "Groups")',
        'notice.append(" Is one of these meant? ");',
    ],
)
def test_what_a_script_would_say_of_its_own_is_found(line: str) -> None:
    found = TOLD.search(line)
    assert found is not None
    assert is_for_people(found["said"] or found["child"])


def test_every_word_of_the_page_is_said_somewhere() -> None:
    scripts = "\n".join(modules().values())
    literals = set(re.findall(r"\"(\w+)\"", scripts))
    templates = "\n".join(path.read_text("utf-8") for path in TEMPLATES.glob("*.html"))
    in_templates = {
        *re.findall(r"say\(\"(\w+)\"", templates),
        *re.findall(r"words\.explorer\.(\w+)", templates),
    }
    made = {"previous_name", "following_name"}  # of which the scripts have the first part
    told_in_python = {"draft", "stub"}
    unsaid = {*ENGLISH.explorer, *ENGLISH.counts} - literals - in_templates - made - told_in_python
    assert not unsaid - {"concept", "name", "misleading", "mentioned"}  # the keys of `facts`
    asked = set(re.findall(r"\b(?:say|parts|saidWith)\(\"(\w+)\"", scripts)) | in_templates
    assert asked <= ENGLISH.to_dict()["explorer"].keys()
    assert set(re.findall(r"\bcount\(\"(\w+)\"", scripts)) <= ENGLISH.counts.keys()
