"""Keeps Ctrl-C working while the engine, which does not heed it, is at work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


def interruptible(function: Callable[[], T]) -> T:
    """Call a function that does not heed Ctrl-C so that Ctrl-C is still seen at once: in a thread, while waiting.

    The thread itself cannot be stopped and goes on until the function returns or Python ends. Costs up to a
    millisecond, thirty times a small query, so the store leaves it to the command line. Anywhere but in the main
    thread, which alone gets signals, the function is simply called.

    >>> interruptible(lambda: 1 + 1)
    2
    """
    if threading.current_thread() is not threading.main_thread():
        return function()
    outcome: list[tuple[bool, Any]] = []
    done = threading.Event()

    def work() -> None:
        try:
            outcome.append((True, function()))
        except BaseException as error:  # raised again in the main thread
            outcome.append((False, error))
        done.set()

    threading.Thread(target=work, daemon=True).start()
    while not done.wait(1):  # in pieces, since a wait without end cannot be interrupted on Windows
        pass
    fine, value = outcome[0]
    if fine:
        result: T = value
        return result
    raise value
