"""Short links: a code that stands for a whole view, kept in the workspace's catalogue beside the data's own history."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from data.workspace_changes import this_user
from data.workspace_staging import stamp
from data.workspace_types import WorkspaceError

if TYPE_CHECKING:
    from data.workspace import Workspace

# What a code may look like, as it stands in an address.
CODE = re.compile(r"[a-z2-7]{7,20}")
SHORTEST = 7
MOST_LINKS = 20_000
LONGEST = 2_000
# A query and nothing else: it cannot name another host, and no browser takes it for one.
QUERY = re.compile(r"\?[A-Za-z0-9%&=._~+*-]*")

metadata = sa.MetaData()
links = sa.Table(
    "parandalim_links",
    metadata,
    sa.Column("code", sa.String(20), primary_key=True),
    sa.Column("query", sa.Text, nullable=False),
    sa.Column("data", sa.String(60), nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
)


class TooManyLinks(WorkspaceError):
    """No further link is kept until some are removed."""


@dataclass(frozen=True)
class ShortLink:
    """One short link; ``query`` begins with a question mark, ``data`` is the mark of the data that it was made on."""

    code: str
    query: str
    data: str
    who: str
    at: datetime


def make_link(workspace: Workspace, query: str, data: str, who: str = "") -> ShortLink:
    """Keep a query under a code; the same query has the same code, however often it is kept.

    Parameters
    ----------
    query : str
        The whole state of a view as it stands in the address, from the question mark on.
    data : str
        The mark of the data that it was made on.
    who : str
        Who made it; by default the name of this account.

    Raises
    ------
    WorkspaceError
        If the query is too long or is none.
    TooManyLinks
        If the workspace holds as many as it takes.
    """
    workspace.check_writable()
    if len(query) > LONGEST or not QUERY.fullmatch(query):
        raise WorkspaceError(f"this is not the query of a view of up to {LONGEST} signs, such as ?page=fund&lang=sq")
    with workspace.catalogue.writing() as c:
        metadata.create_all(c)
        row = next((found for code in _codes(query) if (found := _row_or_free(c, code, query))), None)
        if row is None:
            raise WorkspaceError("no code is free for this link")
        if isinstance(row, ShortLink):
            return row
        if (c.scalar(sa.select(sa.func.count()).select_from(links)) or 0) >= MOST_LINKS:
            raise TooManyLinks(f"there are {MOST_LINKS} short links: remove some first (parandalim link remove CODE)")
        made = {"code": row, "query": query, "data": data, "who": who or this_user(), "at": stamp(workspace)}
        c.execute(links.insert().values(made))
    return ShortLink(row, query, data, made["who"], datetime.fromisoformat(made["at"]))


def find_link(workspace: Workspace, code: str) -> ShortLink | None:
    """Return the link of a code; None where there is none, or what is kept is no longer a plain query."""
    if not CODE.fullmatch(code):
        return None
    with workspace.catalogue.reading() as c:
        if not sa.inspect(c).has_table(links.name):
            return None
        row = c.execute(sa.select(links).where(links.c.code == code)).one_or_none()
    return _link(row) if row is not None and QUERY.fullmatch(row.query) else None


def list_links(workspace: Workspace) -> list[ShortLink]:
    """Return every short link, the latest first."""
    with workspace.catalogue.reading() as c:
        if not sa.inspect(c).has_table(links.name):
            return []
        rows = c.execute(sa.select(links).order_by(links.c.at.desc(), links.c.code)).all()
    return [_link(row) for row in rows]


def remove_link(workspace: Workspace, code: str) -> ShortLink:
    """Remove a short link, and return what it was.

    Raises
    ------
    WorkspaceError
        If there is none with this code.
    """
    workspace.check_writable()
    found = find_link(workspace, code)
    if found is None:
        raise WorkspaceError(f"there is no short link {code!r}: parandalim link list names those there are")
    with workspace.catalogue.writing() as c:
        c.execute(links.delete().where(links.c.code == code))
    return found


def _codes(query: str) -> list[str]:
    """Return the codes that a query may have: the shortest first, a longer one where another query has it."""
    whole = b32encode(hashlib.sha256(query.encode()).digest()).decode().lower()
    return [whole[:length] for length in range(SHORTEST, SHORTEST + 8)]


def _row_or_free(connection: sa.Connection, code: str, query: str) -> ShortLink | str:
    """Return the link that a code has if it is this query's, the code if nobody has it, else nothing."""
    row = connection.execute(sa.select(links).where(links.c.code == code)).one_or_none()
    if row is None:
        return code
    return _link(row) if row.query == query else ""


def _link(row: sa.Row[Any]) -> ShortLink:
    return ShortLink(row.code, row.query, row.data, row.who, datetime.fromisoformat(row.at))
