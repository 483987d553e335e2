"""`sluice extract`: what goes in, what comes out, in which order, and how it ends."""
import csv
import io
import json
import os
import pty
import random
import select
import signal
import subprocess

import program

# Astral characters, combining marks, CRLF, a byte-order mark and letters of two, three and four bytes around what rules find.
TRICKY = ("\ufeffCafé\u0301 🚢🌍 notes\r\n\r\nANKARA, Oct 16, 2024 - 𝔸 Türkiye joined NATO in 1952 and paid €12 million 🪙 for 10,000 tonnes "
          "of copper.\r\n\r\n\"Nai\u0308ve\" talk: Germany \U0001f1e9\U0001f1ea bought over 60% of its gas, Japan said on 5 May 2023.\r\n")
BROKEN = b"\xff\xfeTurkey joined \xe2\x82 NATO in 1952.\xc0\xaf Germany paid \xf0\x9f\x9a $5 million \x80\x80 in 2023.\n"


def units(text, unit):
    """`text` as a sequence whose indexes are offsets in `unit`, and the way back to text."""
    if unit == "codepoint":
        return text, lambda piece: piece
    if unit == "utf16":
        raw = text.encode("utf-16-le")
        return [raw[i:i + 2] for i in range(0, len(raw), 2)], lambda piece: b"".join(piece).decode("utf-16-le")
    raise ValueError(unit)


