"""The whole app in a real browser, against a real server."""
