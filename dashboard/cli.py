"""The `parandalim` command: for people, scripts and checks."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from dashboard.commands import (
    boundaries,
    checking,
    corrections,
    deck,
    export,
    fund_commands,
    index,
    packs,
    record_imports,
    scoring,
    serving,
    study,
    survey,
    workspace,
)
from data.problems import DataError

# Each with its own name as a group, or without one: its commands stand beside the others.
COMMANDS = (
    (serving, None),
    (checking, None),
    (scoring, None),
    (study, None),
    (fund_commands, None),
    (workspace, None),
    (boundaries, "boundaries"),
    (index, "index"),
    (record_imports, "import"),
    (survey, "survey"),
    (corrections, "corrections"),
    (export, "export"),
    (deck, None),
    (packs, None),
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)
for module, name in COMMANDS:
    app.add_typer(module.app, name=name)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command; bad input ends with clear lines on standard error and exit code 1, never with a traceback."""
    try:
        app(arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        print(f"parandalim: {len(error.problems)} problem(s) found, nothing was used", file=sys.stderr)
        raise SystemExit(1) from None
    except (ValueError, OSError) as error:
        print(f"parandalim: {error}", file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
