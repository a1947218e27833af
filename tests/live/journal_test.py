#!/usr/bin/env python3
"""The journal on a real disk: tests/live/journal_test.py WHAT JOURNAL_WRITER

    kills    the writer is killed 50 times (FCR_JOURNAL_KILLS) at any moment, under load
    order    the order of its system calls: write, sync, acknowledge; file, name, folder
    faults   injected EIO, ENOSPC and EINTR, and a limit of file size
    full     a small disk that fills up, and has room again
    lock     a second writer on one folder, and a damaged journal

What was acknowledged must be there once, whatever happens. Exit 77, with a message, where the
machine lacks what the test needs.
"""

import os
import pathlib
import random
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SMALL = ["segment=262144", "reserve=65536", "free_min=0"]


def skip(why):
    print(f"SKIPPED: {why}")
    sys.exit(77)


def check(condition, why):
    if not condition:
        print(f"FAILED: {why}")
        sys.exit(1)


class Writer:
    """A running journal_writer whose lines are read as they come."""

    def __init__(self, program, folder, life, numbers, before=()):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*before, program, "write", str(folder), life, *numbers],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.rest = b""
        self.lines = []
        self.ended = False

    def read(self, seconds):
        """Takes what comes within some seconds; the new lines."""
        new = []
        if self.ended:
            return new
        ready, _, _ = select.select([self.process.stdout], [], [], max(0, seconds))
        if ready:
            data = os.read(self.process.stdout.fileno(), 1 << 16)
            self.ended = not data
            *new, self.rest = (self.rest + data).split(b"\n")
            new = [line.decode() for line in new]
            self.lines += new
        return new

    def read_for(self, seconds):
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            self.read(end - time.monotonic())

    def wait_for(self, word, seconds=60):
        """Reads until a new line starts with the word; that line."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            for line in self.read(end - time.monotonic()):
                if line.startswith(word):
                    return line
        check(False, f"no line '{word}' came; last {self.lines[-3:]}, {self.process.poll()}")

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.finish()

    def finish(self, seconds=60):
        """Reads to the end; the exit code."""
        end = time.monotonic() + seconds
        while not self.ended and time.monotonic() < end:
            self.read(end - time.monotonic())
        self.error = self.process.stderr.read().decode()
        return self.process.wait(timeout=seconds)

    def acknowledged(self):
        acks = [int(line.split()[1]) for line in self.lines if line.startswith("ack ")]
        return acks[-1] if acks else 0

    def found(self):
        """How many records were there when it started; None when it did not come so far."""
        serving = [line for line in self.lines if line.startswith("serving ")]
        return int(serving[0].split()[1]) if serving else None


def records_of(program, folder):
    """seq -> words of every record, and the line of the end."""
    done = subprocess.run([program, "list", str(folder)], capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"list: exit {done.returncode}: {done.stderr}")
    *lines, end = done.stdout.splitlines()
    records = {int(line.split()[0]): line.split()[1:] for line in lines}
    check(len(records) == len(lines), "a record is there twice")
    check(list(records) == list(range(1, len(records) + 1)), "a record is not there")
    return records, end


def check_acknowledged(records, lives):
    """Every record that a life acknowledged is there and is that life's."""
    missing = 0
    for life, first, last in lives:
        for seq in range(first, last + 1):
            words = records.get(seq)
            whole = words and (words[0] == "digest" or (words[0] in (life, "pause", "resume")
                                                        and words[1] == str(seq)))
            missing += not whole
    check(missing == 0, f"{missing} acknowledged records are lost or others")


