"""The formats of other tools, read by Python's standard library after the rules that each format documents."""
import csv
import glob
import hashlib
import io
import json
import os
import re
import sqlite3
from html.parser import HTMLParser

import program

TEXT = ("\U0001f6a2 Türkiye joins NATO\n\nANKARA, Oct 16, 2024 - Rio Tinto plans to acquire Teck Resources for €12 million, the company said.\n\n"
        "𝔸 revenue at Teck Resources rose 12% to $3.4 billion in 2023. Germany did not buy over 10,000 tonnes of copper.\n")


class Formats(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.source = self.file("a.jsonl", "".join(json.dumps({"id": i, "text": t, "date": "2024-10-16", "url": "http://x"}) + "\n"
                                                   for i, t in (("news/a 1", TEXT), ("b", "Nothing."), ("c", ""))))
        self.results = self.lines("extract", "--with-text", self.source)
        self.result = self.results[0]
        self.assertGreater(len(self.result["facts"]), 2)

    def formatted(self, name, code=0):
        return self.sluice("extract", "--format", name, self.source, code=code).decode()


class Brat(Formats):
    def test_brat(self):
        self.sluice("extract", "--format", "brat", "-o", "brat", self.source)
        self.assertEqual(sorted(os.path.relpath(p, self.path("brat")) for p in glob.glob(self.path("brat") + "/**", recursive=True) if os.path.isfile(p)),
                         ["annotation.conf", "b.ann", "b.txt", "c.ann", "c.txt", "news/a 1.ann", "news/a 1.txt"])
        with open(self.path("brat/news/a 1.txt"), encoding="utf-8", newline="") as text_file:
            text = text_file.read()
        self.assertEqual(text, TEXT)
        spans, events, attributes, normalizations = {}, {}, [], []
        with open(self.path("brat/news/a 1.ann"), encoding="utf-8") as lines:
            for line in lines:
                name, what, *shown = line.rstrip("\n").split("\t")
                if name[0] == "T":
                    kind, places = what.split(" ", 1)
                    pieces = [text[int(a):int(b)] for a, b in (piece.split(" ") for piece in places.split(";"))]
                    self.assertNotIn("\n", "".join(pieces))
                    self.assertEqual(" ".join(pieces), shown[0])
                    spans[name] = kind
                elif name[0] == "E":
                    parts = [part.split(":") for part in what.split(" ")]
                    self.assertTrue(all(len(p) == 2 and p[1] in spans for p in parts), line)
                    self.assertEqual(spans[parts[0][1]], parts[0][0])
                    events[name] = parts
                elif name[0] == "A":
                    attributes.append(tuple(what.split(" ")))
                elif name[0] == "N":
                    self.assertRegex(what, r"^Reference T\d+ \w+:\S+$")
                    normalizations.append((what.split(" ")[2], shown[0]))
        self.assertEqual([p[0][0] for p in events.values()], [f["type"] for f in self.result["facts"]])
        self.assertEqual([k for k in spans.values() if k != "argument"][:len(self.result["mentions"])], [m["type"] for m in self.result["mentions"]])
        self.assertIn(("value:12000000_EUR", "12000000 EUR"), normalizations)
        planned = [e for e, p in zip(events, self.result["facts"]) if p["modality"] == "planned"]
        self.assertEqual([a[1] for a in attributes if a[0] == "Modality"], planned)
        with open(self.path("brat/annotation.conf"), encoding="utf-8") as conf:
            sections = re.split(r"(?m)^\[(\w+)\]\n", conf.read())
        self.assertEqual(sections[1::2], ["entities", "relations", "events", "attributes"])
        known = set(sections[2].split())
        self.assertLessEqual({k for k in spans.values() if k not in {p[0][0] for p in events.values()}}, known)
        self.sluice("extract", "--format", "brat", self.source, code=2)
        self.assertIn("-o", self.err)
        self.sluice("extract", "--format", "brat", "--offsets", "utf16", "-o", "x", self.source, code=2)
        self.assertIn("code points", self.err)

    def test_ids_that_are_no_file_names_stay_inside(self):
        lines = [json.dumps({"id": i, "text": "Turkey joined NATO."}) for i in ("../up", "/etc/x", ".hidden", "a\tb", "n" * 400, "", "dup", "dup")]
        self.sluice("extract", "--format", "brat", "-o", "out/inner", self.file("ids.jsonl", "\n".join(lines)))
        files = [os.path.relpath(p, self.path("out/inner")) for p in glob.glob(self.path("out/inner") + "/**/*.txt", recursive=True)]
        self.assertEqual(len(files), 8)
        self.assertEqual([f for f in glob.glob(self.path("out") + "/*")], [self.path("out/inner")])


class Columns(Formats):
    def read(self, name):
        documents = []
        for line in self.formatted(name).split("\n"):
            if line.startswith("-DOCSTART-"):
                self.assertEqual(len(line.split(" ")), 4)
                documents.append([[]])
            elif line == "":
                documents[-1].append([])
            else:
                token, pos, chunk, tag = line.split(" ")
                self.assertEqual(token.split(), [token])
                documents[-1][-1].append((token, tag))
        return [[sentence for sentence in document if sentence] for document in documents]

    def spans(self, document):
        """Tokens and type of each mention; the text in between is checked to be all there."""
        found, at = [], 0
        for sentence in document:
            before = None
            for token, tag in sentence:
                at = TEXT.index(token, at)
                if tag[0] in "BS":
                    found.append([at, at + len(token), tag[2:]])
                elif tag[0] in "IE":
                    self.assertIsNotNone(before)
                    self.assertEqual(before[2:], tag[2:])
                    found[-1][1] = at + len(token)
                at += len(token)
                before = None if tag == "O" else tag
        return [tuple(f) for f in found]

    def outer(self):
        end, flat = 0, []
        for m in sorted(self.result["mentions"], key=lambda m: (m["start"], -m["end"])):
            if m["start"] >= end:
                flat.append((m["start"], m["end"], m["type"]))
                end = m["end"]
        return flat

    def test_conll_and_bioes(self):
        for name in ("conll", "bioes"):
            documents = self.read(name)
            self.assertEqual(len(documents), 3)
            self.assertEqual("".join(t for s in documents[0] for t, _ in s), "".join(TEXT.split()))
            self.assertEqual(self.spans(documents[0]), self.outer())
        for sentence in self.read("bioes")[0]:
            tags = [tag[0] for _, tag in sentence] + ["O"]
            for tag, following in zip(tags, tags[1:]):
                self.assertEqual(tag in "BI", following in "IE")


class Json(Formats):
    def test_web_annotations(self):
        pages = [json.loads(line) for line in self.formatted("webannotation").splitlines()]
        self.assertEqual(len(pages), 3)
        page = pages[0]
        self.assertEqual((page["@context"][0], page["type"]), ("http://www.w3.org/ns/anno.jsonld", "AnnotationPage"))
        ids = [item["id"] for item in page["items"]]
        self.assertEqual(len(ids), len(set(ids)))
        self.assertEqual(len(ids), len(self.result["mentions"]) + len(self.result["facts"]))
        for item in page["items"]:
            self.assertEqual(item["type"], "Annotation")
            self.assertNotIn(" ", item["id"])
            targets = [item["target"]] + [b for b in (item["body"] if isinstance(item["body"], list) else []) if b["type"] == "SpecificResource"]
            for target in targets:
                position, quote = target["selector"]
                self.assertEqual(TEXT[position["start"]:position["end"]], quote["exact"])
                self.assertTrue(TEXT[:position["start"]].endswith(quote["prefix"]))
                self.assertTrue(TEXT[position["end"]:].startswith(quote["suffix"]))

    def test_spacy_and_prodigy(self):
        docs = [json.loads(line) for line in self.formatted("spacy").splitlines()]
        self.assertEqual([d["text"] for d in docs], [TEXT, "Nothing.", ""])
        self.assertEqual([(s["start"], s["end"], s["label"]) for s in docs[0]["spans"]["sc"]], [(m["start"], m["end"], m["type"]) for m in self.result["mentions"]])
        kept = dict(docs[0]["sluice"])
        self.assertEqual(kept, {k: v for k, v in self.result.items() if k != "text"})
        tasks = [json.loads(line) for line in self.formatted("prodigy").splitlines()]
        self.assertEqual(tasks[0]["meta"], {"id": "news/a 1", "date": "2024-10-16"})
        tokens = tasks[0]["tokens"]
        for token in tokens:
            self.assertEqual(TEXT[token["start"]:token["end"]], token["text"])
        relations = [r for t in tasks for r in t["relations"]]
        self.assertEqual(len(relations), sum(len(f["args"]) for f in self.result["facts"]))
        for span in tasks[0]["spans"] + [s for r in relations for s in (r["head_span"], r["child_span"])]:
            self.assertEqual((tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]), (span["start"], span["end"]))

    def test_csv(self):
        rows = list(csv.DictReader(io.StringIO(self.formatted("csv"))))
        self.assertEqual([(r["type"], r["role"], r["text"]) for r in rows], [(f["type"], a["role"], a["text"]) for f in self.result["facts"] for a in f["args"]])


