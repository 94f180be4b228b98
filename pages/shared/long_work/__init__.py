"""Long work that a page asks for: in chunks, with a bar and Stop, in turns with everybody else's.

A page writes its work as a ``Job`` and calls ``work.run``. What it gets is an ``Outcome``: the
whole result, or that of the part that is done, and a sentence why it is not the whole.
"""
