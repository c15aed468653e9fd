"""Free text of a catalogue or another vocabulary to techniques of PaNET."""
