"""Office documents are ZIP archives of XML: told from others, and refused where opening them would fill the memory."""

from __future__ import annotations

import zipfile
from io import BytesIO

from termgraph.errors import TermgraphError

#: What all parts of a document may be together once unpacked; a glossary of 10,000 entries has a few megabytes.
_MOST_BYTES = 200_000_000
_MOST_PARTS = 5_000
#: Text shrinks to a tenth or so; what shrinks to less than a two-hundredth was made to.
_MOST_RATIO = 200
_SMALL = 5_000_000

_KINDS = {
    "word/document.xml": ("a Word document", "docx"),
    "xl/workbook.xml": ("an Excel workbook", "xlsx"),
    "ppt/presentation.xml": ("a PowerPoint presentation", ""),
    "content.xml": ("an OpenDocument file", ""),
}


def opened(data: bytes, path: str, wanted: str) -> list[str]:
    """Return what should be said of a document that may be opened; nothing but its directory was read to tell.

    Args:
        data: the file.
        path: its name, for errors.
        wanted: "docx" or "xlsx".

    Raises:
        TermgraphError: where it is none of these, damaged, or would unpack to more than a glossary has.
    """
    names = {"docx": "Word document", "xlsx": "Excel workbook"}
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        hint = f"open it and save it as .{wanted} without a password"
        raise TermgraphError("is an Office document of before 2007, or has a password", path, hint=hint)
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        raise TermgraphError(
            f"is no {names[wanted]}", path, hint="the file is damaged, or its name is wrong"
        ) from None
    held = {part.filename for part in parts}
    found = next(
        ((what, kind) for name, (what, kind) in _KINDS.items() if name in held), ("a ZIP archive", "")
    )
    if found[1] != wanted:
        hint = f"read it with --from {found[1]}" if found[1] else f"save it as .{wanted}"
        raise TermgraphError(f"is {found[0]}, no {names[wanted]}", path, hint=hint)
    # The sizes in the directory bind: zipfile unpacks no more of a part than is stated there.
    total = sum(part.file_size for part in parts)
    bomb = any(part.file_size > max(_SMALL, _MOST_RATIO * part.compress_size) for part in parts)
    if total > _MOST_BYTES or bomb or len(parts) > _MOST_PARTS:
        message = f"would unpack to {total // 1_000_000:,} MB in {len(parts):,} parts"
        raise TermgraphError(message, path, hint="it is no glossary; save its text in a new document")
    if any(part.flag_bits & 1 for part in parts):
        raise TermgraphError("has a password", path, hint="save it without")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and _declares_entities(archive, part, path):
            raise TermgraphError(
                f"declares XML entities in {part.filename}", path, hint="no Office program writes such"
            )
    return ["has macros, which were not run"] if any("vbaproject" in name.lower() for name in held) else []


def _declares_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: str) -> bool:
    """Tell whether an XML part has a document type, with which small files can say gigabytes."""
    marks = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
    tail = b""
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(1 << 20):
                text = tail + chunk
                if any(mark in text for mark in marks):
                    return True
                tail = text[-32:]
    except Exception as error:  # those of zipfile, zlib and lzma share no base but this one
        message = f"is damaged: {part.filename} cannot be unpacked"
        raise TermgraphError(message, path, hint=str(error) or None) from None
    return False
