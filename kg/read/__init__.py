"""Question to reading: which words are a condition, of which kind, and why. No model, nothing guessed."""
