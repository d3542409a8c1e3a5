"""Specifications of composite indices: one TOML file is one index (docs/index-specification.md)."""
