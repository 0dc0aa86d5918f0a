"""What is kept of a meeting, and found again: minutes, decisions and actions."""
