"""Runs of a network on points of the plane."""
