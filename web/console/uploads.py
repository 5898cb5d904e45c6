"""Files that a form brings: their octets and their name, read and let go without holding up the other pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import anyio.to_thread
from starlette.datastructures import FormData, UploadFile

from runtime.files import File

P = ParamSpec("P")
T = TypeVar("T")


async def file(form: FormData, name: str) -> File | None:
    """Return the file of a field; `None` when none was chosen."""
    found = form.get(name)
    if not isinstance(found, UploadFile) or not found.filename:
        return None
    read = File(found.filename, await found.read())
    await found.close()
    return read


async def apart(work: Callable[P, T], *args: P.args, **said: P.kwargs) -> T:
    """Do something slow in a thread."""
    return await anyio.to_thread.run_sync(lambda: work(*args, **said))
