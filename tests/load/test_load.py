"""The load tool against a real server: a small class, for a moment."""

from streamlit.proto.BackMsg_pb2 import BackMsg

from tests import loops
from tests.load import report
from tests.load.crowd import PAGES, Result, Target, study
from tests.load.student import Rerun, Student
from tests.server import started


def test_a_small_class_is_served_and_measured(capsys):
    with started() as server:
        target = Target.of("the app", server, PAGES)
        result = loops.run(study(target, students=4, seconds=2, think=0.2))
    assert len(result.reruns) > 8
    assert {run.page for run in result.reruns} <= set(PAGES)
    assert all(run.seconds > 0 and run.size > 1000 for run in result.reruns)
    assert (result.lost, result.failures()) == (0, [])
    assert 0 < report.cpu_a_move(result) < 2 and 50 < result.memory <= result.peak
    report.tell(result)
    said = capsys.readouterr().out
    assert f"{len(result.reruns)}" in said and "apologies 0, sessions lost 0" in said


def test_no_message_refers_to_one_that_the_browser_may_have_forgotten():
    """It would end the connection for good; Streamlit's own default does so with large messages."""

    async def to_and_fro(server):
        async with Student(server.address, "perceptron") as student:
            await student.load()
            for _ in range(2):
                await student.move()
            return BackMsg.FromString(student.talk.ask()).rerun_script.cached_message_hashes

    with started() as server:
        assert list(loops.run(to_and_fro(server))) == []


def test_percentiles_and_ratios(capsys):
    assert report.percentile([3.0], 95) == 3.0
    assert report.percentile(range(101), 95) == 95.0
    ours, theirs = (
        Result(name, [Rerun("p", "eta", seconds, 5, ())] * 4, cpu=cpu)
        for name, seconds, cpu in (("a", 0.1, 0.2), ("b", 0.4, 0.8))
    )
    report.compare(ours, theirs)
    assert "processor a move 0.25, median 0.25, p95 0.25" in capsys.readouterr().out
