"""Sections of a script that keep samples back for a test: the arithmetic of `core.splitting`."""

from pages.shared.script.script import Section

STRATIFIED = '''\
def split(y, share, rng):
    """The places of the training and of the test set: of each class its share, at random."""
    size = min(max(round(len(y) * share), 1), len(y) - 1)
    classes, counts = np.unique(y, return_counts=True)
    exact = counts * size / len(y)
    sizes = np.floor(exact).astype(int)
    sizes[np.argsort(sizes - exact, kind="stable")[: size - sizes.sum()]] += 1
    parts = zip(classes, sizes)
    chosen = [rng.permutation(np.flatnonzero(y == name))[:count] for name, count in parts]
    in_test = np.zeros(len(y), dtype=bool)
    in_test[np.concatenate(chosen)] = True
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)'''

AT_RANDOM = '''\
def split(y, share, rng):
    """The places of the training and of the test set, at random."""
    size = min(max(round(len(y) * share), 1), len(y) - 1)
    in_test = np.zeros(len(y), dtype=bool)
    in_test[rng.permutation(len(y))[:size]] = True
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)'''


def split_once(share: str, *, stratified: bool, own: int) -> Section:
    """``train`` and ``test``: the places of both parts in x and y, drawn from DATA_SEED.

    ``share`` is the source of the test set's share; the last ``own`` points are all trained on.
    """
    told = "A part of the samples is kept back: the network is judged by samples it never saw."
    mixed = " Both parts have the same mix of classes." if stratified else ""
    among = f"y[:-{own}]" if own else "y"
    once = f"train, test = split({among}, {share}, np.random.default_rng(DATA_SEED))"
    if own:
        told += " Your own points are all for training."
        once += f"\ntrain = np.concatenate([train, np.arange(len(y) - {own}, len(y))])"
    code = STRATIFIED if stratified else AT_RANDOM
    return Section("Training and test", f"{told}{mixed}", f"{code}\n\n\n{once}")
