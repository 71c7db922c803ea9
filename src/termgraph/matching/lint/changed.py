"""The lines that a change adds, as git tells them."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from termgraph.errors import TermgraphError

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_BINARY = re.compile(r"^Binary files .* differ$", re.MULTILINE)
_PLAIN = ("--no-ext-diff", "--no-textconv", "--no-color", "--unified=0")


class Changed:
    """The lines of documents that are new since a revision; of what git does not know, all are.

    Args:
        revision: what git calls it: a branch, a tag, a commit.
    """

    def __init__(self, revision: str) -> None:
        if revision.startswith("-") or not revision.strip():
            raise TermgraphError(f"'{revision}' is no revision", hint="name a branch, a tag or a commit")
        self.revision = revision

    def lines(self, path: str) -> frozenset[int] | None:
        """Return the lines of a document that are new; None for all, as of a file without lines that has changed.

        Raises:
            TermgraphError: where git is not there, or knows no such revision.
        """
        file = Path(path).resolve()
        self._git(file.parent, "rev-parse", "--verify", "--quiet", f"{self.revision}^{{commit}}")
        if not self._git(file.parent, "ls-files", "-z", "--", file.name):
            return None
        diff = self._git(file.parent, "diff", *_PLAIN, self.revision, "--", file.name)
        return None if _BINARY.search(diff) else added(diff.split("\n"))

    def _git(self, folder: Path, *args: str) -> str:
        try:
            done = subprocess.run(  # noqa: S603 (git reads, and runs nothing of the repository's)
                ["git", "-c", "core.fsmonitor=false", "-C", str(folder), "--literal-pathspecs", *args],  # noqa: S607
                capture_output=True,
                check=False,
                stdin=subprocess.DEVNULL,
            )
        except OSError:
            raise TermgraphError("git is not installed", hint="--diff asks it for what has changed") from None
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
            raise TermgraphError(
                f"git cannot tell what is new since '{self.revision}'",
                hint=said or "is there such a revision?",
            )
        return done.stdout.decode("utf-8", "replace")


def added(diff: Sequence[str]) -> frozenset[int]:
    """Return the numbers of the lines that a diff without context adds to its one file.

    >>> sorted(added(["@@ -1 +1,2 @@", "-a", "+b", "+c", "@@ -9,2 +9,0 @@", "@@ -20 +19 @@ def f():"]))
    [1, 2, 19]
    """
    hunks = (found for line in diff if (found := _HUNK.match(line)))
    return frozenset(
        line for found in hunks for line in range(int(found[1]), int(found[1]) + int(found[2] or 1))
    )
