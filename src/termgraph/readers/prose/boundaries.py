"""Where the entries of a plain text begin whose headings stand on lines of their own, or were lost."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from termgraph.names import folded_key, unmarked_key
from termgraph.names.headings import split_number
from termgraph.readers import tuned
from termgraph.readers.prose import shapes
from termgraph.readers.prose.paragraphs import Unit, ended, starts_small
from termgraph.readers.prose.series import missing_between, series
from termgraph.readers.records import citations, kinds, naming
from termgraph.readers.records.order import Order

_CONTENTS = frozenset(
    {"contents", "tableofcontents", "inhalt", "inhaltsverzeichnis", "tabledesmatieres", "indice"}
)
#: With these a text goes on with what stands before.
_GOES_ON = re.compile(
    r"(?:However|Therefore|Thus|Hence|Then|These|This|They|It|Its|Also|Moreover|Furthermore|In addition|For example"
    r"|For instance|As (?:you|we|shown)|So|But|And|Where|Note|OK|Now)\b"
)


@dataclass
class Block:
    """A part of a text: an entry or a section.

    Args:
        head: the unit of its heading, None where it has none.
        first: the first unit of its text, the heading not included.
        last: the last one; before `first` where it has no text.
        section: whether it is no entry.
        number: the number that it has, or should have where its heading was lost.
        flags: what a person should look at.
    """

    head: int | None
    first: int
    last: int = -1
    section: bool = False
    number: str = ""
    flags: list[str] = field(default_factory=list)


class Finder:
    """Finds the blocks of a text from its paragraphs.

    Args:
        units: the paragraphs.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self.usual = _usual_gap(units)
        repeated = Counter(folded_key(unit.text) for unit in units if len(unit.text) < 120)
        self.candidates = {
            at
            for at, unit in enumerate(units)
            if (
                shapes.heading_like(unit, units[at - 1] if at else None)
                and repeated[folded_key(unit.text)] < tuned.SERIES
            )
            or kinds.is_letter(unit.text)
        }
        indents = Counter(units[at].indent for at in self.candidates)
        deepest = max(indents.items(), key=lambda item: (item[1], -item[0]))[0] + 3 if indents else 0
        self.candidates = {at for at in self.candidates if units[at].indent <= deepest}
        self.contents = self._contents()
        self.references = self._references()
        self.candidates -= self.contents | self.references
        self.heads: dict[int, str] = {}
        self.sections: set[int] = set()

    def find(self) -> list[Block]:
        """Return the blocks, in order, so that each unit is in one."""
        if not self.units:
            return []
        numbers = series(self.units, self.candidates)
        if numbers:
            self.heads = numbers
            self._sections_around_series()
        else:
            self._unnumbered()
        return self._blocks(bool(numbers))

    # -- what is no entry in any case

    def _contents(self) -> set[int]:
        """Return the units of a table of contents: lines with page numbers, or headings that come again below."""
        found = {at for at, unit in enumerate(self.units) if shapes.in_contents(unit.text)}
        return (found if len(found) >= tuned.SERIES else set()) | self._listed()

    def _listed(self) -> set[int]:
        """Return the units of lists whose lines come again below, as headings do."""
        units = self.units
        keys = [
            folded_key(split_number(unit.text.strip(" •*·-–"))[1]) if len(unit.text) < 150 else ""
            for unit in units
        ]
        later = Counter(keys)
        first: dict[str, int] = {}
        for at, key in enumerate(keys):
            first.setdefault(key, at)
        short = (at for at, unit in enumerate(units) if len(unit.text) < 90 and not ended(unit.text))
        found: set[int] = set()
        for run in _on_end(sorted(self.candidates.union(short))):
            again = [at for at in run if later[keys[at]] > 1 and first[keys[at]] == at]
            if len(run) > tuned.SERIES and len(again) * 2 >= len(run):
                # The last ones of a run may be the first headings: what comes only again does not.
                start = run[0] if kinds.is_section_name(units[run[0]].text) else again[0]
                found |= {at for at in run if start <= at <= again[-1]}
        return found

    def _references(self) -> set[int]:
        """Return the units of a list of references: at least three on end that begin with a key in brackets."""
        runs = _on_end(at for at, unit in enumerate(self.units) if citations.reference(unit.text))
        return {at for run in runs if len(run) >= tuned.SERIES for at in run}

    # -- numbered headings

    def _sections_around_series(self) -> None:
        first, last = min(self.heads), max(self.heads)
        for at in self.candidates - set(self.heads):
            text = self.units[at].text
            outside = at < first or at > last
            if (
                outside
                or kinds.is_letter(text)
                or kinds.is_chapter(text)
                or (kinds.is_section_name(text) and not kinds.is_part(text))
            ):
                self.sections.add(at)
            elif split_number(text)[0].isdigit() and not self._inside_list(at):
                self.sections.add(at)  # a chapter above: "2. Optimization" among "2.1", "2.2"
        for at in range(last + 2, len(self.units)):
            # What follows the last entry behind a wider gap takes leave of the reader.
            if self.units[at].gap > self.usual or shapes.is_chatter(self.units[at].text):
                self.sections.add(at)
                break

    def _inside_list(self, at: int) -> bool:
        return self.units[at].indent > 0 or (not self.units[at].gap and at > 0)

    # -- headings without numbers

    def _unnumbered(self) -> None:
        units = self.units
        usual = {at for at in self.candidates if shapes.is_section(units[at].text)}
        self.sections |= {at for at in usual if not self._is_letter_with_text(at)}
        heads = self._marked_alike(self.candidates - self.sections)
        top = min(heads, default=0)
        heads -= {at for at in heads if at > top and kinds.is_part(units[at].text)}
        wide = {at for at in heads if units[at].gap > self.usual or not at}
        if len(wide) >= tuned.ORDERED_ENTRIES and len(wide) >= tuned.APART_SHARE * len(heads):
            # The gap before headings is the same everywhere: what stands closer is a line of an entry.
            apart = wide | self.sections
            heads = {at for at in heads if at in wide or at - 1 in apart}
        self._heads_without_text(heads)
        self.heads = dict.fromkeys(sorted(heads - self.sections), "")
        self._title()
        self._lost()
        self._unheaded()
        self._front()
        self._end()

    def _marked_alike(self, candidates: set[int]) -> set[int]:
        """Return the candidates that read like headings, or have the mark of most of those with a text below."""
        units = self.units
        scored = {at: self._score(at) for at in candidates}
        over_text = set(filter(self._over_text, candidates))
        styles = {at: shapes.style(units[at]) for at in candidates}
        counts = Counter(styles[at] for at in over_text)
        mark = max(counts, key=lambda style: (counts[style], style), default="")
        if not mark or counts[mark] < tuned.SERIES or counts[mark] < tuned.MARKED_SHARE * len(over_text):
            least = {
                at: tuned.HEADING_OVER_TEXT if at in over_text else tuned.HEADING_POINTS for at in scored
            }
            return {at for at, points in scored.items() if points >= least[at]}
        unmarked = {at for at in over_text if not styles[at] and scored[at] >= tuned.SECTION_POINTS}
        self.sections |= unmarked
        return {
            at
            for at in candidates
            if styles[at] == mark and scored[at] >= tuned.MARKED_POINTS.get(mark, -1.0)
        }

    def _score(self, at: int) -> float:
        below = self.units[at + 1] if self._over_text(at) else None
        return shapes.score(self.units[at], self.units[at - 1] if at else None, below)

    def _is_letter_with_text(self, at: int) -> bool:
        """Tell whether a heading is a letter with a text of its own, which names no other entry."""
        if not kinds.is_letter(self.units[at].text) or not self._over_text(at):
            return False
        letter, below = self.units[at].text.strip(), self.units[at + 1].text
        found = naming.name_in_text(below)
        own = found is None or found.strength < 3 or letter in {name.label for name in found.labels}
        return own and ended(below) and not shapes.is_chatter(below)

    def _over_text(self, at: int) -> bool:
        return at + 1 < len(self.units) and at + 1 not in self.candidates

    def _heads_without_text(self, heads: set[int]) -> None:
        """Judge headings with no text below them: titles, chapters, stubs, or a list that is no heading at all."""
        units = self.units
        order = Order([units[at].text if at in heads else None for at in range(len(units))])
        taken = heads | self.sections
        over_text = {at for at in heads if at + 1 < len(units) and at + 1 not in taken}
        first = min(over_text, default=0)
        for run in _on_end(sorted(heads - over_text)):
            if run[0] < first or run[-1] + 1 >= len(units):
                self.sections |= set(run)
                continue
            fitting = [at for at in run if order.sorted and (fits := order.fits(at)) and fits(units[at].text)]
            if units[run[0] - 1].text.rstrip().endswith(":") or (
                len(run) >= tuned.SERIES and len(fitting) * 2 < len(run)
            ):
                heads -= set(run)  # a list within an entry
            else:
                # In an ordered document a stub stands in its place; where there is none, it is a chapter's heading.
                self.sections |= set(run) - set(fitting if order.strict else ())

    def _title(self) -> None:
        """Take the title of the document, and what introduces it, for no entry."""
        if len(self.heads) < 2:
            return
        first, second = list(self.heads)[:2]
        self.sections |= {at for at in self.candidates if at < first}
        text = self.units[first].text
        names = [self.units[at].text for at in self.heads]
        order = Order(names)
        below = self.units[first + 1].text if first + 1 < len(self.units) else ""
        misplaced = order.sorted and unmarked_key(names[0]) > unmarked_key(names[1]) and first == 0
        if not self._is_letter_with_text(first) and (
            kinds.is_title(text)
            or (misplaced and not shapes.named_below(text, below))
            or self._only_intro(first, second)
        ):
            self.sections.add(first)
            del self.heads[first]

    def _front(self) -> None:
        """Take what stands before the table of contents for no entry: title, author, date."""
        heads = sorted(self.heads)
        listed = [at for at in self.sections if folded_key(self.units[at].text) in _CONTENTS]
        top = min(listed, default=0)
        before = [at for at in heads if at < top]
        if before and len(before) * 5 < len(heads):
            self.sections |= {before[0]}
            for at in before:
                del self.heads[at]

    def _only_intro(self, first: int, second: int) -> bool:
        """Tell whether a first heading stands further from the next than any, with text that speaks to the reader."""
        return (
            any(shapes.is_chatter(unit.text) for unit in self.units[first + 1 : second])
            and second - first > 2
        )

    def _lost(self) -> None:
        """Find entries whose heading was lost: a wider gap stands before a text that begins like a definition."""
        units = self.units
        known = set(self.heads) | self.sections | self.contents | self.references
        apart = [
            at
            for at in range(1, len(units))
            if units[at].gap and at not in known and at - 1 not in self.heads and _begins(units[at])
        ]
        fitting = self._in_their_place(apart)
        wide = [at for at in apart if (units[at].gap > self.usual or at in fitting)]
        told = [at for at in wide if not shapes.is_chatter(units[at].text)]
        named = [at for at in told if naming.name_in_text(" ".join(unit.text for unit in units[at : at + 3]))]
        first = min([*self.heads, *named], default=0)
        lost = {at for at in wide if kinds.redirect_targets(units[at].text)[0]}.union(named)
        if len(named) >= tuned.SERIES:  # so are the others, though they do not say their names
            lost |= {at for at in told if at > first}
        self.heads = dict(sorted({**self.heads, **dict.fromkeys(lost, "lost")}.items()))

    def _in_their_place(self, apart: Sequence[int]) -> set[int]:
        """Return the texts behind a blank line that say a name which fits among the headings around.

        Only where headings stand on their texts, so that a blank line parts entries.
        """
        units = self.units
        tight = [at for at in self.heads if at + 1 < len(units) and not units[at + 1].gap]
        order = Order([units[at].text if at in self.heads else None for at in range(len(units))])
        if len(tight) < tuned.TIGHT_SHARE * len(self.heads) or not order.sorted:
            return set()
        names = ((at, order.fits(at), naming.name_in_text(units[at].text)) for at in apart)
        return {
            at
            for at, fits, found in names
            if fits and found and any(fits(name.label) for name in found.labels)
        }

    def _unheaded(self) -> None:
        """Find entries where no heading is left at all: most paragraphs say themselves what they are about."""
        units = self.units
        apart = self.candidates | self.contents | self.references
        prose = [at for at, unit in enumerate(units) if at not in apart and len(unit.text) > 30]
        if len(self.heads) > tuned.HEADED_SHARE * len(prose):
            return
        named = {
            at: found
            for at in prose
            if not shapes.is_chatter(units[at].text)
            and _begins(units[at])
            and (found := naming.name_in_text(units[at].text))
        }
        different = {folded_key(found.labels[0].label) for found in named.values()}
        if len(different) >= tuned.SERIES and len(different) >= tuned.NAMED_SHARE * len(prose):
            self.heads = dict.fromkeys(sorted(named), "lost")
            self.sections |= {at for at in self.candidates if at < min(named)}

    def _end(self) -> None:
        """Take what follows the last entry for no entry: usual sections, leave-taking, footers."""
        units = self.units
        heads = sorted(self.heads)
        if not heads:
            return
        for at in sorted(self.sections):
            following = heads[bisect_right(heads, at) :]
            if (
                at > heads[0]
                and len(following) * 5 < len(heads)
                and kinds.is_section_name(units[at].text)
                and not kinds.is_part(units[at].text)
            ):
                for other in following:
                    del self.heads[other]
                    self.sections.add(other)
                break
        at = len(units) - 1
        while at in self.candidates and at not in self.heads:
            self.sections.add(at)  # a footer: short lines with nothing below them
            at -= 1
        last = max(self.heads, default=0)
        start = last + (1 if self.heads.get(last) == "lost" else 2)
        for at in range(start, len(units)):
            if (
                at not in self.sections
                and shapes.is_chatter(units[at].text)
                and (units[at].gap > self.usual or naming.name_in_text(units[at].text) is None)
            ):
                self.sections.add(at)
                break

    # -- putting together

    def _blocks(self, numbered: bool) -> list[Block]:
        starts: dict[int, Block] = {}
        for at, number in self.heads.items():
            lost = number == "lost"
            starts[at] = Block(None if lost else at, at if lost else at + 1, number="" if lost else number)
        for at in self.sections:
            starts[at] = _section(at, at in self.candidates)
        for group in (self.contents, self.references):
            for at in group:
                if at - 1 not in group:
                    starts[at] = _section(at, kinds.is_section_name(self.units[at].text))
                if at + 1 not in group and at + 1 < len(self.units):
                    starts.setdefault(at + 1, _section(at + 1, False))
        starts.setdefault(0, _section(0, False))
        for at in sorted(starts):
            above = starts.get(at - 1)
            if above is not None and above.section and above.head is not None and _is_bare(starts[at]):
                del starts[at]  # "Contents", "References" stand over their lists
        blocks = [starts[at] for at in sorted(starts)]
        for block, following in zip(blocks, [*sorted(starts)[1:], len(self.units)], strict=True):
            block.last = following - 1
        blocks = self._joined(blocks)
        return self._missing_numbers(blocks) if numbered else blocks

    def _joined(self, blocks: list[Block]) -> list[Block]:
        """Return the blocks with short lines that stand over nothing in one: menus, lists of links."""
        result: list[Block] = []
        for empty, run in groupby(blocks, self._is_empty):
            group = list(run)
            if empty and len(group) >= tuned.SERIES:
                group[0].last = group[-1].last
                group = group[:1]
            result += group
        return result

    def _is_empty(self, block: Block) -> bool:
        """Tell whether a section is a short line with nothing below it, and no title or letter."""
        if not block.section or block.head is None or block.last >= block.first:
            return False
        text = self.units[block.head].text
        return not (kinds.is_letter(text) or kinds.is_chapter(text) or kinds.is_title(text))

    def _missing_numbers(self, blocks: list[Block]) -> list[Block]:
        """Find the entries whose numbered heading was lost: their text hangs on the entry before."""
        result: list[Block] = []
        for block, following in zip(blocks, [*blocks[1:], None], strict=True):
            result.append(block)
            lost = missing_between(block.number, following.number) if following is not None else ""
            if not lost or block.section:
                continue
            at = self._definition_within(block)
            if at is None:
                block.flags.append(f"number {lost} is missing behind it")
                continue
            result.append(Block(None, at, block.last, number=lost, flags=[f"its number should be {lost}"]))
            block.last = at - 1
        return result

    def _definition_within(self, block: Block) -> int | None:
        """Return where, within an entry, a text begins that may be another entry's."""
        found = [
            at
            for at in range(block.first + 1, block.last + 1)
            if _begins(self.units[at]) and at not in self.candidates
        ]
        wide = [at for at in found if self.units[at].gap > self.usual]
        like = [
            at
            for at in found
            if re.match(r"(?:An?|The)\s", self.units[at].text) or naming.name_in_text(self.units[at].text)
        ]
        return next(iter(wide or like[-1:]), None)


def _on_end(places: Iterable[int]) -> list[list[int]]:
    """Return places in order as runs of those that follow each other."""
    runs: list[list[int]] = []
    for at in places:
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _section(at: int, headed: bool) -> Block:
    """Return the section that begins with a unit, which is its heading or its text."""
    return Block(at if headed else None, at + headed, section=True)


def _is_bare(block: Block) -> bool:
    return block.section and block.head is None


def _usual_gap(units: Sequence[Unit]) -> int:
    """Return how many blank lines stand between most paragraphs."""
    gaps = Counter(unit.gap for unit in units[1:] if unit.gap)
    return min((gap for gap, count in gaps.items() if count * 3 >= max(gaps.values())), default=1)


def _begins(unit: Unit) -> bool:
    """Tell whether a paragraph may begin an entry: it does not go on with what stands before."""
    text = unit.text.strip("\"“”„«‘’'( ")
    if unit.indent >= 4 or not text or re.match(r"[•‣◦▪*\-–—]\s|\d+[.)]\s", text):
        return False
    if starts_small(text) and naming.name_in_text(text) is None:
        return False
    if shapes.is_formula(text):
        return False
    return not _GOES_ON.match(text) and not shapes.is_caption(text)
