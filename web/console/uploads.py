"""Files that a form brings: kept on the disk while they arrive, and worked on without holding up the other pages.

Few are worked on at once, because what reads a picture or a Word file holds it whole: memory stays the same, however
many people bring files at the same moment.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar, cast

import anyio
import anyio.to_thread
from starlette.datastructures import FormData, UploadFile

from runtime.files import File, Incoming

P = ParamSpec("P")
T = TypeVar("T")
#: Files that are worked on at once; the next ones wait on the disk.
_AT_ONCE = anyio.CapacityLimiter(2)


def incoming(form: FormData, name: str) -> Incoming | None:
    """Return the file of a field, which lies on the disk until the answer is sent; `None` when none was chosen."""
    found = form.get(name)
    if not isinstance(found, UploadFile) or not found.filename:
        return None
    return Incoming(found.filename, cast("Any", found.file))


async def file(form: FormData, name: str) -> File | None:
    """Return a small file of a field held whole; `None` when none was chosen."""
    found = incoming(form, name)
    return None if found is None else await taken(found.whole)


async def taken(work: Callable[[], T]) -> T:
    """Work on a file in a thread, when it is its turn."""
    return await anyio.to_thread.run_sync(work, limiter=_AT_ONCE)


async def apart(work: Callable[P, T], *args: P.args, **said: P.kwargs) -> T:
    """Do something slow in a thread."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **said))
