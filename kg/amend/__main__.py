"""The process that carries out changes: reads them from stdin, one after the other, and answers on stdout.

Started as `python -m kg.amend STORE` by whoever wants changes. It opens no store itself: each change runs in
a contained offspring, and publishing it in another that is not limited in memory. Ends when stdin does.
"""

import os
import sys

from kg.amend.process import serve

if __name__ == "__main__":
    answers = os.dup(1)
    os.dup2(2, 1)  # nothing that prints may get between the answers
    serve(sys.argv[1], sys.stdin.buffer, os.fdopen(answers, "wb"))