def kill_often(program, folder, rounds, draws):
    """Kills the writer of one journal; what was acknowledged, in how many lives, and the slowest start."""
    lives = []
    acknowledged = 0
    dropped = 0
    slowest = 0.0
    for number in range(rounds):
        life = f"life{number}"
        writer = Writer(program, folder, life, SMALL)
        if draws.random() < 0.8:
            line = writer.wait_for("serving")
            slowest = max(slowest, time.monotonic() - writer.started)
            dropped += int(line.split()[2]) > 0
            writer.read_for(draws.uniform(0.0, 0.15))
        else:
            writer.read_for(draws.uniform(0.0, 0.02))
        writer.kill()
        if writer.found() is not None:
            check(writer.found() >= acknowledged,
                  f"{writer.found()} records were found of {acknowledged} acknowledged")
            if writer.acknowledged():
                lives.append((life, writer.found() + 1, writer.acknowledged()))
                acknowledged = writer.acknowledged()
        if (folder / "journal-000001.fcrj").exists():
            records, _ = records_of(program, folder)
            check_acknowledged(records, lives[-1:])
    records, _ = records_of(program, folder)
    check_acknowledged(records, lives)
    check(len(records) >= acknowledged, "records are lost")
    check(slowest <= 2.0, f"a restart took {slowest:.2f} s")
    return {"acknowledged": sum(last - first + 1 for _, first, last in lives), "lives": len(lives),
            "records": len(records), "segments": len(list(folder.glob("journal-*.fcrj"))),
            "dropped": dropped, "slowest": slowest}


def kills(program, folder):
    rounds = int(os.environ.get("FCR_JOURNAL_KILLS", "50"))
    draws = random.Random(7)
    journals = []
    # All records are read after each kill, so a journal is killed 50 times at most.
    for first in range(0, rounds, 50):
        journals.append(kill_often(program, folder.with_name(f"journal{first}"),
                                   min(50, rounds - first), draws))
        shutil.rmtree(folder.with_name(f"journal{first}"))
    total = {name: sum(journal[name] for journal in journals)
             for name in ("acknowledged", "lives", "records", "segments", "dropped")}
    slowest = max(journal["slowest"] for journal in journals)
    print(f"{rounds} kills: {total['acknowledged']} records acknowledged in {total['lives']} lives, "
          f"none lost, none twice; {total['records']} are there in {total['segments']} segments; an end "
          f"was dropped {total['dropped']} times; restart to serving at most {slowest:.2f} s")


def need_strace():
    if shutil.which("strace") is None:
        skip("there is no strace here (Debian package strace)")
    done = subprocess.run(["strace", "-o", os.devnull, "true"], check=False, capture_output=True)
    if done.returncode != 0:
        skip(f"strace may not trace here: {done.stderr.decode().strip()}")


def calls_of(trace):
    """(thread, call, words, result) in the order in which the calls ended."""
    begun = {}
    for line in trace.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(.*)", line)
        if not match:
            continue
        thread, text = match.groups()
        if text.endswith("<unfinished ...>"):
            begun[thread] = text[:-len("<unfinished ...>")]
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>(.*)", text)
        if resumed:
            text = begun.pop(thread) + resumed.group(1)
        call = re.match(r"(\w+)\((.*)\) += (-?\d+)", text)
        if call:
            yield thread, call.group(1), call.group(2), int(call.group(3))


