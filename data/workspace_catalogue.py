"""The workspace's catalogue: which uploads, versions and files there are, and what was done when, by whom."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from data.workspace_types import WorkspaceError

SCHEMA = "1"
BUSY_SECONDS = 30
WRITING = "parandalim_writing"

metadata = sa.MetaData()
meta = sa.Table("parandalim_meta", metadata, sa.Column("key", sa.String(40), primary_key=True), sa.Column("value", sa.Text))
uploads = sa.Table(
    "parandalim_uploads",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("file_name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False, index=True),
    sa.Column("size", sa.BigInteger, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("host", sa.Text, nullable=False),
    sa.Column("process", sa.Integer, nullable=False),
    sa.Column("state", sa.String(20), nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
    sqlite_autoincrement=True,
)
versions = sa.Table(
    "parandalim_versions",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("upload", sa.Integer, sa.ForeignKey(uploads.c.id), nullable=False, unique=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("example", sa.Boolean, nullable=False),
    sa.Column("purged", sa.Boolean, nullable=False),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("problems", sa.JSON, nullable=False),
)
files = sa.Table(
    "parandalim_files",
    metadata,
    sa.Column("upload", sa.Integer, sa.ForeignKey(uploads.c.id), primary_key=True),
    sa.Column("table", sa.Text, primary_key=True),
    sa.Column("path", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("rows", sa.BigInteger, nullable=False),
    sa.Column("micro", sa.Boolean, nullable=False),
    sa.Column("gone", sa.Boolean, nullable=False),
)
# A line with a turn changes what is in force; the pair of name and turn can be there once, so of two changes one loses.
events = sa.Table(
    "parandalim_events",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("turn", sa.Integer),
    sa.Column("action", sa.String(20), nullable=False),
    sa.Column("number", sa.Integer),
    sa.Column("upload", sa.Integer),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("at", sa.String(40), nullable=False),
    sa.UniqueConstraint("name", "turn", name="parandalim_one_change_per_turn"),
    sqlite_autoincrement=True,
)


class Catalogue:
    """A database with short transactions; a connection lives no longer than one, so that a server may fork at any time."""

    def __init__(self, url: str) -> None:
        """Take the database's address; it is asked for nothing yet."""
        try:
            self.engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=_arguments(url))
        except (SQLAlchemyError, ImportError) as wrong:
            raise WorkspaceError(
                f"the catalogue's address cannot be used: {wrong}. PostgreSQL is postgresql+psycopg://USER@HOST/NAME "
                "and needs the extra 'postgres'"
            ) from None
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _prepare_sqlite)
            sa.event.listen(self.engine, "begin", _begin_sqlite)

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Run a transaction that only reads."""
        with self._transaction(writing=False) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Run a transaction that writes: all of it or nothing. An ``IntegrityError`` is for the caller to explain."""
        with self._transaction(writing=True) as connection:
            yield connection

    @contextmanager
    def _transaction(self, writing: bool) -> Iterator[sa.Connection]:
        try:
            with self.engine.connect().execution_options(**{WRITING: writing}) as connection, connection.begin():
                yield connection
        except IntegrityError:
            raise
        except DBAPIError as wrong:
            raise WorkspaceError(f"the catalogue cannot be used: {wrong.orig}. Is its database there, and free?") from None

    def is_there(self) -> bool:
        """Return whether the database holds a catalogue.

        Raises
        ------
        WorkspaceError
            If it holds one that a newer version of the program has written.
        """
        with self.reading() as connection:
            if not sa.inspect(connection).has_table(meta.name):
                return False
            schema = connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema"))
        if schema != SCHEMA:
            raise WorkspaceError(f"the catalogue has form {schema}, this program reads form {SCHEMA}: use the newer program")
        return True

    def create(self) -> None:
        """Make the tables, if they are not there."""
        try:
            with self.writing() as connection:
                metadata.create_all(connection)
                if connection.scalar(sa.select(meta.c.value).where(meta.c.key == "schema")) is None:
                    rows = [{"key": "schema", "value": SCHEMA}, {"key": "id", "value": secrets.token_hex(4)}]
                    connection.execute(meta.insert(), rows)
        except IntegrityError:
            self.is_there()

    def generation(self) -> str:
        """Return a text that changes with every change of what is in force, in one small question."""
        last = sa.select(sa.func.max(events.c.id)).where(events.c.turn.is_not(None)).scalar_subquery()
        with self.reading() as connection:
            row = connection.execute(sa.select(meta.c.value, last).where(meta.c.key == "id")).one()
        return f"{row[0]}-{row[1] or 0}"


def sqlite_url(path: Path) -> str:
    """Return the address of a catalogue that is there: a folder taken away must be an error, not a new and empty catalogue."""
    return f"sqlite:///file:{quote(str(path))}?mode=rw&uri=true"


def _arguments(url: str) -> dict[str, Any]:
    return {"timeout": BUSY_SECONDS} if url.startswith("sqlite") else {}


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    """Let SQLAlchemy begin transactions itself, and overwrite what is deleted: a purge must leave nothing behind."""
    connection.isolation_level = None
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _begin_sqlite(connection: sa.Connection) -> None:
    """Take the write lock at once: two writers then wait for each other instead of failing half-way."""
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
