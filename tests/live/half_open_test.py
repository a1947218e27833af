#!/usr/bin/env python3
"""A peer that vanishes without a word: its link goes down, and no FIN ever comes.

    half_open_test.py FCRSIM

The server runs in a network namespace of its own, one client beside it and one behind a veth pair
whose link is then taken down. Nothing outside the namespaces is touched. Exit 1 when something does
not hold, 77 where no namespace can be made (not root, no ip, no veth).
"""

import base64
import ctypes
import os
import re
import ssl
import socket
import struct
import subprocess
import sys
import tempfile
import time

SERVER_SPACE, PEER_SPACE = f"fcr-server-{os.getpid()}", f"fcr-peer-{os.getpid()}"
SERVER, PEER, PORT = "10.231.0.1", "10.231.0.2", 8443
GONE_AFTER_S = 25  # nothing heard, by docs/live.md; what was heard last may be a pong of 10 s before


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


def make_spaces():
    ip("netns", "add", SERVER_SPACE)
    ip("netns", "add", PEER_SPACE)
    ip("link", "add", "fcr0", "netns", SERVER_SPACE, "type", "veth", "peer", "name", "fcr0", "netns",
       PEER_SPACE)
    for space, address in ((SERVER_SPACE, SERVER), (PEER_SPACE, PEER)):
        ip("-n", space, "addr", "add", f"{address}/24", "dev", "fcr0")
        ip("-n", space, "link", "set", "fcr0", "up")
        ip("-n", space, "link", "set", "lo", "up")


def enter(space):
    """Sockets that are made from here on are of this namespace."""
    with open(f"/run/netns/{space}", "rb") as file:
        if ctypes.CDLL(None, use_errno=True).setns(file.fileno(), 0x40000000) != 0:
            raise OSError(ctypes.get_errno(), "setns")


def fields_of(message):
    """Bytes of the length-delimited fields of a protobuf message, by number."""
    fields, at = {}, 0

    def varint():
        nonlocal at
        value = shift = 0
        while True:
            byte = message[at]
            at += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while at < len(message):
        key = varint()
        if key & 7 == 2:
            length = varint()
            fields[key >> 3] = message[at:at + length]
            at += length
        elif key & 7 == 0:
            varint()
        else:
            at += 8 if key & 7 == 1 else 4
    return fields


class Client:
    """A browser as far as it matters here: joins, answers pings, notes when states come."""

    STATE, WELCOME = 2, 1  # of ServerMessage

    def __init__(self, space, code=None, token=None):
        enter(space)
        plain = socket.create_connection((SERVER, PORT), timeout=5)
        trust = ssl.create_default_context(cafile=certificate)
        self.socket = trust.wrap_socket(plain, server_hostname=SERVER)
        key = base64.b64encode(os.urandom(16)).decode()
        self.socket.sendall(
            f"GET /live HTTP/1.1\r\nHost: {SERVER}:{PORT}\r\nOrigin: https://{SERVER}:{PORT}\r\n"
            f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: {key}\r\n"
            "Sec-WebSocket-Version: 13\r\n\r\n".encode())
        self.bytes = b""
        while b"\r\n\r\n" not in self.bytes:
            self.bytes += self.socket.recv(4096)
        head, self.bytes = self.bytes.split(b"\r\n\r\n", 1)
        assert head.startswith(b"HTTP/1.1 101"), head
        text, field = (code, b"\x12") if code else (token, b"\x1a")
        hello = b"\x08\x01" + field + bytes([len(text)]) + text.encode()
        self.send(2, b"\x0a" + bytes([len(hello)]) + hello)
        self.states = []
        self.welcome = None

    def send(self, opcode, payload):
        self.socket.sendall(bytes([0x80 | opcode, 0x80 | len(payload)]) + bytes(4) + payload)

    def read_for(self, seconds):
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.socket.settimeout(left)
            try:
                more = self.socket.recv(65536)
            except TimeoutError:
                return
            assert more, "the connection of a client that is there was ended"
            self.bytes += more
            self.take_frames()

    def take_frames(self):
        while len(self.bytes) >= 2:
            length, at = self.bytes[1] & 0x7F, 2
            if length >= 126:
                at = 4 if length == 126 else 10
                if len(self.bytes) < at:
                    return
                length = int.from_bytes(self.bytes[2:at], "big")
            if len(self.bytes) < at + length:
                return
            opcode, payload = self.bytes[0] & 0xF, self.bytes[at:at + length]
            self.bytes = self.bytes[at + length:]
            if opcode == 9:
                self.send(10, payload)
            elif opcode == 8:
                raise AssertionError(f"the server closed a client that is there: {payload}")
            elif opcode == 2:
                told = fields_of(payload)
                if self.STATE in told:
                    self.states.append(time.monotonic())
                elif self.WELCOME in told:
                    self.welcome = fields_of(told[self.WELCOME])