def order(program, folder):
    need_strace()
    trace = folder.parent / "trace"
    done = subprocess.run(
        ["strace", "-f", "-y", "-o", str(trace),
         "-e", "trace=pwrite64,fdatasync,fsync,renameat,renameat2,rename,fallocate,write",
         program, "write", str(folder), "life", "records=3000", "segment=131072", "reserve=32768",
         "free_min=0"], capture_output=True, text=True, check=False)
    check(done.returncode == 0, f"exit {done.returncode}: {done.stderr}")
    state = "nothing"      # of the records: nothing, written, durable
    segment = "none"       # of the newest: none, made, header, durable, named, ready
    acks = segments = 0
    for _, call, words, result in calls_of(trace):
        check(result >= 0, f"{call}({words}) = {result}")
        if call == "write" and '"ack ' in words:
            check(state == "durable", f"acknowledged when records were {state}")
            state = "nothing"
            acks += 1
        elif call == "fallocate":
            check("journal.new" in words, "a segment is made under another name first")
            check(state != "written", "a segment is left when its records are durable")
            segment = "made"
        elif call == "pwrite64" and "journal.new" in words:
            check(segment == "made", "the header is written into a segment that was set aside")
            segment = "header"
        elif call == "fsync" and "journal.new" in words:
            check(segment == "header", "a segment is synced with its header")
            segment = "durable"
        elif call.startswith("rename"):
            check(segment == "durable", "a segment is named when it is durable")
            segment = "named"
        elif call == "fsync" and words.startswith(("3<", "4<")) and segment == "named":
            check(str(folder) + ">" in words, "the folder is synced when the segment is named")
            segment = "ready"
            segments += 1
        elif call == "pwrite64":
            check(segment == "ready", f"records are written into a segment that is {segment}")
            state = "written"
        elif call == "fdatasync":
            check(state == "written", "records are synced when they are written")
            state = "durable"
    check(acks >= 40 and segments >= 3, f"{acks} acknowledgements and {segments} segments are too few")
    print(f"{acks} acknowledgements, each after pwrite and fdatasync; {segments} segments, each after "
          "fallocate, header, fsync of the file, rename, fsync of the folder")


def injected(program, folder, injection, numbers=(), seconds=60):
    """A writer under an injection of strace, to its end; and its exit code."""
    shutil.rmtree(folder, ignore_errors=True)
    writer = Writer(program, folder, "life", ["records=3000", *SMALL, *numbers],
                    ["strace", "-f", "-o", os.devnull, "-e",
                     "trace=" + injection.split(":")[0], "-e", f"inject={injection}"])
    return writer, writer.finish(seconds)


def faults(program, folder):
    need_strace()
    for injection, what in (("fdatasync:error=EIO:when=9", "fdatasync"),
                            ("fsync:error=EIO:when=5", "fsync"),
                            ("pwrite64:error=EIO:when=9", "pwrite")):
        # strace counts by thread; of the syncs of a file and its folder the fifth is the writer's.
        writer, code = injected(program, folder, injection, ["segment=65536", "reserve=16384"])
        check(code == 4, f"{injection}: exit {code}, not 4")
        failed = [line for line in writer.lines if line.startswith("failed")]
        check(failed and what in failed[0] and writer.lines[-1] == failed[0],
              f"{injection}: the last line is {writer.lines[-1:]}")
        records, _ = records_of(program, folder)
        check_acknowledged(records, [("life", 1, writer.acknowledged())])
        print(f"{injection}: exit 4, {writer.acknowledged()} acknowledged before, none after")

    writer, code = injected(program, folder, "pwrite64:error=ENOSPC:when=9..11")
    records, _ = records_of(program, folder)
    check(code == 0, f"ENOSPC: exit {code}")
    check("pause" in writer.lines and "room" in writer.lines, "no pause for want of room")
    check(writer.acknowledged() == len(records) >= 3000, "not all was acknowledged in the end")
    check_acknowledged(records, [("life", 1, writer.acknowledged())])
    print(f"ENOSPC three times: paused, went on, {len(records)} records acknowledged and there")

    for call in ("pwrite64", "fdatasync", "fallocate", "fsync"):
        # From the second on every third: a call that is made again is not interrupted again.
        writer, code = injected(program, folder, f"{call}:error=EINTR:when=2+3", ["segment=131072"])
        records, _ = records_of(program, folder)
        check(code == 0 and writer.acknowledged() == len(records) == 3000,
              f"EINTR of {call}: exit {code}, {writer.acknowledged()} acknowledged")
    print("EINTR of pwrite, fdatasync, fallocate, fsync: made again, 3000 records there")

    limit_of_size(program, folder)


