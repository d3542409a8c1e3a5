"""The subcommands of `parandalim`, one file per group; ``cli.py`` puts them together."""
