"""PDF: headings by the look of their letters, running heads left out, divided words put together."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from termgraph.errors import TermgraphError
from termgraph.readers.formats.pdf_lines import Line, Piece, blocks
from tests.documents import by_name, entries, names, read

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Helvetica-Oblique"}


def pdf(
    *pages: list[tuple[str, str, int, int, int]],
    title: str = "",
    packed: bool = False,
    head: str = "%PDF-1.7\n",
) -> bytes:
    """Return a PDF of pages of lines, each with its font, size, and place from the left and the bottom."""
    objects: list[bytes] = []

    def add(content: bytes) -> int:
        objects.append(content)
        return len(objects)

    fonts = " ".join(
        f"/{name} << /Type /Font /Subtype /Type1 /BaseFont /{base} >>" for name, base in FONTS.items()
    )
    kids = []
    add(b"<< /Type /Catalog /Pages 2 0 R >>")
    add(b"")
    for page in pages:
        shown = "".join(
            f"BT /{font} {size} Tf 1 0 0 1 {x} {y} Tm ({text.translate({40: '(', 41: ')'})}) Tj ET\n"
            for text, font, size, x, y in page
        ).encode("latin-1")
        if packed:
            shown = zlib.compress(shown)
        how = b" /Filter /FlateDecode" if packed else b""
        stream = add(b"<< /Length %d%s >>\nstream\n%s\nendstream" % (len(shown), how, shown))
        kids.append(
            add(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] "
                f"/Contents {stream} 0 R /Resources << /Font << {fonts} >> >> >>".encode()
            )
        )
    objects[1] = (
        f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    )
    info = add(f"<< /Title ({title}) >>".encode())
    data = head.encode()
    places = []
    for n, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (n, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        info,
        start,
    )
    return data


ONE = [
    ("Birds Ltd - words", "F1", 8, 50, 780),
    ("Bird words", "F2", 20, 50, 740),
    ("Auk", "F2", 13, 50, 700),
    ("A bird of the sea that dives for its food and that has under-", "F1", 10, 50, 685),
    ("water wings, which are long.", "F1", 10, 50, 673),
    ("It lives in the north.", "F1", 10, 50, 650),
    ("Booby", "F2", 13, 50, 620),
    ("Dives too, ", "F1", 10, 50, 605),
    ("always", "F3", 10, 98, 605),
    (" from high above, and never", "F1", 10, 130, 605),
    ("1", "F1", 8, 300, 20),
]
TWO = [
    ("Birds Ltd - words", "F1", 8, 50, 780),
    ("stops doing so.", "F1", 10, 50, 740),
    ("Crane", "F2", 13, 50, 700),
    ("\\225 has long legs", "F1", 10, 60, 685),
    ("\\225 has a long neck", "F1", 10, 60, 673),
    ("2", "F1", 8, 300, 20),
]


@pytest.mark.parametrize("packed", [False, True])
def test_headings_by_their_letters(tmp_path: Path, packed: bool) -> None:
    reading = read(tmp_path, "a.pdf", pdf(ONE, TWO, packed=packed))
    assert reading.title == "Bird words"
    assert names(reading) == ["Auk", "Booby", "Crane"]
    auk, booby, crane = entries(reading)
    assert (
        auk.body
        == "A bird of the sea that dives for its food and that has underwater wings, which are long.\n\n"
        "It lives in the north."
    )
    assert booby.body == "Dives too, *always* from high above, and never stops doing so."
    assert [record.place for record in (auk, booby, crane)] == ["page 1", "page 1", "page 2"]
    assert crane.body == "- has long legs\n- has a long neck"
    assert any("edge of many pages" in said for said in reading.guesses)


def test_heavy_names_before_their_texts(tmp_path: Path) -> None:
    page = [("Glossary", "F2", 16, 50, 740)]
    for n, (name, text) in enumerate(
        (("Owl:", " hunts mice at night."), ("Jay:", " is loud."), ("Kite:", " glides in circles."))
    ):
        page += [(name, "F2", 10, 50, 700 - 14 * n), (text, "F1", 10, 80, 700 - 14 * n)]
    reading = read(tmp_path, "a.pdf", pdf(page))
    assert [(record.label, record.body) for record in entries(reading)] == [
        ("Owl", "hunts mice at night."),
        ("Jay", "is loud."),
        ("Kite", "glides in circles."),
    ]


def test_text_in_one_size_is_read_as_text(tmp_path: Path) -> None:
    page: list[tuple[str, str, int, int, int]] = []
    for n, name in enumerate(("Auk", "Booby", "Crane", "Dodo", "Eider")):
        page += [(name, "F1", 10, 50, 740 - 80 * n)]
        page += [
            (
                f"{name} is a bird that lives by the sea and that eats all of the fish there.",
                "F1",
                10,
                50,
                715 - 80 * n,
            )
        ]
    reading = read(tmp_path, "a.pdf", pdf(page))
    assert names(reading) == ["Auk", "Booby", "Crane", "Dodo", "Eider"]
    assert reading.format == "pdf"
    assert {record.place for record in entries(reading)} == {"page 1"}


def test_a_title_that_the_file_bears_is_no_entry(tmp_path: Path) -> None:
    page = [("Birds", "F2", 13, 50, 740), ("Auk", "F2", 13, 50, 700), ("Dives.", "F1", 10, 50, 685)]
    page += [("Booby", "F2", 13, 50, 650), ("Dives too, from high above, and is blue.", "F1", 10, 50, 635)]
    reading = read(tmp_path, "a.pdf", pdf(page, title="Birds"))
    assert names(reading) == ["Auk", "Booby"]
    assert by_name(reading)["Auk"].lines == (2, 3)


def test_hyphens_that_belong_to_a_word_stay() -> None:
    def line(text: str, y: float) -> Line:
        return Line((Piece(text, 50, y, 10),), 1)

    found, _ = blocks(
        [
            line("A long-term plan is one for a long-", 700),
            line("term goal of the under-", 688),
            line("taker.", 676),
        ]
    )
    assert found[0].text == "A long-term plan is one for a long-term goal of the undertaker."


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no PDF|empty"),
        (b"no pdf at all", "no PDF"),
        (b"%PDF-1.7\nnothing", "damaged"),
        (pdf(ONE)[:400], "damaged|no text"),
        (pdf([]), "no text"),
        (pdf(ONE).replace(b"/Pages 2 0 R", b"/Pages 1 0 R"), "damaged|no text|nested"),
        (
            pdf(ONE).replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt << /Filter /Standard /V 9 >>"),
            "damaged|encrypted|password",
        ),
    ],
    ids=range(7),
)
def test_what_cannot_be_read_is_told(
    tmp_path: Path, data: bytes, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(TermgraphError, match=said) as caught:
        read(tmp_path, "a.pdf", data)
    assert caught.value.path
    assert capfd.readouterr() == ("", "")


def test_a_stream_that_unpacks_to_gigabytes_is_refused(tmp_path: Path) -> None:
    packed = zlib.compress(zlib.compress(b"\0" * 100_000_000, 9), 9)
    data = pdf(ONE).replace(b"/MediaBox [0 0 600 800]", b"/MediaBox [0 0 600 800] ")
    body = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (
        len(packed),
        packed,
    )
    start = data.index(b"3 0 obj\n") + 8
    end = data.index(b"\nendobj", start)
    try:
        reading = read(tmp_path, "a.pdf", data[:start] + body + data[end:])
    except TermgraphError as error:
        assert error.path
    else:
        assert not names(reading)
