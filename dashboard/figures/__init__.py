"""Figures: one file draws one figure from one view."""
