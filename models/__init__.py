"""Pure functions and scikit-learn estimators: no files, no screens."""
