"""A vocabulary in use: what the library offers of this room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING, BinaryIO

from termgraph.skos import Thesaurus

if TYPE_CHECKING:
    from termgraph.check import Report
    from termgraph.matching import Match
    from termgraph.matching.annotating import Annotation
    from termgraph.matching.judging import Judge
    from termgraph.matching.linking import Each, Linked, Linker
    from termgraph.matching.usage import Usage


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

    def linker(self, to: str | None = None, each: Each = "section", lang: str | None = None) -> Linker:
        """Return what links texts to the vocabulary, for tools that have texts of their own; see `link`."""
        from termgraph.matching.linking import Linker

        return Linker(self._judge(lang), to, each)

    def link(
        self,
        document: str | PathLike[str],
        *,
        to: str | None = None,
        each: Each = "section",
        glossary: bool = False,
        format: str | None = None,
        lang: str | None = None,
    ) -> Linked:
        """Return a document whose terms link to their pages, with what they mean as tooltips; no file is changed.

        Links that this made before are made anew, those of people stay. Names of several concepts are left alone.

        Args:
            document: the file.
            to: where the vocabulary is published, as `publish` lays it out; None for the concepts' own IRIs.
            each: at which uses of a term: the first of a "section", of a "page", or every "use".
            glossary: whether the terms that it uses are listed at its end; in Markdown only.
            format: its format, a key of `termgraph.matching.prose.PROSE`; None for what its name means.
            lang: the language of the text; None for names in all.

        Raises:
            TermgraphError: where it cannot be read, or its format has no links.
            MissingLibraryError: where a library for it is not installed.
        """
        from termgraph.matching.prose import open_prose

        return self.linker(to, each, lang).linked(open_prose(str(document), format), glossary=glossary)

    def link_files(
        self,
        documents: Iterable[str | PathLike[str]],
        folder: str | PathLike[str] | None = None,
        *,
        to: str | None = None,
        each: Each = "section",
        glossary: bool = False,
        format: str | None = None,
        lang: str | None = None,
    ) -> Iterator[tuple[str, Linked]]:
        """Write documents with their links, as `link` makes them, and yield each file that was read, and what was made.

        Of a folder only those in a format that has links.

        Args:
            documents: files or folders.
            folder: where to, as they lie below the folders that are given; None for over what they are made of.
            to: as for `link`.
            each: as for `link`.
            glossary: as for `link`.
            format: as for `link`.
            lang: as for `link`.

        Raises:
            TermgraphError: where one cannot be read, linked or written.
        """
        from termgraph.matching.linking.written import written

        return written(
            self.linker(to, each, lang), map(str, documents), folder, glossary=glossary, format=format
        )

    def lint(  # noqa: PLR0913 (all are what people choose)
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
            format: the format of all, a key of `termgraph.matching.prose.PROSE`; None for what each name means.
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

    def usage(
        self,
        documents: Iterable[str | PathLike[str]],
        *,
        least: int = 3,
        column: str = "text",
        format: str | None = None,
        lang: str | None = None,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Usage:
        """Return which concepts documents use and which they do not, and what in them may be a term that is missing.

        A name that several concepts bear counts for each, and is told as `unsure`.

        Args:
            documents: files or folders.
            least: how often a phrase has to be written to be a candidate, where no sentence defines it.
            column: which column of files of rows (`.jsonl`, `.parquet`) has the text.
            format: the format of all, a key of `termgraph.matching.prose.PROSE`; None for what each name means.
            lang: the language of the texts; None for names in all.
            progress: told which share of the documents is done.

        Raises:
            TermgraphError: where there is no such document, or it cannot be read.
            MissingLibraryError: where a library for it is not installed.
        """
        from termgraph.matching.prose import prose_files
        from termgraph.matching.usage import usage

        files = prose_files(map(str, documents))
        return usage(self._judge(lang), files, least=least, column=column, format=format, progress=progress)

    def annotate(self, text: str, lang: str | None = None) -> list[Annotation]:
        """Return the terms in a plain text, each with what it may mean, the likeliest first.

        Args:
            text: the text.
            lang: its language; None for names in all.

        Raises:
            MissingLibraryError: where ahocorasick-rs is not installed.

        >>> import termgraph
        >>> [(term.text, term.labels) for term in termgraph.load().annotate("CNNs end in a softmax.")]
        [('CNNs', ('convolutional neural network',)), ('softmax', ('softmax',))]
        """
        from termgraph.matching.annotating import Annotator

        return Annotator(self._judge(lang)).annotations(text)

    def annotate_files(
        self,
        files: Iterable[str | PathLike[str]],
        stream: BinaryIO,
        form: str = "jsonl",
        *,
        column: str = "text",
        format: str | None = None,
        lang: str | None = None,
    ) -> int:
        """Write texts with their terms, and return how many; no more than some of them are held at a time.

        Args:
            files: documents, folders of them, and files of rows (`.jsonl`, `.parquet`).
            stream: where to.
            form: how, a key of `termgraph.matching.annotating.FORMATS`.
            column: which column of rows has the text.
            format: the format of documents, a key of `termgraph.matching.prose.PROSE`; None for what each name means.
            lang: the language of the texts; None for names in all.

        Raises:
            TermgraphError: where one cannot be read; with the line of a row.
            MissingLibraryError: where a library for it is not installed.
        """
        from termgraph.matching.annotating import FORMATS, Annotator
        from termgraph.matching.annotating.texts import Text, texts

        annotator, count = Annotator(self._judge(lang)), 0

        def marked() -> Iterator[tuple[Text, list[Annotation]]]:
            nonlocal count
            for text in texts(map(str, files), column, format):
                count += 1
                yield text, annotator.annotations(text.covered)

        FORMATS[form].write(marked(), stream)
        return count
