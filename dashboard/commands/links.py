"""`parandalim link make|list|remove|keep`: short links, and the data that links of today will be shown with in years."""

from __future__ import annotations

import os
from typing import Annotated, Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import typer

from dashboard.commands.output import Format, FormatOption, print_rows

app = typer.Typer(no_args_is_help=True, help="Short links to views, kept in the workspace.")

COLUMNS = ("code", "path", "query", "data", "who", "at")


@app.command()
def make(
    view: Annotated[str, typer.Argument(help="A view: its whole address, or the part from the question mark on.")],
    lang: Annotated[str, typer.Option("--lang", help="sq or en; by default as the view says.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who makes it; by default your name on this machine.")] = "",
) -> None:
    """Keep a short link to a view, with the version of the data that are in force; say its address."""
    from data.workspace import Workspace
    from data.workspace_links import make_link

    asked = urlsplit(view)
    query, mark = _whole(asked.query, lang)
    made = make_link(Workspace.create(os.environ), query, mark, by)
    host = f"{asked.scheme}://{asked.netloc}" if asked.scheme in ("http", "https") and asked.netloc else ""
    print(f"{host}/s/{made.code}")


@app.command("list")
def list_command(form: FormatOption = Format.table) -> None:
    """List the short links, the latest first."""
    from data.workspace import open_workspace
    from data.workspace_links import list_links

    workspace = open_workspace()
    print_rows([_row(one) for one in (list_links(workspace) if workspace else [])], form, COLUMNS)


@app.command()
def remove(code: Annotated[str, typer.Argument(help="The code of a short link, as /s/CODE has it.")]) -> None:
    """Remove a short link; the view stays where it is."""
    from data.workspace import open_workspace
    from data.workspace_links import remove_link

    workspace = open_workspace()
    if workspace is None:
        raise ValueError("there is no workspace yet: the first short link makes one (docs/links.md)")
    print(f"{remove_link(workspace, code).code}: removed")


@app.command()
def keep() -> None:
    """Keep the data that come with this program in the workspace, so that links made on them can show them after an update."""
    from data.dataset import load_dataset
    from data.workspace import Workspace
    from data.workspace_kept import keep_shipped

    version = load_dataset().version
    if not keep_shipped(Workspace.create(os.environ), version):
        raise ValueError("the shipped data have changed while they were read: try again")
    print(f"{version}: kept")


def _whole(search: str, lang: str) -> tuple[str, str]:
    """Return a view's query with the language and the data's mark that it is to carry."""
    from datetime import date

    from dashboard.commands.output import open_dataset
    from dashboard.state import LANGUAGES, DataMark, known_query, mark_of, write_mark
    from models.method import METHOD_VERSION

    if lang and lang not in LANGUAGES:
        raise ValueError(f"{lang!r} is not a language of the app: write {' or '.join(LANGUAGES)}")
    asked = dict(parse_qsl(search)) | ({"lang": lang} if lang else {})
    if mark_of(search)[0] is None:
        asked["data"] = write_mark(DataMark(date.today(), open_dataset(None).version, METHOD_VERSION))
    query, mark = known_query(urlencode(asked))
    if not known_query(search)[0] and not lang:
        raise ValueError("this is not the address of a view: copy it from the browser, such as '?page=fund&lang=sq'")
    return query, mark


def _row(one: Any) -> dict[str, Any]:
    return {
        "code": one.code, "path": f"/s/{one.code}", "query": one.query, "data": one.data, "who": one.who,
        "at": one.at.isoformat(timespec="seconds"),
    }  # fmt: skip
