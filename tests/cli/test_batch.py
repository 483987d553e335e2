"""`sluice extract` over much: resuming after a kill, signals, full disks, packed files, limits, progress."""
import gzip
import json
import os
import random
import resource
import signal
import sqlite3
import subprocess
import threading
import time

import program

SENTENCES = ["Turkey joined NATO in 1952.", "Germany paid €5 million for 10 tonnes of copper on 3 May 2023.", "Over 70% of it went to Japan.",
             "𝔸 Orovale to buy Cobre Sur for $1.2bn.", "Chile holds over 40% of the lithium market, the ministry said."]


def documents(count, seed=1):
    chance = random.Random(seed)
    lines = [json.dumps({"id": "d%d" % i, "text": " ".join(chance.choices(SENTENCES, k=1 + i % 9)), "date": "2024-10-16"}) for i in range(count)]
    lines[count // 3] = "{broken"
    lines[count // 2] = lines[1]  # an id for the second time
    return "\n".join(lines) + "\n"


class Resume(program.ProgramTest):
    def run_and_kill(self, arguments, after):
        """Starts a run and kills it hard after so many seconds; true where it had ended by itself."""
        with subprocess.Popen([program.PROGRAM, *arguments], cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            try:
                run.communicate(timeout=after)
                return True
            except subprocess.TimeoutExpired:
                run.kill()
                run.communicate()
                return False

    def content(self, name):
        with open(self.path(name), "rb") as out:
            return out.read()

    def kill_until_done(self, name, moments, *options):
        """Kills run after run at random moments, until one comes to its end."""
        command = ["extract", *options, "-o", name, "in.jsonl"]
        chance = random.Random(len(name))
        started = time.monotonic()
        self.sluice(*command, code=1)
        whole = time.monotonic() - started
        expected = self.content(name)
        os.remove(self.path(name))
        kills = 0
        for _ in range(moments):
            if self.run_and_kill([*command, "--resume"], chance.uniform(0, whole * 0.6)):
                break
            kills += 1
        # The last kill may have come when all was done: the file has its name only then.
        self.sluice(*command, "--resume", code=0 if os.path.exists(self.path(name)) else 1)
        self.assertEqual(self.content(name), expected, name)
        self.assertEqual(sorted(os.listdir(self.folder)), ["in.jsonl", name])
        os.remove(self.path(name))
        return kills

    def test_kills_at_random_moments_lose_and_double_nothing(self):
        self.file("in.jsonl", documents(2000))
        kills = 0
        for round_number in range(6):
            kills += self.kill_until_done("out%d.jsonl" % round_number, 10, "--jobs", str(1 + round_number % 3))
        kills += self.kill_until_done("out.csv", 10, "--format", "csv", "--jobs", "2")
        kills += self.kill_until_done("out.jsonl.gz", 10, "--with-text", "--jobs", "2")
        kills += self.kill_until_done("out.jsonl.zst", 10, "--with-text")
        self.assertGreater(kills, 20)

    def test_a_database_survives_kills(self):
        self.file("in.jsonl", documents(1500))
        command = ["extract", "--format", "sqlite", "--jobs", "2", "in.jsonl"]
        self.sluice(*command, "-o", "whole.db", code=1)
        chance = random.Random(5)
        for _ in range(8):
            self.run_and_kill([*command, "-o", "killed.db", "--resume"], chance.uniform(0, 0.8))
        self.sluice(*command, "-o", "killed.db", "--resume", code=0 if os.path.exists(self.path("killed.db")) else 1)
        dumps = []
        for name in ("whole.db", "killed.db"):
            with sqlite3.connect(self.path(name)) as database:
                self.assertEqual(database.execute("PRAGMA integrity_check").fetchone(), ("ok",))
                dumps.append([database.execute("SELECT * FROM %s ORDER BY rowid" % table).fetchall()
                              for table in ("documents", "mentions", "entities", "facts", "arguments", "issues")])
        self.assertEqual(dumps[0], dumps[1])
        self.assertEqual(len(dumps[0][0]), 1500)

    def torn(self, partial, journal):
        """A run that was cut off: what it left, as given."""
        self.file("out.jsonl.partial", partial)
        self.file("out.jsonl.journal", journal)

    def test_whatever_a_kill_left_is_made_good(self):
        self.file("in.jsonl", documents(300))
        command = ["extract", "-o", "out.jsonl", "in.jsonl"]
        self.sluice(*command, code=1)
        expected = self.content("out.jsonl")
        os.remove(self.path("out.jsonl"))
        # A run that stops by a signal shows what a journal looks like.
        with subprocess.Popen([program.PROGRAM, "extract", "-o", "out.jsonl", "--jobs", "1", "-"], cwd=self.folder, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as run:
            run.stdin.write(documents(300).encode()[:2000])
            run.stdin.flush()
            while not os.path.exists(self.path("out.jsonl.journal")) or self.content("out.jsonl.journal").count(b"\n") < 3:
                time.sleep(0.01)
            run.send_signal(signal.SIGTERM)
            self.assertEqual(run.wait(), -signal.SIGTERM)
        journal = self.content("out.jsonl.journal").split(b"\n")
        self.assertTrue(journal[0].startswith(b"sluice run "))
        self.sluice(*command, "--resume", code=2)   # other input: standard input and a file are not the same run
        self.assertIn("other input", self.err)
        for name in ("out.jsonl.partial", "out.jsonl.journal"):
            os.remove(self.path(name))
        self.run_and_kill(command, 0)
        for partial, lines in ((b"", b""), (b"half a rec", b"sluice run 1"), (b"", journal[0])):
            self.torn(partial, lines)
            self.sluice(*command, "--resume", code=1)
            self.assertEqual(self.content("out.jsonl"), expected)
            os.remove(self.path("out.jsonl"))

    def test_a_complete_output_is_left_alone(self):
        self.file("in.jsonl", '{"text":"a"}\n')
        self.sluice("extract", "-o", "out.jsonl", "in.jsonl")
        before = os.stat(self.path("out.jsonl")).st_mtime_ns
        self.sluice("extract", "-o", "out.jsonl", "--resume", "in.jsonl")
        self.assertIn("is complete", self.err)
        self.assertEqual(os.stat(self.path("out.jsonl")).st_mtime_ns, before)
        self.sluice("extract", "--resume", "in.jsonl", code=2)
        self.assertIn("-o FILE", self.err)


class Signals(program.ProgramTest):
    def test_a_signal_ends_a_run_that_waits_and_one_that_works(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with subprocess.Popen([program.PROGRAM, "extract", "--input", "jsonl", "--jobs", "1", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
                run.stdin.write(b'{"id":"a","text":"Turkey joined NATO."}\n')
                run.stdin.flush()
                # The first result shows that the run waits for more.
                first = run.stdout.readline()
                self.assertEqual(json.loads(first)["id"], "a")
                run.send_signal(number)
                out, err = run.communicate(timeout=60)
                self.assertEqual(run.returncode, -number)
                self.assertIn(b"interrupted", err)
                self.assertEqual(out, b"")

    def test_what_was_reported_as_written_is_there_and_resumes(self):
        self.file("in.jsonl", documents(6000))
        command = ["extract", "-o", "out.jsonl", "--jobs", "2", "in.jsonl"]
        self.sluice(*command, code=1)
        with open(self.path("out.jsonl"), "rb") as out:
            expected = out.read()
        os.remove(self.path("out.jsonl"))
        with subprocess.Popen([program.PROGRAM, *command], cwd=self.folder, stderr=subprocess.PIPE) as run:
            while not os.path.exists(self.path("out.jsonl.journal")) or os.path.getsize(self.path("out.jsonl.journal")) < 100:
                if run.poll() is not None:
                    break
                time.sleep(0.005)
            run.send_signal(signal.SIGINT)
            err = run.communicate()[1].decode()
        self.assertEqual(run.returncode, -signal.SIGINT, err)
        kept = int(err[err.rindex("interrupted; ") + len("interrupted; "):].split()[0])
        with open(self.path("out.jsonl.partial"), "rb") as out:
            lines = out.read().splitlines()
        self.assertEqual(sum(1 for line in lines if b'"error":' not in line), kept)
        self.assertEqual(lines, expected.splitlines()[:len(lines)])
        self.sluice(*command, "--resume", code=1)
        with open(self.path("out.jsonl"), "rb") as out:
            self.assertEqual(out.read(), expected)


class Limits(program.ProgramTest):
    def test_a_document_over_the_limit_is_refused_by_its_id(self):
        text = "Turkey joined NATO in 1952. " * 100
        source = self.file("in.jsonl", "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in (("a", "x"), ("big", text), ("c", "y"))))
        results = self.lines("extract", "--max-document", "1K", source, code=1)
        self.assertEqual([(r["id"], r.get("error", {}).get("code")) for r in results], [("a", None), ("big", "io.size"), ("c", None)])
        self.assertIn("larger than 1024 bytes", self.err)
        self.assertEqual(len(self.lines("extract", "--max-document", "4K", source)), 3)

    def peak(self, megabytes):
        """Most resident memory, in kB, of a run whose input is that long and whose reader is slow."""
        line = (json.dumps({"text": " ".join(SENTENCES) * 20}) + "\n").encode()
        rounds = megabytes * 1000000 // len(line)
        environment = dict(os.environ, ASAN_OPTIONS="quarantine_size_mb=1:detect_leaks=0")
        with subprocess.Popen([program.PROGRAM, "extract", "--jobs", "2", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as run:
            def feed():
                for _ in range(rounds):
                    run.stdin.write(line)
                run.stdin.close()

            feeder = threading.Thread(target=feed)
            feeder.start()
            most = seen = 0
            for _ in run.stdout:
                seen += 1
                if seen % 100 == 1:
                    time.sleep(0.01)
                    with open("/proc/%d/status" % run.pid, encoding="ascii") as status:
                        most = max([most] + [int(row.split()[1]) for row in status if row.startswith("VmHWM")])
            feeder.join()
            self.assertEqual(run.wait(), 0)
        self.assertEqual(seen, rounds)
        return most

    def test_memory_does_not_grow_with_the_input_while_a_slow_reader_takes_its_time(self):
        short, long = self.peak(3), self.peak(15)
        self.assertLess(long, short + 40000)
        with open(program.PROGRAM, "rb") as binary:
            plain = b"__asan_init" not in binary.read()
        self.assertLess(long, 300000 if plain else 2000000)

    def test_a_full_disk_is_said_and_nothing_is_passed_off_as_complete(self):
        if not os.path.exists("/dev/full"):
            self.fail("this system has no /dev/full")
        source = self.file("in.jsonl", documents(200))
        self.sluice("extract", "-o", "/dev/full", source, code=2)
        self.assertIn("No space left on device", self.err)
        with open("/dev/full", "wb") as full:
            run = subprocess.run([program.PROGRAM, "extract", source], stdout=full, stderr=subprocess.PIPE, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"No space left on device", run.stderr)

    def test_a_file_that_may_not_grow_keeps_what_can_be_resumed(self):
        self.file("in.jsonl", documents(3000))
        command = ["extract", "-o", "out.jsonl", "in.jsonl"]
        self.sluice(*command, code=1)
        with open(self.path("out.jsonl"), "rb") as out:
            expected = out.read()
        os.remove(self.path("out.jsonl"))

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(expected) // 2, len(expected) // 2))

        run = subprocess.run([program.PROGRAM, *command], cwd=self.folder, capture_output=True, preexec_fn=limit, check=False)
        self.assertEqual(run.returncode, 2)
        self.assertIn(b"File too large", run.stderr)
        self.assertIn(b"--resume", run.stderr)
        self.assertFalse(os.path.exists(self.path("out.jsonl")))
        self.sluice(*command, "--resume", code=1)
        with open(self.path("out.jsonl"), "rb") as out:
            self.assertEqual(out.read(), expected)


class Packed(program.ProgramTest):
    def test_in_and_out(self):
        plain = documents(500)
        source = self.file("in.jsonl", plain)
        expected = self.sluice("extract", source, code=1).replace(b"in.jsonl:", b"in.jsonl.gz:")
        zipped = self.file("in.jsonl.gz", gzip.compress(plain[:20000].encode()) + gzip.compress(plain[20000:].encode()))
        self.assertEqual(self.sluice("extract", zipped, code=1).replace(self.folder.encode(), b""), expected.replace(self.folder.encode(), b""))
        with open(zipped, "rb") as packed:
            piped = self.sluice("extract", "-", stdin=packed.read(), code=1)
        self.assertEqual(len(piped.splitlines()), 500)
        for jobs in ("1", "3"):
            self.sluice("extract", "--jobs", jobs, "-o", self.path("out%s.jsonl.gz" % jobs), "--with-text", zipped, code=1)
        with gzip.open(self.path("out1.jsonl.gz")) as out:
            self.assertEqual(len(out.read().splitlines()), 500)
        with open(self.path("out1.jsonl.gz"), "rb") as one, open(self.path("out3.jsonl.gz"), "rb") as three:
            self.assertEqual(one.read(), three.read())
        self.sluice("extract", "-o", self.path("out.jsonl.zst"), zipped, code=1)
        self.assertEqual(self.sluice("convert", "--quiet", "--texts", source, self.path("out.jsonl.zst"), "-", "--to", "csv", code=1)[:9], b"document,")

    def test_a_packed_file_that_is_cut_off_gives_what_it_has_and_an_error(self):
        whole = gzip.compress(documents(400).encode())
        results = self.lines("extract", self.file("in.jsonl.gz", whole[:len(whole) // 2]), code=1)
        self.assertGreater(len(results), 10)
        self.assertEqual(results[-1]["error"]["code"], "io.read")
        self.assertIn("cut off", self.err)


class Pages(program.ProgramTest):
    PAGE = ("<!doctype html><html><head><title>Ore plant | The Daily</title><meta property='article:published_time' content='2024-10-16T08:00:00Z'></head><body>"
            "<nav><a href=/>Home</a></nav><article><h1>Orovale to buy Cobre Sur for $1.2bn</h1>"
            "<p>🚢 Orovale said on Tuesday that it would buy the copper miner Cobre Sur &amp; Co. for &euro;12 million, and that the deal is due to close in May.</p>"
            "<p>Turkey joined NATO in 1952, and Germany paid &#8364;5 million for 10,000 tonnes of copper in 2023 &mdash; nobody knows why it did.</p></article>"
            "<footer><p>All rights reserved by a company whose name is of no interest to anybody who reads this page.</p></footer></body></html>")

    def test_a_page_gives_its_story_and_the_way_back(self):
        path = self.file("page.html", self.PAGE)
        for unit, source in (("codepoint", self.PAGE), ("byte", self.PAGE.encode()), ("utf16", self.PAGE.encode("utf-16-le"))):
            result, = self.lines("extract", "--with-text", "--source-map", "--offsets", unit, path)
            self.assertEqual(result["date"], "2024-10-16")
            text = result["text"]
            self.assertTrue(text.startswith("Orovale to buy"))
            self.assertNotIn("rights reserved", text)
            target = text if unit == "codepoint" else text.encode() if unit == "byte" else text.encode("utf-16-le")
            scale = 2 if unit == "utf16" else 1
            covered = 0
            for start, end, source_start, source_end in result["source_map"]:
                piece, there = target[start * scale:end * scale], source[source_start * scale:source_end * scale]
                if end - start == source_end - source_start and unit == "byte":
                    self.assertEqual(piece, there)
                covered += end - start
            self.assertGreater(covered * scale, len(target) * 0.9)
            money = [m for m in result["mentions"] if m["type"] == "money"]
            self.assertEqual([m["value"]["currency"] for m in money], ["USD", "EUR", "EUR"])
        self.assertNotIn("source_map", self.lines("extract", path)[0])


class Progress(program.ProgramTest):
    def test_json_tells_all_and_lists_what_failed(self):
        source = self.file("in.jsonl", documents(200))
        self.sluice("extract", "--progress", "json", source, code=1)
        last = json.loads(self.err.splitlines()[-1])
        self.assertEqual((last["documents"], last["failed"], last["done"], last["complete"]), (199, 1, True, True))
        self.assertEqual(last["all_bytes"], os.path.getsize(source))
        self.assertEqual(last["bytes"], last["all_bytes"])
        self.assertGreater(last["facts"], 100)
        failure, = last["failures"]
        self.assertEqual((failure["id"], failure["code"]), ("in.jsonl:67", "io.json"))

    def test_failures_are_counted_at_the_end(self):
        source = self.file("in.jsonl", documents(200))
        self.sluice("extract", "--progress", "none", source, code=1)
        self.assertEqual(self.err.splitlines()[-1], "sluice: 1 of 200 documents failed")


class Events(program.ProgramTest):
    def test_what_several_sentences_tell_comes_together(self):
        text = "Rio Tinto plans to acquire Teck Resources for $5 million.\n\nRio Tinto acquired Teck Resources for $6 million in May 2024.\n"
        path = self.file("a.txt", text)
        result, = self.lines("extract", "--events", "--date", "2024-10-16", path)
        facts = {f["id"]: f for f in result["facts"]}
        self.assertGreaterEqual(len(facts), 2)
        for event in result["events"]:
            self.assertTrue(all(facts[f]["event"] == event["id"] for f in event["facts"]))
            roles = {a["role"] for a in event["args"]}
            self.assertEqual(roles, {a["role"] for f in event["facts"] for a in facts[f]["args"]})
            for argument in event["args"]:
                self.assertEqual(text[argument["start"]:argument["end"]], argument["text"])
        joined, = [e for e in result["events"] if e["type"] == "acquisition"]
        self.assertEqual(len(joined["facts"]), 2)
        self.assertEqual(joined["modality"], "actual")
        self.assertEqual(joined["conflicts"], ["amount"])
        self.assertNotIn("events", self.lines("extract", path)[0])
        rows = self.sluice("extract", "--events", "--format", "csv", path).decode().splitlines()
        self.assertIn("conflict", rows[0])
        self.assertIn("amount?", self.sluice("extract", "--events", "--format", "table", path).decode())


program.run()
