"""The explorer in a frame of another page: of a notebook's output."""

from __future__ import annotations

from markupsafe import Markup


def framed(page: str, title: str, height: int) -> str:
    """Return a page as HTML to be put into another one, of which it neither uses nor changes anything.

    Args:
        page: the page, written to be embedded.
        title: what people who cannot see the frame are told of it.
        height: of the frame, in pixels.

    >>> framed("<p>&lt;</p>", 'A "title"', 300)[:52]
    '<iframe title="A &#34;title&#34;" loading="lazy" sty'
    """
    style = f"width: 100%; height: {height}px; border: 1px solid #8888; border-radius: 8px; resize: vertical"
    frame = Markup('<iframe title="{}" loading="lazy" style="{}" srcdoc="{}"></iframe>')
    return str(frame.format(title, style, page))
