"""The Parandalim web application and its command."""
