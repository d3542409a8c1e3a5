"""The subcommands of `parandalim`, one file each."""
