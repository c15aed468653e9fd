"""Questions to frozen answers."""
