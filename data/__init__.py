"""The only door to data: sources, indicators, boundaries and records, read strictly."""
