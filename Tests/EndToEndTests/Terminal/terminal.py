"""A person at a terminal: types into the program on a pseudo-terminal and looks at the screen that comes of it.

pexpect keeps the pseudo-terminal, pyte plays the terminal. Nothing here waits for a time: a look waits until the screen
shows what is looked for, up to a limit that only a program that hangs reaches.
"""

import os
import select
import signal
import time
import unicodedata

import pexpect
import pyte
from wcwidth import wcwidth

LIMIT = 120
# The editor has pastes marked for as long as it takes keys.
READY = b"\x1b[?2004h"


class Screen(pyte.Screen):
    """pyte stops drawing at a mark that it does not know as combining, such as the vowels of Devanagari."""

    def draw(self, data):
        super().draw("".join(char for char in data if wcwidth(char) or unicodedata.combining(char)))


class Terminal:
    """The program on a terminal of so many columns and rows."""

    def __init__(self, program, *arguments, columns=80, rows=24, environment=None):
        variables = {"PATH": os.environ["PATH"], "HOME": os.getcwd(), "TERM": "xterm-256color", "LANG": "C.UTF-8"}
        variables.update(environment or {})
        # A test that runs on a thread may have signals blocked, and the program would inherit that.
        signal.pthread_sigmask(signal.SIG_SETMASK, [])
        self.screen = Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.raw = b""
        self.prompts = 0
        self.wanted_prompts = 1
        self.process = pexpect.spawn(
            program, list(arguments), env=variables, dimensions=(rows, columns), timeout=LIMIT, echo=False
        )
        self.process.delaybeforesend = None

    def type(self, text):
        self.wanted_prompts = self.prompts + text.endswith(("\r", "\n"))
        self.process.send(text)

    def paste(self, text):
        """As a terminal does it that marks pastes."""
        self.process.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def resize(self, columns, rows):
        self.screen.resize(rows, columns)
        self.process.setwinsize(rows, columns)

    @property
    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self):
        return "\n".join(self.lines).rstrip()

    def see(self, wanted):
        """Waits until the screen shows a text, or something that a function of the screen accepts."""
        test = wanted if callable(wanted) else lambda terminal: wanted in terminal.text
        end = time.monotonic() + LIMIT
        while not test(self):
            if not self._read(end - time.monotonic()):
                raise AssertionError(f"not seen: {wanted!r}\nraw tail: {self.raw[-400:]!r}\nscreen:\n{self.text}")
        return self

    def press_until(self, key, test):
        """Presses a key that may be lost, as a person does: again, where nothing comes of it for a while."""
        end = time.monotonic() + LIMIT
        while time.monotonic() < end:
            self.type(key)
            patience = time.monotonic() + 2
            while not test(self):
                if not self._read(patience - time.monotonic()):
                    break
            else:
                return self
        raise AssertionError(f"not seen after {key!r}\nscreen:\n{self.text}")

    def see_prompt(self):
        """Waits until the cursor stands behind an empty prompt; behind Enter, until that is a new one."""
        return self.see(lambda terminal: terminal.prompts >= terminal.wanted_prompts and terminal.at_prompt(""))

    def at_prompt(self, typed):
        """Whether the line of the cursor is a prompt with this text."""
        line = self.screen.display[self.screen.cursor.y]
        return line.rstrip() == ("cultivar> " + typed).rstrip() and self.screen.cursor.x >= len("cultivar> ")

    def see_end(self):
        """Waits until the program has ended, and gives its exit code."""
        end = time.monotonic() + LIMIT
        while self._read(end - time.monotonic()):
            pass
        while self.process.isalive():
            if time.monotonic() > end:
                raise AssertionError(f"not ended\nscreen:\n{self.text}")
            time.sleep(0.01)
        return self.process.exitstatus

    def _read(self, seconds):
        """Takes in what the program has written; false where nothing comes any more."""
        if seconds <= 0 or not select.select([self.process.child_fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self.process.child_fd, 1 << 16)
        except OSError:
            return False
        # A mark may come in two pieces.
        self.prompts += (self.raw[1 - len(READY) :] + data).count(READY)
        self.raw += data
        self.stream.feed(data)
        return bool(data)

    def close(self):
        self.process.close(force=True)
