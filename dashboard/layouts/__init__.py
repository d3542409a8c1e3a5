"""Components made of views; nothing here reads data."""