class Page(Formats):
    def test_a_page_stands_alone_and_shows_all(self):
        class Reader(HTMLParser):
            def __init__(self):
                super().__init__()
                self.open, self.texts, self.marks, self.facts, self.links = [], [], [], 0, []

            def handle_starttag(self, tag, attrs):
                attrs = dict(attrs)
                self.links += [attrs[k] for k in ("src", "href") if k in attrs]
                self.facts += "data-fact" in attrs
                if tag == "div":
                    self.texts.append("")
                if tag == "mark" and "title" in attrs:
                    self.marks.append([attrs["class"], len(self.texts[-1]), None])
                    self.open.append(self.marks[-1])
                elif tag == "mark":
                    self.open.append([None, 0, None])

            def handle_endtag(self, tag):
                if tag == "mark":
                    mark = self.open.pop()
                    mark[2] = len(self.texts[-1]) if self.texts else 0

            def handle_data(self, data):
                if self.texts and self.lasttag in ("div", "mark"):
                    self.texts[-1] += data

        source = self.file("p.jsonl", json.dumps({"id": "<b>&", "text": TEXT, "date": "2024-10-16"}))
        page = self.sluice("extract", "--format", "html", source).decode()
        reader = Reader()
        reader.feed(page)
        self.assertEqual(reader.links, [])
        self.assertEqual(reader.texts, [TEXT])
        self.assertEqual([tuple(m) for m in reader.marks if m[0] not in ("argument", "trigger")], [(m["type"], m["start"], m["end"]) for m in self.result["mentions"]])
        self.assertEqual(reader.facts, len(self.result["facts"]))
        self.assertIn("&lt;b&gt;&amp;", page)


