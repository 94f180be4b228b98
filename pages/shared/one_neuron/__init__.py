"""Runs of one neuron: its settings, controls, remembered runs and their moments."""
