"""A vocabulary that can be written: the explorer, exports, published pages, and a graph of an endpoint."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from termgraph.extras import MissingLibraryError
from termgraph.files import write_all, write_bytes
from termgraph.skos import Thesaurus

if TYPE_CHECKING:
    from termgraph.export.losses import Losses
    from termgraph.pages import Published


class Writing(Thesaurus):
    """A vocabulary that can be written; the same one always gives the same bytes, and stays as it is."""

    def page(
        self,
        *,
        title: str | None = None,
        language: str | None = None,
        focus: str | None = None,
        depth: int | None = None,
        overview: bool = False,
        embed: bool = False,
        uses: Mapping[str, int] | None = None,
        progress: Callable[[float], None] | None = None,
    ) -> str:
        """Return the explorer: one HTML page that opens without a network; its options are those of `view.render`.

        Raises:
            TermgraphError: where there is no such term or language.
        """
        from termgraph.view import render

        return render(
            self,
            title,
            language=language,
            focus=focus,
            depth=depth,
            overview=overview,
            embed=embed,
            uses=uses,
            progress=progress,
        )

    def view(self, path: str | Path, **options: Any) -> Path:
        """Write the explorer to a file; the options are those of `page`.

        Raises:
            TermgraphError: where it cannot be written, or there is no such term or language.
        """
        write_bytes(Path(path), self.page(**options).encode())
        return Path(path)

    def widget(self, folder: str | Path, language: str | None = None) -> list[Path]:
        """Write what shows cards for terms on other people's pages: a script, and the file of terms that it reads.

        Args:
            folder: where to; both have to lie in one.
            language: the tag of the language to say it in; the vocabulary's where it is None.

        Raises:
            TermgraphError: where a file cannot be written.
        """
        from termgraph.view.widget import widget

        files = {Path(folder) / name: text.encode() for name, text in widget(self, language).items()}
        write_all(files)
        return list(files)

    def serialize(
        self, format: str = "turtle", profile: str = "full", *, notice: Callable[[str], None] = lambda _: None
    ) -> bytes:
        """Return the vocabulary in a format of `termgraph.export.WRITERS`; the same one always gives the same bytes.

        Args:
            format: how.
            profile: `core`, `xl` or `full`.
            notice: called with one sentence for what the format cannot hold, or the profile adds.

        Raises:
            TermgraphError: for an unknown format or profile, or what the format cannot say.

        >>> import termgraph
        >>> termgraph.load().part(["softmax"]).serialize("csv").splitlines()[0][:7]
        b'iri,id,'
        """
        from termgraph.export import serialize

        return serialize(self, format, profile, notice=notice)

    def losses(self, format: str = "turtle", profile: str = "full") -> Losses:
        """Return which statements an export does not hold, by what keeps them out; see `termgraph.export.losses`.

        Raises:
            TermgraphError: for an unknown format or profile.

        >>> import termgraph
        >>> termgraph.load().losses("turtle").lost
        ()
        """
        from termgraph.export.losses import losses

        return losses(self, format, profile)

    def export(
        self,
        path: str | Path,
        format: str | None = None,
        profile: str = "full",
        *,
        notice: Callable[[str], None] = lambda _: None,
    ) -> Path:
        """Write the vocabulary to a file, as `serialize` does; in the format that its name means where none is given.

        Raises:
            TermgraphError: for an unknown format or profile, or where the file cannot be written.
        """
        from termgraph.export import export

        return export(self, path, format, profile, notice=notice)

    def export_files(
        self, folder: str | Path, format: str = "markdown", *, notice: Callable[[str], None] = lambda _: None
    ) -> list[Path]:
        """Write the vocabulary as one file a term into a folder, and return the files.

        Raises:
            TermgraphError: where the format cannot be split, or a file cannot be written.
        """
        from termgraph.export import export_files

        return export_files(self, folder, format, notice=notice)

    def build(
        self,
        folder: str | Path,
        name: str = "vocabulary",
        *,
        notice: Callable[[str], None] = lambda _: None,
        missing: Callable[[str], None] = lambda _: None,
    ) -> list[Path]:
        """Write every export that is marked for it, and the explorer, into a folder; return the files, the page last.

        A format whose library is not installed is left out.

        Args:
            folder: where to.
            name: what the files are called, without their endings.
            notice: called with one sentence for what a format cannot hold.
            missing: called with one sentence for each format that is left out.

        Raises:
            TermgraphError: where a file cannot be written.
        """
        from termgraph.export import WRITERS

        stem = Path(folder) / name
        built = {format_: writer.suffixes[0] for format_, writer in WRITERS.items() if writer.built}
        files = []
        for format_, suffix in built.items():
            try:
                files.append(self.export(f"{stem}{suffix}", format_, notice=notice))
            except MissingLibraryError as error:
                missing(str(error))
        files += [self.export(f"{stem}.{profile}.ttl", "turtle", profile) for profile in ("core", "xl")]
        return [*files, self.view(Path(folder) / "index.html")]

    def publish(
        self,
        folder: str | Path,
        name: str = "vocabulary",
        *,
        url: str = "",
        notice: Callable[[str], None] = lambda _: None,
        progress: Callable[[float], None] = lambda _: None,
    ) -> Published:
        """Write a page for each concept and collection into a folder that any host can serve.

        Args:
            folder: where to.
            name: what the downloads are called, without their endings.
            url: the web address that the folder will have; "" for none.
            notice: called with one sentence for what is left out.
            progress: told which share of the work is done.

        Raises:
            TermgraphError: where the address is none, or a file cannot be written.
        """
        from termgraph.pages import publish

        return publish(self, folder, name=name, url=url, notice=notice, progress=progress)

    def push(
        self,
        address: str,
        graph: str,
        *,
        updates: str | None = None,
        accepts_changes: bool = False,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> list[str]:
        """Put the vocabulary into a graph of a SPARQL endpoint, in place of what is in it.

        Args:
            address: that of the endpoint.
            graph: the IRI of the graph.
            updates: where updates go, where that is another address.
            accepts_changes: whether the server may keep some literals in a form of its own.
            progress: called with the share that is done.

        Returns:
            What the server keeps otherwise, a statement each.

        Raises:
            TermgraphError: where the server refuses, or what arrives is not what was sent; then the graph is as it was.
        """
        from termgraph.store.endpoint import Endpoint
        from termgraph.store.pushing import push

        asked, told = Endpoint(address), Endpoint(updates or address)
        return push(self.record, asked, told, graph, accepts_changes=accepts_changes, progress=progress)
