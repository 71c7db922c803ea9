"""What a repository on GitHub needs to check and publish a vocabulary by itself."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from termgraph import __distribution__, __version__
from termgraph.errors import TermgraphError

_FOLDER = Path(__file__).parent / "templates" / "github"
#: Where each file belongs, with the template that it is made of.
FILES: Mapping[str, str] = {
    ".github/workflows/vocabulary-pages.yml": "pages.yml",
    ".github/workflows/vocabulary-check.yml": "check.yml",
    ".pre-commit-config.yaml": "pre-commit.yaml",
}


def github(source: str) -> dict[str, str]:
    """Return the workflow that publishes a vocabulary, the one that checks it, and the check before each commit.

    Args:
        source: the path of the vocabulary in the repository, with slashes.

    Returns:
        What each file of `FILES` holds.

    Raises:
        TermgraphError: where the path leads out of the repository, or cannot stand in a line.

    >>> "termgraph -V 'my birds' publish" in github("my birds")[".github/workflows/vocabulary-pages.yml"]
    True
    """
    path = PurePosixPath(source)
    if path.is_absolute() or ".." in path.parts or not source.isprintable() or source.startswith("-"):
        raise TermgraphError(
            f"'{source}' is no path in a repository", hint="run this at its top, with -V and a path below it"
        )
    words = {
        "PACKAGE": f"{__distribution__}=={__version__}",
        "SOURCE": shlex.quote(source),
        # JSON's texts are YAML's, too.
        "TOLD": json.dumps(source),
        "FILES": json.dumps(f"^{re.escape(path.as_posix())}(/|$)"),
    }
    return {
        file: re.sub("@([A-Z]+)@", lambda found: words[found[1]], (_FOLDER / template).read_text("utf-8"))
        for file, template in FILES.items()
    }
