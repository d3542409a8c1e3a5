"""Whether a workbook is safe to open: told from its size and the zip directory, before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

from data.problems import Reporter

MAX_FILE_BYTES = 300 * 2**20
MAX_UNPACKED_BYTES = 2**30
MAX_RATIO = 200
MAX_PARTS = 5_000
_WHOLE = "(whole file)"


def file_is_small_enough(path: Path, report: Reporter, limit: int = MAX_FILE_BYTES) -> bool:
    """Report a file too large to be a survey; True when it is not."""
    size = path.stat().st_size
    if size <= limit:
        return True
    remedy = f"the limit is {_mb(limit)}: leave out columns that are not needed, or save it as CSV or Parquet in parts"
    report.add("the file is too large", remedy, column=_WHOLE, value=_mb(size))
    return False


def workbook_is_safe(path: Path, report: Reporter) -> bool:
    """Report what makes a workbook unsafe or no workbook at all; True when it may be opened.

    Parameters
    ----------
    path : Path
        A file that calls itself ``.xlsx``.
    report : Reporter
        Takes a file that is too large, no zip archive, or an archive that would unpack to far more than it says.
    """
    if not file_is_small_enough(path, report):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        report.add("this is not an Excel workbook", _remedy(path), column=_WHOLE, value=path.read_bytes()[:8].hex(" "))
        return False
    unpacked, packed = sum(p.file_size for p in parts), max(1, path.stat().st_size)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS or (unpacked > 100 * 2**20 and unpacked > MAX_RATIO * packed):
        remedy = "nothing was unpacked; if the file is genuine, save its one sheet as CSV and import that"
        shown = f"{_mb(packed)} that unpack to {_mb(unpacked)} in {len(parts)} parts"
        report.add("the workbook would unpack to far more than a survey needs (a zip bomb)", remedy, column=_WHOLE, value=shown)
        return False
    if not any(p.filename == "xl/workbook.xml" for p in parts):
        report.add(
            "this is not an Excel workbook", _remedy(path), column=_WHOLE, value=parts[0].filename if parts else "empty archive"
        )
        return False
    return True


def _remedy(path: Path) -> str:
    if path.exists() and path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        return "it is an old or a password-protected workbook: open it in Excel and save it as .xlsx without a password"
    return "export it again as .xlsx, or give the file its right ending"


def _mb(size: int) -> str:
    return f"{size / 2**20:,.0f} MB" if size >= 2**20 else f"{size / 1024:,.0f} KB"
