"""What makes training quick: the same numbers as the plain loops, and tests hold them together.

Nothing here is needed to understand an algorithm. `core.perceptron`, `core.adaline` and
`core.network` open with its plain loop; their `train` hands the work to this room.
"""
