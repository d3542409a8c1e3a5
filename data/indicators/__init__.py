"""Strict readers for this folder's files."""
