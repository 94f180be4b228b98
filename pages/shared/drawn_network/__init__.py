"""A network drawn neuron by neuron, under a student's hands: names, own weights, maps."""
