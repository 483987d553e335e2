"""Runs the built program and says what did not come out as it should."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else "build/sluice"
SOURCE = sys.argv[2] if len(sys.argv) > 2 else os.getcwd()


class ProgramTest(unittest.TestCase):
    """Each test has a folder of its own and the program at hand."""

    def setUp(self):
        self._folder = tempfile.TemporaryDirectory()
        self.addCleanup(self._folder.cleanup)
        self.folder = self._folder.name

    def path(self, name):
        return os.path.join(self.folder, name)

    def file(self, name, content):
        path = self.path(name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as out:
            out.write(content if isinstance(content, bytes) else content.encode())
        return path

    def sluice(self, *arguments, stdin=b"", code=0):
        """Standard output of a run, which must end with `code`; standard error stays in self.err."""
        run = subprocess.run([PROGRAM, *arguments], input=stdin, capture_output=True, cwd=self.folder, check=False)
        self.err = run.stderr.decode(errors="replace")
        self.assertEqual(run.returncode, code, self.err)
        return run.stdout

    def lines(self, *arguments, stdin=b"", code=0):
        return [json.loads(line) for line in self.sluice(*arguments, stdin=stdin, code=code).decode().splitlines()]


def run():
    unittest.main(argv=sys.argv[:1])
