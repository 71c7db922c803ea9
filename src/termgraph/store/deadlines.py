"""Stops what takes too long: one kept thread for all, since to start one for each costs more than most questions."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Deadline:
    """When something is to be stopped, and whether it was."""

    def __init__(self, when: float, stop: Callable[[], None]) -> None:
        self.when = when
        self.stop = stop
        self.is_over = False


class Deadlines:
    """Stops what is not done in time. The thread sleeps up to the earliest of all times, or until there is an earlier.

    >>> ended = threading.Event()
    >>> with Deadlines().within(0.01, ended.set) as deadline:
    ...     _ = ended.wait(10)
    >>> deadline.is_over
    True
    """

    def __init__(self) -> None:
        self._forget()
        if hasattr(
            os, "register_at_fork"
        ):  # a child has none of its parent's threads, but its locks as they were
            os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        self._changed = threading.Condition()
        self._running: set[Deadline] = set()
        self._thread: threading.Thread | None = None
        self._next = 0.0

    @contextmanager
    def within(self, seconds: float, stop: Callable[[], None]) -> Iterator[Deadline]:
        """Stop what the block does if it takes longer; once it is left, nothing is stopped any more."""
        deadline = Deadline(time.monotonic() + min(seconds, threading.TIMEOUT_MAX / 2), stop)
        self._begin(deadline)
        try:
            yield deadline
        finally:
            with self._changed:
                self._running.discard(deadline)

    def _begin(self, deadline: Deadline) -> None:
        with self._changed:
            self._running.add(deadline)
            if self._thread is None:
                self._next = deadline.when
                self._thread = threading.Thread(target=self._watch, daemon=True)
                self._thread.start()
            elif deadline.when < self._next:
                self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while True:
                now = time.monotonic()
                for deadline in [one for one in self._running if one.when <= now]:
                    self._running.remove(deadline)
                    deadline.is_over = True
                    deadline.stop()
                self._next = min((one.when for one in self._running), default=now + threading.TIMEOUT_MAX / 2)
                self._changed.wait(self._next - now)


#: Those of this process.
DEADLINES = Deadlines()
