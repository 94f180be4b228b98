"""A bored student: random moves, hostile links, files and formulas, repeatable by their seed."""
