"""The shell's edge: one module per command."""
