"""Callbacks: parse the selection, build the view, draw."""
