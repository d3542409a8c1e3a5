"""The read-only JSON interface, `/api/v1/`: what the app knows, for programs."""
