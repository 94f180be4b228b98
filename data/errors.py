"""One kind of error for everything that can be wrong with data.

Its text is a whole sentence for the person at the screen: it names the file or the argument, the
line or the column where there is one, what stands there and what is allowed.
"""


class DataError(ValueError):
    """Data that cannot be used, with a sentence that says why."""
