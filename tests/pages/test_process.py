"""What a server process does about its memory."""

import os
import sys

from pages.shared.frame import process
from tests.load.process import usage

_BLOCK, _COUNT = 100_000, 800


def test_free_memory_between_what_is_in_use_goes_back_to_the_system():
    blocks = [bytearray(b"x" * _BLOCK) for _ in range(_COUNT)]
    del blocks[::2]
    before = usage(os.getpid()).memory
    process.give_back_free_memory()
    freed = before - usage(os.getpid()).memory
    assert freed > 0.5 * _BLOCK * _COUNT / 2 / 2**20 or sys.platform != "linux"
    assert len(blocks) == _COUNT // 2
