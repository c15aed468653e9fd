"""What a source said, and what is understood by it: how, how surely, and what should be mended there."""
