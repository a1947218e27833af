#!/usr/bin/env python3
"""Runs a program in a terminal of its own and tells what a person would have seen.

    in_terminal.py [options] -- PROGRAM ARGUMENT...

Standard input and standard error are the terminal; so is standard output unless --output is given.
Writes to standard output, in this order: the screen that stays at the end, with what scrolled off its
top. Writes to --seen FILE every screen that was shown meanwhile and had --until in it, each after a
line of `----`. Exits as the program does, with 128 + n after a signal n.
"""
import argparse
import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time

ESCAPE = re.compile(r"\x1b\[([0-9;?]*)([A-Za-z])")


class Screen:
    """Lines of text that a terminal folds at its width, and folds anew when it is resized."""

    def __init__(self, columns):
        self.columns = columns
        self.lines = [""]
        self.line = 0  # of the cursor
        self.place = 0  # of the cursor in its line
        self.rest = ""  # the beginning of an escape sequence

    def write(self, text):
        text, self.rest = self.rest + text, ""
        while text:
            found = ESCAPE.match(text)
            if found:
                self.control(found.group(1), found.group(2))
                text = text[found.end():]
            elif text[0] == "\x1b" and len(text) < 16:
                self.rest, text = text, ""
            else:
                assert text[0] != "\x1b", f"an escape sequence that is none: {text[:16]!r}"
                self.put(text[0])
                text = text[1:]

    def put(self, character):
        if character == "\r":
            waits_to_fold = 0 < self.place == len(self.row())
            self.place -= 1 if waits_to_fold else 0
            self.place -= self.place % self.columns
        elif character == "\n":  # the terminal has put a return before it
            self.line += 1
            self.place = 0
            while self.line >= len(self.lines):
                self.lines.append("")
        else:
            row = self.row().ljust(self.place)
            self.lines[self.line] = row[:self.place] + character + row[self.place + 1:]
            self.place += 1

    def row(self):
        return self.lines[self.line]

    def height(self, line):
        return max(1, -(-len(self.lines[line]) // self.columns))

    def control(self, number, letter):
        if letter == "A":
            up = int(number or 1)
            row = self.place // self.columns
            while up > row and self.line > 0:
                up -= row + 1
                self.line -= 1
                row = self.height(self.line) - 1
            self.place = max(0, row - up) * self.columns
        elif letter == "J":
            assert number in ("", "0")
            self.lines[self.line] = self.row()[:self.place]
            del self.lines[self.line + 1:]
        elif letter == "K":
            self.lines[self.line] = self.row()[:self.place]
        else:
            assert letter == "m", f"an escape sequence of another kind: {letter}"

    def text(self):
        return "\n".join(line.rstrip() for line in self.lines).rstrip("\n")


def resize(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--columns", type=int, default=80)
    parser.add_argument("--rows", type=int, default=24)
    parser.add_argument("--term", default="xterm-256color")
    parser.add_argument("--output", help="standard output: a file, or `pipe`")
    parser.add_argument("--until", default="\0", help="words of a screen to wait for")
    parser.add_argument("--resize-to", type=int, help="columns, once it was seen")
    parser.add_argument("--interrupt", action="store_true", help="by Ctrl-C, once it was seen again")
    parser.add_argument("--seen", default=os.devnull)
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()

    outside, inside = pty.openpty()
    resize(outside, options.columns, options.rows)
    pipe = options.output == "pipe"
    output = inside
    if options.output:
        output = subprocess.PIPE if pipe else open(options.output, "wb")

    def own_terminal():
        os.setsid()
        fcntl.ioctl(inside, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(options.command, stdin=inside, stdout=output, stderr=inside,
                               env={**os.environ, "TERM": options.term}, preexec_fn=own_terminal,
                               pass_fds=(inside,))
    os.close(inside)
    screen = Screen(options.columns)
    decode = codecs.getincrementaldecoder("utf-8")("replace").decode
    times_seen = 0
    asked = False
    ends = time.monotonic() + 500
    sources = [outside] + ([process.stdout] if pipe else [])
    with open(options.seen, "w") as seen:
        while outside in sources and time.monotonic() < ends:
            ready, _, _ = select.select(sources, [], [], 1.0)
            if pipe and process.stdout in ready and not os.read(process.stdout.fileno(), 65536):
                sources.remove(process.stdout)
            if outside not in ready:
                continue
            try:
                piece = os.read(outside, 65536)
            except OSError:  # the last one has closed the terminal
                piece = b""
            if not piece:
                break
            screen.write(decode(piece))
            if options.until not in screen.text():
                continue
            times_seen += 1
            seen.write(f"----\n{screen.text()}\n")
            if options.resize_to and times_seen == 2:
                screen.columns = options.resize_to
                resize(outside, options.resize_to, options.rows)
            if options.interrupt and times_seen >= 8 and not asked:
                asked = True
                os.write(outside, b"\x03")
    if time.monotonic() >= ends:
        process.kill()
        print("it did not end")
    code = process.wait()
    print(screen.text())
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    sys.exit(main())
