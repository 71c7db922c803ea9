"""Threads that are for one kind of question alone, so that no kind keeps the others from being answered."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

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
        self._executor = ThreadPoolExecutor(count)
        self._room = threading.BoundedSemaphore(count + waiting)

    async def run(self, function: Callable[[], _T]) -> _T:
        """Return what a function does.

        Raises:
            HTTPException: for what went wrong in it, as clients are told it; and where too many wait.
        """
        try:
            if not self._room.acquire(blocking=False):
                raise UnavailableError(
                    "too many questions are being answered", "ask again in a moment", after=2
                )
            try:
                return await asyncio.get_running_loop().run_in_executor(self._executor, function)
            finally:
                self._room.release()
        except TermgraphError as error:
            raise refusal(error) from None
