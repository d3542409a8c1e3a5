"""Keeps bytes under names that never change: written under another name, made durable, then renamed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import fsspec

from data.workspace_types import DamagedFile, WorkspaceError

CHUNK = 1 << 20
PART = ".part"


class Storage:
    """Files below a root: a local folder, or whatever a fsspec URL names."""

    def __init__(self, url: str) -> None:
        """Open the root; nothing is written yet.

        Raises
        ------
        WorkspaceError
            If the URL is of a kind that this installation cannot read.
        """
        try:
            self._fs, root = fsspec.core.url_to_fs(url)
        except (ValueError, ImportError) as wrong:
            raise WorkspaceError(f"the storage {url!r} cannot be used: {wrong}") from None
        self._root = str(root).rstrip("/")
        self._local = "file" in _protocols(self._fs)

    def write(self, path: str, chunks: Iterable[bytes | memoryview], mark: str) -> None:
        """Write a file and make it durable; one that is there with the same name is replaced, which heals a damaged one.

        On a local disk the bytes go to a name with ``mark``, are synced and renamed, and the folder is synced. An object
        store shows an object only when it is whole.
        """
        if self._local:
            _write_durably(Path(self._full(path)), chunks, mark)
            return
        self._fs.makedirs(self._full(path).rsplit("/", 1)[0], exist_ok=True)
        self._fs.pipe_file(self._full(path), b"".join(chunks))

    def read(self, path: str, sha256: str, remedy: str) -> bytes:
        """Return a file's bytes if they are those that were written.

        Raises
        ------
        DamagedFile
            If the file is missing or its hash is another; the message ends with the remedy.
        """
        try:
            body = bytes(self._fs.cat_file(self._full(path)))
        except FileNotFoundError:
            raise DamagedFile(f"{path} is missing from the workspace. {remedy}") from None
        except OSError as wrong:
            raise DamagedFile(f"{path} cannot be read from the workspace ({wrong}). {remedy}") from None
        if hashlib.sha256(body).hexdigest() != sha256:
            raise DamagedFile(f"{path} is damaged: its bytes are not those that were kept. {remedy}")
        return body

    def has(self, path: str) -> bool:
        """Return whether a whole file is there."""
        return bool(self._fs.exists(self._full(path)))

    def remove(self, path: str) -> None:
        """Remove a file or a folder with all in it, if it is there."""
        with suppress(FileNotFoundError):
            self._fs.rm(self._full(path), recursive=True)

    def listed(self, folder: str) -> list[str]:
        """Return all files below a folder, as paths from the root."""
        try:
            found = self._fs.find(self._full(folder))
        except FileNotFoundError:
            return []
        return [str(path)[len(self._root) :].lstrip("/") for path in found]

    def _full(self, path: str) -> str:
        return f"{self._root}/{path}"


def _protocols(fs: Any) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)


def _write_durably(path: Path, chunks: Iterable[bytes | memoryview], mark: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.{mark}{PART}")
    try:
        with part.open("wb") as out:
            for chunk in chunks:
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        os.replace(part, path)
    except OSError as wrong:
        raise WorkspaceError(f"the workspace cannot be written to ({wrong}): make room or give it another folder") from None
    finally:
        part.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; systems that cannot sync a folder need no such thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
