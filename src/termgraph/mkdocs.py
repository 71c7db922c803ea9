"""The plug-in for MkDocs: terms on the pages of a site link to their own, with what they mean as tooltips.

```yaml
plugins:
  - termgraph:
      vocabulary: glossary   # an entries folder or an RDF file, as seen from mkdocs.yml; the shipped one without
      to: /terms/            # where it is published; without, the IRIs of its concepts
      each: section          # or page, use
```
A page whose front matter says `termgraph: false` is left alone.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config import base, config_options
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from termgraph.api import load
from termgraph.errors import TermgraphError
from termgraph.matching.linking import EACH, Linker
from termgraph.matching.prose import prose_of


class TermgraphConfig(base.Config):  # type: ignore[no-untyped-call]  # MkDocs has no types
    """What mkdocs.yml says of the plug-in."""

    vocabulary = config_options.Type(str, default="")
    to = config_options.Optional(config_options.Type(str))
    each = config_options.Choice(EACH, default="section")
    lang = config_options.Optional(config_options.Type(str))
    glossary = config_options.Type(bool, default=False)


class TermgraphPlugin(BasePlugin[TermgraphConfig]):  # type: ignore[no-untyped-call]
    """Links the terms of each page before it is rendered."""

    linker: Linker

    def on_config(self, config: Any) -> None:
        """Open the vocabulary, and watch it while the site is served."""
        sources = self._sources(Path(config.config_file_path or ".").parent)
        config.watch.extend(map(str, sources))
        try:
            self.linker = load(*sources).linker(self.config.to, self.config.each, self.config.lang)
        except TermgraphError as error:
            raise PluginError(f"termgraph: {error}") from None

    def on_page_markdown(self, markdown: str, /, *, page: Any, **_: Any) -> str:
        """Return the text of a page with its links."""
        if page.meta.get("termgraph") is False:
            return markdown
        try:
            prose = prose_of(markdown, page.file.src_path, "markdown")
            return self.linker.linked(prose, glossary=self.config.glossary).text
        except TermgraphError as error:
            raise PluginError(f"termgraph: {error}") from None

    def _sources(self, folder: Path) -> list[Path]:
        return [folder / self.config.vocabulary] if self.config.vocabulary else []
