"""The mathematics of the course in plain NumPy: one idea a file, no screen, no files, no pandas."""
