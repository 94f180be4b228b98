"""The script of a page and a link's settings, printed: ``python -m tests.export PAGE 'QUERY'``."""
