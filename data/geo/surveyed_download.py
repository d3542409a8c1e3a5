"""Get records over HTTP, several at once and never longer than asked: hangs, drips and broken answers end in one line of words.

Daemon threads fetch and the caller's thread writes: a name look-up or a server that never ends cannot hold the command up,
and nothing is half-written by a thread that is left behind.
"""

from __future__ import annotations

import http.client
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from data.geo.surveyed_manifest import SurveyedRecord

AT_ONCE = 8
ATTEMPTS = 2
SILENCE_S = 5.0
CHUNK = 65_536
Get = Callable[[SurveyedRecord], bytes]
Keep = Callable[[SurveyedRecord, bytes], None]


class SurveyError(OSError):
    """The surveyed boundaries could not be had; the message is one line that says why and what to do."""


class RecordFaultError(SurveyError):
    """One record is at fault; the others may still come."""


def get_all(records: Iterable[SurveyedRecord], get: Get, keep: Keep, deadline: float) -> list[str]:
    """Get every record with several threads and hand each to ``keep`` in this thread.

    Parameters
    ----------
    records : iterable of SurveyedRecord
        What to get.
    get : callable
        Returns the bytes of a record; runs in a thread.
    keep : callable
        Takes a record and its bytes, checked against the manifest.
    deadline : float
        ``time.monotonic()`` after which nothing is waited for.

    Returns
    -------
    list of str
        The faults of single records, in words, in order of path; the others were kept.

    Raises
    ------
    SurveyError
        When the server cannot be reached or the time is up; what came until then was kept.
    """
    wanted, stop = list(records), threading.Event()
    done = _start(wanted, get, stop)
    faults = []
    try:
        for count in range(len(wanted)):
            record, outcome = _next(done, deadline, f"{len(wanted) - count} of {len(wanted)} records had not come")
            fault = _fault(record, outcome)
            if fault:
                faults.append(f"{record.path}: {fault}")
            elif isinstance(outcome, bytes):
                keep(record, outcome)
    finally:
        stop.set()
    return sorted(faults)


def _start(wanted: list[SurveyedRecord], get: Get, stop: threading.Event) -> queue.SimpleQueue:
    """Return the queue that outcomes will come on."""
    todo: queue.SimpleQueue[SurveyedRecord] = queue.SimpleQueue()
    done: queue.SimpleQueue[tuple[SurveyedRecord, bytes | Exception]] = queue.SimpleQueue()
    for record in wanted:
        todo.put(record)
    for _ in range(min(AT_ONCE, len(wanted))):
        threading.Thread(target=_work, args=(todo, done, get, stop), daemon=True).start()
    return done


def _work(todo: queue.SimpleQueue, done: queue.SimpleQueue, get: Get, stop: threading.Event) -> None:
    while not stop.is_set():
        try:
            record = todo.get_nowait()
        except queue.Empty:
            return
        try:
            done.put((record, get(record)))
        except Exception as error:  # raised again in the caller's thread, which would wait for nothing otherwise
            done.put((record, error))


def _next(done: queue.SimpleQueue, deadline: float, missing: str) -> tuple[SurveyedRecord, bytes | Exception]:
    try:
        outcome: tuple[SurveyedRecord, bytes | Exception] = done.get(timeout=max(deadline - time.monotonic(), 0))
    except queue.Empty:
        raise SurveyError(f"the time was up and {missing}; those that came are kept for the next try (--timeout)") from None
    return outcome


def _fault(record: SurveyedRecord, outcome: bytes | Exception) -> str:
    if isinstance(outcome, bytes):
        return record.fault_of(outcome)
    if isinstance(outcome, RecordFaultError):
        return str(outcome)
    raise outcome


def check_url(url: str) -> str:
    """Return the address without a slash at its end; ValueError when it is not one of the web."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or url.split() != [url] or parts.port == 0:
        raise ValueError(f"{url!r} is not a web address: give one that begins with https://")
    return url.rstrip("/")


def get_over_http(url: str, record: SurveyedRecord, deadline: float) -> bytes:
    """Return the body of a record, tried again once when an answer breaks off or the server is at fault.

    Raises
    ------
    RecordFaultError
        For this record alone: not found, broken off.
    SurveyError
        When the server cannot be reached or falls silent: there is no point in asking for the others.
    """
    fault = ""
    for _ in range(ATTEMPTS):
        try:
            body = _body(f"{url}/{record.path}", record.size_bytes, deadline)
        except urllib.error.HTTPError as error:
            error.close()
            fault = f"{error.code} {error.reason}"
            if error.code < 500:
                break
        except TimeoutError:
            raise _unreachable(url, "it does not answer, or too slowly") from None
        except urllib.error.URLError as error:
            late = isinstance(error.reason, TimeoutError)
            raise _unreachable(url, "it does not answer" if late else _words(error.reason)) from None
        except (OSError, http.client.HTTPException):
            fault = "the answer broke off"
        else:
            return body
    raise RecordFaultError(fault)


def _body(address: str, size: int, deadline: float) -> bytes:
    """Read at most one byte more than wanted; each piece as it comes, so that a drip is noticed."""
    body = b""
    with urllib.request.urlopen(address, timeout=_patience(deadline)) as answer:
        while len(body) <= size:
            piece = answer.read1(min(CHUNK, size + 1 - len(body)))
            if not piece:
                break
            body += piece
            _patience(deadline)
        if answer.length and len(body) <= size:
            raise ConnectionError
    return body


def _patience(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return min(SILENCE_S, left)


def _words(reason: object) -> str:
    return (reason.strerror if isinstance(reason, OSError) else None) or str(reason) or type(reason).__name__


def _unreachable(url: str, why: str) -> SurveyError:
    return SurveyError(f"{urlsplit(url).hostname} cannot be reached ({why}): check the network, or use --from FOLDER")
