"""Runs a command in a pseudo-terminal of its own, as a person would in a shell.

What the command writes goes to stdout as it is. Each line on stdin is a JSON object:
{"keys": "text"}, {"size": [rows, columns]}, or {"hang up": true}, which closes the terminal.
Ends with the command's exit code.
"""
import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios


def set_size(terminal, rows, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def exit_code(child):
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status) % 256


def main(command):
    child, terminal = pty.fork()
    if child == 0:
        os.execvp(command[0], command)
    set_size(terminal, 40, 100)
    pending = b""
    while True:
        ready, _, _ = select.select([terminal, 0], [], [])
        if terminal in ready:
            try:
                output = os.read(terminal, 65536)
            except OSError:
                output = b""
            if not output:
                return exit_code(child)
            os.write(1, output)
        if 0 in ready:
            received = os.read(0, 65536)
            if not received:
                os.close(terminal)
                return exit_code(child)
            *lines, pending = (pending + received).split(b"\n")
            for line in lines:
                order = json.loads(line)
                if "keys" in order:
                    os.write(terminal, order["keys"].encode())
                if "size" in order:
                    set_size(terminal, *order["size"])
                if "hang up" in order:
                    os.close(terminal)
                    return exit_code(child)


sys.exit(main(sys.argv[1:]))
