"""What the parts of the benchmark share: running whole processes, and saying what came of it."""
import contextlib
import os
import statistics
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
os.chdir(TOP)
DCMM, REPORT = "build/dcmm", "build/dcmm-report"
ENV = dict(os.environ, LANG="zh_CN.UTF-8", SOURCE_DATE_EPOCH="1795132800")


def once(command):
    """Seconds and peak MiB of one whole process, its output file made anew."""
    if "-o" in command and not command[command.index("-o") + 1].endswith("/"):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(command[command.index("-o") + 1])
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, ENV, file_actions=[
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)])
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"failed with {os.waitstatus_to_exitcode(status)}: {' '.join(command)[:200]}")
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def side_by_side(ours, peer, runs):
    """Medians of both and of the pairwise ratio, in turn after a warm-up each."""
    once(ours), once(peer)
    pairs = [(once(ours)[0], once(peer)[0]) for _ in range(runs)]
    return (statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs), statistics.median(a / b for a, b in pairs))


def say(what, figure, aim):
    print(f"  {what:<58} {figure:>22}   aim {aim}", flush=True)