def limit_of_size(program, folder):
    """A limit of file size: no signal kills the writer, and it acknowledges nothing that is not there."""
    if shutil.which("prlimit") is None:
        skip("there is no prlimit here, so no limit of file size was tried (package util-linux)")
    shutil.rmtree(folder, ignore_errors=True)
    none = Writer(program, folder, "none", SMALL, ["prlimit", "--fsize=150000"])
    check(none.finish() == 4 and "File too large" in none.error,
          f"no segment under the limit: {none.process.returncode} {none.error}")
    check(Writer(program, folder, "life0", ["records=500", *SMALL]).finish() == 0, "no first life")
    before, _ = records_of(program, folder)
    writer = Writer(program, folder, "life1", SMALL, ["prlimit", "--fsize=150000"])
    writer.wait_for("pause")
    writer.read_for(1.5)
    check(writer.process.poll() is None, f"it died of the limit: {writer.process.returncode}")
    writer.kill()
    records, _ = records_of(program, folder)
    check_acknowledged(records, [("life1", len(before) + 1, writer.acknowledged())])
    print(f"limit of file size: paused and alive, {writer.acknowledged() - len(before)} more "
          "acknowledged and there")


def full(program, folder):
    disk = folder.parent / "disk"
    disk.mkdir()
    mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)],
                           capture_output=True, text=True, check=False)
    if mount.returncode != 0:
        skip(f"no small disk can be mounted here: {mount.stderr.strip()}")
    try:
        for free_min in (1 << 20, 0):
            ballast = disk / "ballast"
            ballast.write_bytes(bytes(3 << 20))
            place = disk / f"journal{free_min}"
            writer = Writer(program, place, "life",
                            ["segment=1048576", "reserve=131072", f"free_min={free_min}"])
            writer.wait_for("pause")
            writer.read_for(1.5)
            held = writer.acknowledged()
            writer.read_for(1.0)
            check(writer.acknowledged() == held, "it went on while the disk was full")
            records, _ = records_of(program, place)
            check(records[len(records)][0] == "pause", "the pause is not in the journal")
            check(held == len(records), "the pause was not acknowledged")
            ballast.unlink()
            writer.wait_for("room")
            writer.wait_for("ack")
            writer.wait_for("pause")
            writer.read_for(1.0)
            writer.kill()
            records, _ = records_of(program, place)
            check_acknowledged(records, [("life", 1, writer.acknowledged())])
            check(writer.acknowledged() > held, "it did not go on when there was room")
            print(f"8 MiB disk, pause below {free_min} bytes free: paused after {held} records with the "
                  f"pause durable, went on to {writer.acknowledged()} when there was room")
            shutil.rmtree(place)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def lock(program, folder):
    first = Writer(program, folder, "first", SMALL)
    first.wait_for("ack")
    second = Writer(program, folder, "second", SMALL)
    check(second.finish() == 5, f"a second writer: exit {second.process.returncode}, not 5")
    check("another fcrsim" in second.error and str(folder) in second.error, second.error)
    first.kill()
    third = Writer(program, folder, "third", ["records=600", *SMALL])
    check(third.finish() == 0, f"after a kill: exit {third.process.returncode}: {third.error}")

    segment = folder / "journal-000001.fcrj"
    damaged = bytearray(segment.read_bytes())
    damaged[2000] ^= 4
    segment.write_bytes(damaged)
    fourth = Writer(program, folder, "fourth", SMALL)
    check(fourth.finish() == 3, f"a damaged journal: exit {fourth.process.returncode}, not 3")
    check(re.search(r"journal-000001.fcrj: offset \d+: .*salvage", fourth.error), fourth.error)
    check(segment.read_bytes() == damaged, "a refusal changed the journal")
    print(f"second writer: exit 5. After a kill: starts. Damaged: exit 3, {fourth.error.strip()}")


def main():
    what, program = sys.argv[1:]
    program = str(pathlib.Path(program).resolve())
    tests = {"kills": kills, "order": order, "faults": faults, "full": full, "lock": lock}
    with tempfile.TemporaryDirectory() as folder:
        tests[what](program, pathlib.Path(folder) / "journal")


if __name__ == "__main__":
    main()
