"""What a change does to the harvested data."""
