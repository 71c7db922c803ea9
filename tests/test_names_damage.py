"""Texts that were read in another encoding are put right; what may as well be meant is left alone."""

from __future__ import annotations

import pytest

from termgraph.names.damage import on_one_line, unscrambled

#: Letters before signs, in texts that are in order.
FINE = """
São Paulo|IRMÔ|MANHû|«LIBERTÉ»|LIBERTÉ\u00a0:|Maß\u00adnahme|»Spaß«|allá…”|là\u00a0»|200 Å²|1.5 Å±0.02|»Ä«|“Ä”|Å’s|CAFÉ®
IRMÃ…|naïve|5×½|Ð|Đà Nẵng|ÂNCORA|Ångström|MAÇÃ – fruta|Nº É
AÑO 2°|coração|Â|Ã|§ 5|Ärzte|déjà…|“À…”|PERÙ»|Úžas|ÚŽAS|oktasašš váldoášši|Íšan
"""
#: Lao and Khmer in fonts that put their letters in the places of Latin ones.
IN_FONTS = """
¹ó\u00ad¡ë¾Â\u00adÄ©ÂºÄëª|§ñ®Á¡É\u00b8º¾|Á»ÈÈ-º¾\u00adº¡ÂêÄ§ª|ê¾©»ñ³\u00ad¼\u00b4|Ä\u00adÂº®¼\u00b4 ê¾©
"""
MEANT = """
Außenhandel|école|café|voilà\u00a0|über|Äpfel|Öl|Übung|Слово|Ελλάδα|日本語|ไทย|हिन्दी|it’s|“quoted”|naïve|Žena|gyűrű
coração|25°C|préféré à Zürich|GRÜN|العربية|שלום|😀x|Größe – groß|ß|ä|MENÜ|SÃO|Łódź|Ærø
"""


def listed(texts: str) -> list[str]:
    """Return the texts of a list."""
    return texts.strip("\n").replace("\n", "|").split("|")


def misread(text: str, encoding: str) -> str:
    """Return what becomes of a text when its UTF-8 is read in another encoding."""
    readable = [bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in text.encode()]
    return "".join(readable)


@pytest.mark.parametrize("text", listed(FINE) + listed(IN_FONTS) + listed(MEANT))
def test_what_is_in_order_stays_as_it_is(text: str) -> None:
    assert unscrambled(text) == text


@pytest.mark.parametrize("encoding", ["cp1252", "latin-1"])
@pytest.mark.parametrize("text", listed(MEANT))
def test_what_was_misread_once_or_twice_is_put_right(text: str, encoding: str) -> None:
    assert unscrambled(misread(text, encoding)) == text
    assert unscrambled(misread(misread(text, encoding), encoding)) == text


def test_only_the_space_around_line_ends_is_one() -> None:
    assert on_one_line("a  b \r\n\t c") == "a  b c"
