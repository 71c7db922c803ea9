"""Characters that no name has, and texts made safe to print: a terminal obeys none of them."""

from __future__ import annotations

import re

#: C0 and C1 control characters except tab and line breaks, lone surrogates, and non-characters: in no name.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

#: Characters that turn the direction of the text around them, so that it reads as something else. The implicit marks
#: (U+061C, U+200E, U+200F) turn nothing but what they stand beside, and Hebrew and Arabic cannot do without them.
BIDI_CONTROL = re.compile("[\u202a-\u202e\u2066-\u2069]")

#: Both, and what begins a line where none is seen: all controls but tab and line feed, line and paragraph separators.
_WRITTEN_OUT = re.compile(f"[\r\u2028\u2029]|{UNPRINTABLE.pattern}|{BIDI_CONTROL.pattern}")


def printable(text: str) -> str:
    r"""Return `text` with control and direction-turning characters written out, so that a terminal obeys none.

    >>> print(printable("a\x1b[31mb\u202ec"))
    a\x1b[31mb\u202ec
    """
    if text.isascii() and text.isprintable():
        return text
    return _WRITTEN_OUT.sub(
        lambda match: match.group().encode("unicode_escape", "surrogatepass").decode(), text
    )
