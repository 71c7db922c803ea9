"""A vocabulary in use: what the library offers of this room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING

from termgraph.skos import Thesaurus

if TYPE_CHECKING:
    from termgraph.check import Report
    from termgraph.matching import Match
    from termgraph.matching.judging import Judge


class InUse(Thesaurus):
    """A vocabulary whose names are looked for in texts."""

    @cached_property
    def _judges(self) -> dict[str | None, Judge]:
        return {}

    def _judge(self, lang: str | None) -> Judge:
        from termgraph.matching.judging import Judge

        if lang not in self._judges:
            self._judges[lang] = Judge(self, lang)
        return self._judges[lang]

    def names_in(self, text: str, lang: str | None = None) -> list[Match]:
        """Return the names of the vocabulary in a plain text, in order, whatever their number, case and spelling.

        Args:
            text: the text.
            lang: only names in this language, and its inflection; None for all.

        Raises:
            MissingLibraryError: where ahocorasick-rs is not installed.

        >>> import termgraph
        >>> [match.text for match in termgraph.load().names_in("CNNs have convolutional layers.")]
        ['CNNs', 'convolutional layers']
        """
        return self._judge(lang).matcher.find(text)

    def lint(
        self,
        documents: Iterable[str | PathLike[str]],
        *,
        diff: str | None = None,
        fix: bool = False,
        format: str | None = None,
        lang: str | None = None,
        settings: str | PathLike[str] | None = None,
        select: Collection[str] = (),
        ignore: Collection[str] = (),
        progress: Callable[[float], None] = lambda _: None,
    ) -> Report:
        """Return a report on names in documents that are better not used so; only `fix` changes any.

        Args:
            documents: files or folders.
            diff: look only at lines that are new since this revision of git.
            fix: mend what is safe to mend, and report what is left.
            format: the format of all documents, a key of `termgraph.matching.prose.PROSE`; None for what each name means.
            lang: the language of the texts; None for names in all.
            settings: a lint.yaml; None for that in the folder we stand in, where there is one.
            select: the rules to run; empty for all that count.
            ignore: the rules to leave out.
            progress: told which share of the documents is done.

        Raises:
            TermgraphError: where a document or the settings cannot be read, or git knows no such revision.
            MissingLibraryError: where a library for it is not installed.
        """
        from termgraph.matching.lint import Linter, lint
        from termgraph.matching.lint.settings import lint_settings
        from termgraph.matching.prose import prose_files

        files = prose_files(map(str, documents))
        given = lint_settings(None if settings is None else str(settings))
        linter = Linter(self._judge(lang), given, select, ignore)
        return lint(linter, files, diff=diff, fix=fix, format=format, progress=progress)
