"""The student's own table."""
