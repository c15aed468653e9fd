"""Strangers' SPARQL, contained in worker processes.

The way of a query through `Lanes`: `precheck` reads its tokens and refuses what may not run; `Budget` asks
whether its client has worker seconds left; `Turns` gives it a token of the fast lane, or lets it wait; `Crew`
hands out a ready `Process` on the newest generation; `worker`, confined by `sandbox`, asks the engine and
spools the whole answer; heavy ones move to the slow lane on the way. What comes back is complete, or an error
from `failures` that names the limit and the way out. Updates of token holders pass `update_text` instead.
"""
