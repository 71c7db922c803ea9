"""Names: when two spellings are one, inflections, headings, languages, and what may be printed."""

from __future__ import annotations

import pytest

from termgraph.names import language_rank, language_tag


@pytest.mark.parametrize(
    "tag",
    ["en", "en-GB", "zh-Hans-CN", "sr-Latn-RS", "de-CH-1996", "x-foo", "en-x-us-latn", "sl-rozaj-biske-1994",
     "en-CA-x-ca", "sgn-BE-FR", "es-419", "i-klingon", "de-DE-u-co-phonebk", "az-Arab-x-aze-derbend", ""],
)  # fmt: skip
def test_a_language_tag_has_one_spelling(tag: str) -> None:
    assert language_tag(tag.lower()) == language_tag(tag.upper()) == tag


@pytest.mark.parametrize(
    ("wanted", "nearest_first"),
    [
        ("de", ["de", "de-AT-1996", "de-DE", "", "en", "en-GB", "fr"]),
        ("en-GB", ["en-GB", "en-gb-oxendict", "en", "en-US", "", "de"]),
        ("zh-TW", ["zh-TW", "zh-Hant-TW", "zh-Hant", "zh-HK", "zh-Hans", "zh-CN", "", "en"]),
        ("zh-MO", ["zh-Hant", "zh", "en"]),
        ("zh-Hant", ["zh-TW", "zh", "en"]),
        ("zh-CN", ["zh-Hans-CN", "zh-Hans", "zh-SG", "zh-Hant", "en"]),
        ("zh-Hans", ["zh-CN", "zh-HK"]),
        ("sr-Latn", ["sr-Latn-RS", "sr", "sr-RS", "sr-Cyrl", "en"]),
        ("pt-BR", ["pt", "pt-PT", "", "en", "es"]),
        ("", ["", "en", "de"]),
    ],
)
def test_the_nearest_language_comes_first(wanted: str, nearest_first: list[str]) -> None:
    found = sorted(nearest_first, key=lambda tag: language_rank(tag, wanted))
    assert [tag.lower() for tag in found] == [tag.lower() for tag in nearest_first]
    assert language_rank(wanted.upper(), wanted) == language_rank(wanted, wanted.upper())