class Database(Formats):
    # The tables are published: where they change, their version grows, and so does this line.
    VERSION, SHAPE = 1, "285ce6a0efc93c97"

    def database(self, *options):
        self.sluice("extract", "--format", "sqlite", "-o", "out.db", *options, self.source)
        return sqlite3.connect(self.path("out.db"))

    def test_rows_are_what_the_result_says(self):
        for unit in ("codepoint", "byte", "utf16"):
            result, *_ = self.lines("extract", "--offsets", unit, self.source)
            with self.database("--offsets", unit) as db:
                self.assertEqual(db.execute("PRAGMA integrity_check").fetchone(), ("ok",))
                self.assertEqual(db.execute("SELECT id, date, text, meta FROM documents ORDER BY document").fetchall()[0],
                                 ("news/a 1", "2024-10-16", TEXT, '{"url":"http://x"}'))
                self.assertEqual(db.execute("SELECT type, start, end, text FROM mentions ORDER BY mention").fetchall(),
                                 [(m["type"], m["start"], m["end"], m["text"]) for m in result["mentions"]])
                self.assertEqual(db.execute("SELECT f.type, polarity, modality, role, a.start, a.end, a.text FROM facts f JOIN arguments a USING (fact) ORDER BY a.rowid").fetchall(),
                                 [(f["type"], f["polarity"], f["modality"], a["role"], a["start"], a["end"], a["text"]) for f in result["facts"] for a in f["args"]])
                names = {e["id"]: e["name"] for e in result["entities"]}
                self.assertEqual(db.execute("SELECT a.name FROM arguments a ORDER BY a.rowid").fetchall(),
                                 [(names.get(a.get("entity"), a["text"]),) for f in result["facts"] for a in f["args"]])
                self.assertEqual(db.execute("SELECT amount, amount_text, currency FROM mentions WHERE text = '€12 million'").fetchall(), [(12e6, "12000000", "EUR")])
                self.assertEqual(db.execute("SELECT offsets FROM run").fetchone(), (unit,))
            db.close()

    def test_full_text_and_indexes(self):
        with self.database() as db:
            self.assertEqual(db.execute("SELECT d.id FROM documents_text t JOIN documents d ON d.document = t.rowid WHERE documents_text MATCH 'copper'").fetchall(), [("news/a 1",)])
            plan = db.execute("EXPLAIN QUERY PLAN SELECT * FROM arguments WHERE name = 'Teck Resources' AND role = 'target'").fetchall()
            self.assertIn("USING INDEX arguments_by_name", plan[0][3])
        db.close()

    def test_documents_that_cannot_be_read_have_a_row(self):
        self.source = self.file("b.jsonl", '{"id":"x","text":"a"}\n{bad\n')
        self.sluice("extract", "--format", "sqlite", "-o", "out.db", self.source, code=1)
        with sqlite3.connect(self.path("out.db")) as db:
            self.assertEqual(db.execute("SELECT id, text IS NULL, error_code FROM documents").fetchall(), [("x", 0, None), ("b.jsonl:2", 1, "io.json")])
        db.close()

    def test_the_shape_changes_only_with_its_version(self):
        with self.database() as db:
            version, = db.execute("PRAGMA user_version").fetchone()
            shape = [row for table, in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'documents_text_%' ORDER BY name").fetchall()
                     for row in [table] + [tuple(c[1:4]) for c in db.execute("PRAGMA table_info(%s)" % table)]]
            shape += db.execute("SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name").fetchall()
        db.close()
        self.assertEqual((version, hashlib.sha256(repr(shape).encode()).hexdigest()[:16]), (self.VERSION, self.SHAPE))


program.run()
