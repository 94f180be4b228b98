"""The glossary: one definition of each term, and its links from the pages that use it."""
