"""What a server process does about its memory."""

import gc
import os
import sys
from weakref import ref

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


class Session:
    """As a student's: it knows of itself, so only the garbage collector can free it."""

    def __init__(self):
        self.itself = self


def test_what_a_student_had_while_a_page_settled_is_freed_when_the_next_one_does():
    student = Session()
    gone = ref(student)
    process.settle("a page of this test")
    del student
    gc.collect()
    assert gone() is not None, "left out of garbage collection, as all that stays"
    process.settle("another page of this test")
    assert gone() is None
