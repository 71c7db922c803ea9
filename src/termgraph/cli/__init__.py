"""The command line: parse, one call of the library, print. Libraries are imported inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["main"]


def main(args: Sequence[str] | None = None) -> None:
    """Run the command and exit with its status; see `termgraph.cli.app`.

    On PyPI another project is called termgraph. Where it was installed over this one, or was removed afterwards, our
    `termgraph/__init__.py` is not there any more, and that is said in one line.
    """
    try:
        from termgraph import __distribution__  # noqa: F401
    except ImportError:
        folder = Path(__file__).parents[1]
        print(
            f"termgraph: files of termgraph-skos in {folder} were replaced or removed with another package, the "
            "'termgraph' of PyPI; one environment cannot hold both (to mend this one: pip uninstall -y termgraph; "
            "pip install --force-reinstall --no-deps termgraph-skos)",
            file=sys.stderr,
        )
        sys.exit(3)
    from termgraph.cli.app import main as run

    run(args)
