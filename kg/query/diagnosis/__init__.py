"""What is wrong with a text that the engine refused, in a user's words.

The engine says where its furthest guess failed and lists what it guessed there, which is rarely what was
mistaken. SPARQL's grammar can be read without going back, so one reading from the left finds the first token
that cannot be. The engine stays the judge: this is asked only after it has refused a text, and a finding that
does not agree with the engine's place is not told.
"""
