"""What each view says, as frozen plain values; nothing here knows of Dash."""
