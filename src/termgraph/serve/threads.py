"""Threads that are for one kind of question alone, so that no kind keeps the others from being answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread

from termgraph.errors import TermgraphError, UnavailableError
from termgraph.serve.protocol import refusal

_T = TypeVar("_T")


class Threads:
    """A few threads.

    Args:
        count: how many work at once.
        waiting: how many questions may wait for these.
    """

    def __init__(self, count: int, waiting: int) -> None:
        self._limiter = CapacityLimiter(count)
        self._waiting = waiting

    async def run(self, function: Callable[[], _T]) -> _T:
        """Return what a function does.

        Raises:
            HTTPException: for what went wrong in it, as clients are told it; and where too many wait.
        """
        try:
            if self._limiter.statistics().tasks_waiting >= self._waiting:
                raise UnavailableError(
                    "too many questions are being answered", "ask again in a moment", after=2
                )
            return await to_thread.run_sync(function, limiter=self._limiter)
        except TermgraphError as error:
            raise refusal(error) from None