def spans(node):
    """Every object in a result that has both a text and its offsets."""
    if isinstance(node, dict):
        if "start" in node and "end" in node and "text" in node:
            yield node
        for inner in node.values():
            yield from spans(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from spans(inner)


class Offsets(program.ProgramTest):
    def check_slices(self, raw):
        path = self.file("tricky.txt", raw)
        text = raw.decode(errors="replace")
        sizes = set()
        for unit in ("codepoint", "utf16", "byte"):
            result = json.loads(self.sluice("extract", "--offsets", unit, "--with-text", path))
            self.assertEqual(result["offsets"], unit)
            self.assertEqual(result["text"], text)
            found = list(spans(result))
            sizes.add(len(found))
            self.assertGreater(len(found), 5)
            if unit == "byte":
                for span in found:
                    self.assertEqual(raw[span["start"]:span["end"]].decode(errors="replace"), span["text"])
            else:
                sequence, back = units(text, unit)
                for span in found:
                    self.assertEqual(back(sequence[span["start"]:span["end"]]), span["text"])
        self.assertEqual(len(sizes), 1)

    def test_slices_of_tricky_text(self):
        self.check_slices(TRICKY.encode())

    def test_slices_of_broken_bytes(self):
        self.check_slices(BROKEN)
        result = json.loads(self.sluice("extract", "--offsets", "byte", self.path("tricky.txt")))
        places = [issue["offset"] for issue in result["issues"] if issue["code"] == "T001"]
        self.assertEqual(places[:3], [0, 1, BROKEN.index(b"\xe2\x82 ")])

    def test_broken_bytes_count_as_one_each_in_the_other_units(self):
        by_codepoint = json.loads(self.sluice("extract", self.file("b.txt", BROKEN)))
        self.assertEqual([issue["offset"] for issue in by_codepoint["issues"]][:3], [0, 1, 16])


class Order(program.ProgramTest):
    def documents(self):
        facts = ["Turkey joined NATO in 1952.", "Germany paid €5 million for 10 tonnes of copper on 3 May 2023.", "Over 70% of it went to Japan.", TRICKY]
        return [json.dumps({"id": "d%d" % i, "text": " ".join(random.Random(i).choices(facts, k=1 + i % 7)), "date": "2024-10-16"}) for i in range(300)]

    def test_jobs_and_order_change_no_byte(self):
        lines = self.documents()
        lines[150] = "{broken"
        source = "\n".join(lines).encode()
        one = self.sluice("extract", "--input", "jsonl", "--jobs", "1", "-", stdin=source, code=1)
        for jobs in ("2", "5"):
            self.assertEqual(self.sluice("extract", "--input", "jsonl", "--jobs", jobs, "-", stdin=source, code=1), one)
        results = one.splitlines()
        self.assertEqual(len(results), len(lines))
        turned = self.sluice("extract", "--jobs", "1", "-", stdin="\n".join(lines[:150][::-1]).encode())
        self.assertEqual(turned.splitlines()[::-1], results[:150])

    def test_output_is_the_same_as_on_standard_output(self):
        source = self.file("in.jsonl", "\n".join(self.documents()))
        self.sluice("extract", "-o", self.path("out.jsonl"), source)
        with open(self.path("out.jsonl"), "rb") as out:
            self.assertEqual(out.read(), self.sluice("extract", source))
        self.assertEqual(sorted(os.listdir(self.folder)), ["in.jsonl", "out.jsonl"])


class Forms(program.ProgramTest):
    TEXT = "Turkey joined NATO in 1952. Germany paid €5 million."

    def test_the_keys_of_a_result(self):
        line = json.dumps({"id": "a", "text": self.TEXT, "date": "2024-10-16", "url": "http://x", "n": 1.0, "none": None})
        result, = self.lines("extract", stdin=line.encode())
        self.assertEqual(list(result), ["schema", "engine", "id", "date", "offsets", "meta", "zones", "mentions", "entities", "facts", "issues"])
        self.assertEqual((result["schema"], result["id"], result["date"], result["offsets"]), ("sluice/1", "a", "2024-10-16", "codepoint"))
        self.assertEqual(result["meta"], {"url": "http://x", "n": 1.0})
        self.assertEqual(sorted(result["engine"]), ["rules", "version"])
        money, = [m for m in result["mentions"] if m["type"] == "money"]
        self.assertEqual((money["text"], money["value"]), ("€5 million", {"amount": 5000000, "modifier": "=", "currency": "EUR"}))

    def test_date_is_for_documents_without_one(self):
        lines = ['{"id":"a","text":"x","date":"2020-01-02"}', '{"id":"b","text":"x"}', '{"id":"c","text":"x","date":"soon"}']
        results = self.lines("extract", "--date", "2024-10-16", stdin="\n".join(lines).encode())
        self.assertEqual([r["date"] for r in results], ["2020-01-02", "2024-10-16", "2024-10-16"])
        self.assertEqual([i["code"] for i in results[2]["issues"]], ["I002"])
        self.sluice("extract", "--date", "16/10/2024", "-", code=2)

    def test_conventions_of_dates(self):
        path = self.file("dates.txt", b"The notice of 5/6/2024 was lost. Sales fell in the last fiscal year.")

        def values(*options):
            result = json.loads(self.sluice("extract", "--date", "2025-10-28", *options, path))
            return [m["value"]["timex"] for m in result["mentions"] if m["type"] == "date"]

        self.assertEqual(values(), ["2024-06-05", "FY2024"])
        self.assertEqual(values("--date-order", "mdy", "--fiscal-year-start", "7"), ["2024-05-06", "FY2025"])

    def test_table_and_csv(self):
        table = self.sluice("extract", "--format", "table", self.file("a.txt", self.TEXT)).decode()
        self.assertRegex(table, r"(?m)^money +1  €5 million = 5000000 EUR$")
        rows = list(csv.reader(io.StringIO(self.sluice("extract", "--format", "csv", self.path("a.txt")).decode())))
        self.assertEqual(rows[0][:3], ["document", "date", "fact"])
        self.assertTrue(all(len(row) == len(rows[0]) for row in rows))

    def test_only_and_zones(self):
        path = self.file("a.txt", self.TEXT)
        result, = self.lines("extract", "--only", "money,date", path)
        self.assertEqual({m["type"] for m in result["mentions"]}, {"money", "date"})
        self.assertEqual(result["facts"], [])
        self.assertEqual(self.lines("extract", "--zones", "related", path)[0]["mentions"], [])
        self.sluice("extract", "--zones", "middle", path, code=2)
        self.assertIn("middle", self.err)

    def test_a_table_on_a_terminal(self):
        path = self.file("a.txt", self.TEXT)
        master, slave = pty.openpty()
        with subprocess.Popen([program.PROGRAM, "extract", path], stdout=slave, stderr=subprocess.PIPE) as run:
            os.close(slave)
            seen = b""
            while select.select([master], [], [], 30)[0]:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    break
                if not piece:
                    break
                seen += piece
        os.close(master)
        self.assertEqual(run.returncode, 0)
        self.assertIn(b"mentions", seen)
        self.assertNotIn(b'"schema"', seen)

    def test_version_and_help(self):
        self.assertRegex(self.sluice("--version").decode(), r"^sluice \d+\.\d+\.\d+\nrules [0-9a-f]+\nICU \d+\.\d+\nRE2 \d")
        for command in ("extract", "check", "eval", "convert"):
            self.assertIn("Examples:", self.sluice(command, "--help").decode())
        self.assertIn("extract", self.sluice("--help").decode())


class BadInput(program.ProgramTest):
    def test_a_missing_file_beside_a_good_one(self):
        good = self.file("good.txt", "Turkey joined NATO.")
        results = self.lines("extract", self.path("missing.txt"), good, code=1)
        self.assertEqual([r["id"] for r in results], ["missing", "good"])
        self.assertEqual(results[0]["error"]["code"], "io.open")
        self.assertIn("missing.txt: cannot be opened: No such file", self.err)
        self.sluice("extract", self.path("missing.txt"), code=2)

    def test_a_directory_without_documents(self):
        os.makedirs(self.path("empty/deep"))
        self.file("empty/readme.md", "x")
        self.assertEqual(self.sluice("extract", self.path("empty"), code=2), b"")
        self.assertIn("empty: there are no documents", self.err)
        self.assertEqual(len(self.lines("extract", self.path("empty"), self.file("a.txt", "x"), code=1)), 1)

    def test_broken_jsonl_on_line_three_of_five(self):
        lines = ['{"id":"a","text":"1"}', '{"id":"b","text":"2"}', '{"id":"c" "text":"3"}', '{"text":"4"}', '{"id":"a","text":"5"}']
        results = self.lines("extract", self.file("in.jsonl", "\n".join(lines)), code=1)
        self.assertEqual([r["id"] for r in results], ["a", "b", "in.jsonl:3", "in.jsonl:4", "a"])
        self.assertEqual(list(results[2]), ["schema", "engine", "id", "error"])
        self.assertIn("in.jsonl:3:11: ", results[2]["error"]["message"])
        self.assertIn("in.jsonl:3:11: ", self.err)
        self.assertEqual([i["code"] for i in results[4]["issues"]], ["I001"])

    def test_strict_stops(self):
        source = self.file("in.jsonl", '{"id":"a","text":"1"}\n{bad\n{"id":"c","text":"3"}\n')
        results = self.lines("extract", "--strict", source, code=1)
        self.assertEqual([r["id"] for r in results], ["a", "in.jsonl:2"])
        self.sluice("extract", "--strict", "-o", self.path("out"), source, code=1)
        self.assertEqual(os.listdir(self.folder), ["in.jsonl"])

    def test_what_is_packed_badly_says_so(self):
        results = self.lines("extract", self.file("d/a.html", "<p>"), self.file("d/b.txt", "x"), self.file("d/c.jsonl.gz", b"\x1f\x8b"), self.file("d/d.txt.zst", "x"), code=1)
        self.assertEqual([(r["id"], "error" in r) for r in results], [("a", False), ("b", False), ("c", True), ("d", True)])
        self.assertIn("c.jsonl.gz: cannot be read: the gzip stream is damaged", self.err)

    def test_nothing_is_a_document_too(self):
        result, = self.lines("extract", self.file("empty.txt", ""))
        self.assertEqual((result["id"], result["mentions"], result["facts"]), ("empty", [], []))
        self.assertEqual(self.sluice("extract", "--input", "jsonl", "-", stdin=b""), b"")
        self.assertEqual(self.lines("extract", stdin=b"plain words")[0]["id"], "stdin")

    def test_names_that_are_no_utf8(self):
        folder = os.path.join(os.fsencode(self.folder), b"d\xff")
        os.mkdir(folder)
        with open(os.path.join(folder, b"a\xfe.txt"), "wb") as out:
            out.write(b"Turkey joined NATO.")
        run = subprocess.run([program.PROGRAM, "extract", folder, os.path.join(folder, b"no\xfd")], capture_output=True, check=False)
        self.assertEqual(run.returncode, 1)
        self.assertEqual([json.loads(line)["id"] for line in run.stdout.decode().splitlines()], ["a\ufffd", "no\ufffd"])

    def test_wrong_usage(self):
        for arguments in ((), ("nonsense",), ("extract", "--format", "xml", "-"), ("extract", "--offsets", "char", "-"), ("extract", "--jobs", "x", "-"),
                          ("extract", "--no-standard", "-"), ("extract", "-o", "no/such/place", "-"), ("extract", "--rules", "no-such-rules", "-")):
            self.assertEqual(self.sluice(*arguments, code=2), b"", arguments)
            self.assertNotEqual(self.err, "", arguments)

    def test_a_closed_pipe_ends_quietly(self):
        line = json.dumps({"text": "Turkey joined NATO in 1952. " * 20}) + "\n"
        source = self.file("in.jsonl", line * 3000)
        for jobs in ("1", "3"):
            with subprocess.Popen([program.PROGRAM, "extract", "--jobs", jobs, source], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                  preexec_fn=lambda: signal.signal(signal.SIGPIPE, signal.SIG_DFL)) as run:
                run.stdout.readline()
                run.stdout.close()
                err = run.stderr.read()
                self.assertEqual((run.wait(), err), (0, b""))

    def test_progress_as_json(self):
        self.sluice("extract", "--progress", "json", self.file("a.txt", "x"), self.path("b.txt"), code=1)
        last = json.loads(self.err.splitlines()[-1])
        self.assertEqual((last["documents"], last["failed"], last["done"]), (1, 1, True))


program.run()