def established(process):
    """Whether the server holds a connection from the peer behind the link."""
    remote = f"{struct.unpack('=I', socket.inet_aton(PEER))[0]:08X}"
    with open(f"/proc/{process}/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    return any(row[2].startswith(remote) and row[3] == "01" for row in rows)


def run(program):
    server = subprocess.Popen(
        ["ip", "netns", "exec", SERVER_SPACE, program, "exercise", "serve",
         "config/exercises/quiet_weekday.txtpb", "--journal", f"{folder}/kept", "--address", SERVER,
         "--port", str(PORT), "--certificate", certificate, "--key", f"{folder}/key.pem"],
        stdout=subprocess.PIPE, text=True)
    try:
        told = ""
        while not (code := re.search(r"controller +\S+#code=(\S+)", told)):
            line = server.stdout.readline()
            assert line, "the server did not start: " + told
            told += line
        here = Client(SERVER_SPACE, code=code[1])
        gone = Client(PEER_SPACE, code=code[1])
        gone.read_for(2)
        here.read_for(2)
        assert gone.states and here.states, "no state came"
        assert established(server.pid), "the peer has no connection"
        ip("-n", PEER_SPACE, "link", "set", "fcr0", "down")
        began = time.monotonic()
        del here.states[:-1]
        while established(server.pid) and time.monotonic() - began < 40:
            here.read_for(0.25)
        after = time.monotonic() - began
        gaps = [late - early for early, late in zip(here.states, here.states[1:])]
        print(f"the peer was held to be gone after {after:.1f} s; meanwhile the other had "
              f"{len(gaps)} states, {max(gaps):.2f} s apart at most")
        assert GONE_AFTER_S - 11 <= after <= GONE_AFTER_S + 2, "that is not when it should be"
        assert max(gaps) < 2, "the other was held up"
        ip("-n", PEER_SPACE, "link", "set", "fcr0", "up")
        back = Client(PEER_SPACE, token=gone.welcome[5].decode())
        back.read_for(2)
        assert back.welcome and back.welcome[3] == gone.welcome[3], "it did not get its seat back"
        print(f"{back.welcome[3].decode()} came back to its seat")
    finally:
        server.terminate()
        server.wait()


try:
    make_spaces()
except (OSError, subprocess.CalledProcessError) as failure:
    print(f"SKIPPED: no network namespace can be made here ({failure})")
    for space in (SERVER_SPACE, PEER_SPACE):
        subprocess.run(["ip", "netns", "del", space], capture_output=True, check=False)
    sys.exit(77)
try:
    with tempfile.TemporaryDirectory() as folder:
        certificate = f"{folder}/certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
             "-nodes", "-days", "2", "-subj", "/CN=fcrsim test", "-addext",
             f"subjectAltName=IP:{SERVER}", "-keyout", f"{folder}/key.pem", "-out", certificate],
            check=True, capture_output=True)
        run(sys.argv[1])
finally:
    for space in (SERVER_SPACE, PEER_SPACE):
        ip("netns", "del", space)
