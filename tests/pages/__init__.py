"""Every page of the course, run without a browser."""
