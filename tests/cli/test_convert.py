"""`sluice convert`: every corpus document through every format that can hold it, in all units, also with letters beyond the first plane."""
import glob
import json
import os
import re

import program

FACT = re.compile(r"^(\w+)\((.*)\)([^)]*)$")
ARGUMENT = re.compile(r'(\w+)=(#[^,\s)]+|"(?:[^"\\]|\\.)*"(?:@\d+)?|up|down)')
LABEL = re.compile(r"\|[^\[\]]*(?:\[\w+\][^\[\]]*)*\]")


def parse_markup(text):
    """Text and mentions (start, end, label) of span markup; written apart from the program's own parser."""
    out, mentions, open_at, i = [], [], [], 0
    while i < len(text):
        c = text[i]
        if c == "\\" and text[i + 1] in "[]|\\":
            out.append(text[i + 1])
            i += 2
        elif c == "[":
            open_at.append(len(out))
            i += 1
        elif c == "|" and open_at:
            label = LABEL.match(text, i)
            mentions.append((open_at.pop(), len(out), label.group()[1:-1]))
            i = label.end()
        else:
            out.append(c)
            i += 1
    return "".join(out), sorted(mentions, key=lambda m: (m[0], -m[1]))


def canonical(source):
    """What a gold file says, whatever its entities are called and in whatever order its arguments stand."""
    head, text, facts = re.split(r"(?m)^---[ \t]*\n", source)
    facts = facts.replace('"@1,', '",').replace('"@1)', '")')
    text, mentions = parse_markup(text.strip("\n") + "\n")
    numbers = {}
    for start, _, label in mentions:
        for part in label.split():
            if part.startswith("#"):
                numbers.setdefault(part, "#%d" % len(numbers))
    rename = lambda s: " ".join(numbers.get(p, p) for p in s.split())
    out = []
    for line in facts.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, arguments, tail = FACT.match(re.sub(r'\s+by\s+("(?:[^"\\]|\\.)*"(?:@\d+)?|#\S+)\s*$', lambda m: " by " + m.group(1).replace(")", "\0").replace("(", "\1"), line)).groups()
        out.append((kind, sorted((role, numbers.get(filler, filler)) for role, filler in ARGUMENT.findall(arguments)), rename(tail)))
    date = re.search(r"(?m)^date:\s*(\S+)", head)
    return {"text": text, "mentions": [(s, e, rename(label)) for s, e, label in mentions], "facts": out, "date": date and date.group(1),
            "id": re.search(r"(?m)^id:\s*(\S+)", head).group(1)}


def astral(source):
    """The same gold with mathematical letters in place of some, so that each line has characters of four bytes."""
    head, text, facts = re.split(r"(?m)^---[ \t]*\n", source)
    swap = lambda piece: piece.replace("a", "\U0001d41a").replace("t", "\U0001d42d").replace(",", ", \U0001f6a2")
    pieces, at = [], 0
    for label in LABEL.finditer(text):
        pieces += [swap(text[at:label.start()]), label.group()]
        at = label.end()
    facts = re.sub(r'"(?:[^"\\]|\\.)*"', lambda m: swap(m.group()), facts)
    return "---\n".join((head, "".join(pieces) + swap(text[at:]), facts))


def corpus():
    sources = {}
    for path in glob.glob(os.path.join(program.SOURCE, "corpus", "*", "*.gold")):
        with open(path, encoding="utf-8") as gold:
            sources[os.path.basename(path)] = gold.read()
    return sources


class RoundTrips(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.sources = corpus()
        self.assertGreater(len(self.sources), 20)
        self.sources.update({"astral-" + name: re.sub(r"(?m)^id:\s*", "id: astral-", astral(source), count=1) for name, source in list(self.sources.items())})
        for name, source in self.sources.items():
            self.file("gold/" + name, source)
        self.expected = {c["id"]: c for c in map(canonical, self.sources.values())}

    def check_gold(self, folder, without=()):
        seen = 0
        for path in glob.glob(self.path(folder) + "/**/*.gold", recursive=True):
            with open(path, encoding="utf-8") as gold:
                found = canonical(gold.read())
            expected = dict(self.expected[found["id"]])
            for key in without:
                expected[key] = found[key]
            for key, what in expected.items():
                self.assertEqual(found[key], what, path)
            seen += 1
        self.assertEqual(seen, len(self.sources))

    def convert(self, *arguments, code=0):
        self.sluice("convert", *arguments, code=code)
        return self.err

    def test_gold_to_gold(self):
        self.convert("gold", "again", "--to", "gold")
        self.check_gold("again")
        self.assertEqual(self.err, "sluice: %d documents converted to gold\n" % len(self.sources))

    def test_gold_through_results_in_every_unit(self):
        for unit in ("byte", "codepoint", "utf16"):
            self.convert("gold", unit + ".jsonl.gz", "--offsets", unit, "--strict")
            self.convert(unit + ".jsonl.gz", "from-" + unit, "--to", "gold")
            self.check_gold("from-" + unit)

    def test_gold_through_brat(self):
        report = self.convert("gold", "brat", "--to", "brat")
        self.assertIn("dates of documents", report)
        self.convert("brat", "from-brat", "--to", "gold")
        self.check_gold("from-brat", without=("date",))

    def test_gold_through_spacy(self):
        self.convert("gold", "all.spacy.jsonl", "--strict")
        self.convert("all.spacy.jsonl", "from-spacy", "--to", "gold")
        self.check_gold("from-spacy")

    def test_columns_hold_tokens_and_outer_mentions(self):
        for name in ("all.conll", "all.bioes"):
            report = self.convert("gold", name)
            for lost in ("facts", "values", "ids of documents"):
                self.assertIn(lost, report)
            self.convert(name, "from-columns", "--to", "jsonl", "--quiet")
            with open(self.path("from-columns"), encoding="utf-8") as lines:
                found = [json.loads(line) for line in lines]
            squeeze = lambda text: "".join(text.split())
            by_text = {squeeze(r["text"]): r for r in found}
            for gold in self.expected.values():
                end, flat = 0, []
                for start, stop, label in gold["mentions"]:
                    if start >= end:
                        flat.append((squeeze(gold["text"][start:stop]), label.split()[0]))
                        end = stop
                self.assertEqual([(squeeze(m["text"]), m["type"]) for m in by_text[squeeze(gold["text"])]["mentions"]], flat)

    def test_prodigy_holds_spans(self):
        self.convert("gold", "all.prodigy.jsonl")
        self.convert("all.prodigy.jsonl", "back.jsonl", "--from", "spacy", "--quiet")
        with open(self.path("back.jsonl"), encoding="utf-8") as lines:
            for line in lines:
                result = json.loads(line)
                expected = self.expected[result["id"]]
                self.assertEqual([(m["start"], m["end"], m["type"]) for m in result["mentions"]], [(s, e, label.split()[0]) for s, e, label in expected["mentions"]])


class Results(program.ProgramTest):
    def setUp(self):
        super().setUp()
        texts = [{"id": c["id"], "text": c["text"], "date": c["date"], "n": 1} for c in map(canonical, map(astral, list(corpus().values())[:12]))]
        texts += [{"id": c["id"] + "-plain", "text": c["text"].replace("\n", "\r\n"), "date": c["date"]} for c in map(canonical, list(corpus().values())[:12])]
        self.source = self.file("in.jsonl", "\n".join(map(json.dumps, texts)))

    def load(self, name):
        with open(self.path(name), encoding="utf-8") as lines:
            return [{k: v for k, v in json.loads(line).items() if k != "engine"} for line in lines]

    def test_results_stay_the_same_in_every_unit_and_through_spacy(self):
        self.sluice("extract", "--with-text", "-o", "codepoint.jsonl", self.source)
        before = self.load("codepoint.jsonl")
        self.assertGreater(sum(len(r["facts"]) for r in before), 50)
        for unit in ("byte", "utf16"):
            self.sluice("extract", "--with-text", "--offsets", unit, "-o", unit + ".jsonl", self.source)
            self.sluice("convert", unit + ".jsonl", "back.jsonl", "--strict")
            self.assertEqual(self.load("back.jsonl"), before)
            self.sluice("convert", "codepoint.jsonl", "other.jsonl", "--offsets", unit)
            self.assertEqual(self.load("other.jsonl"), self.load(unit + ".jsonl"))
        self.sluice("extract", "--format", "spacy", "-o", "x.spacy.jsonl", self.source)
        self.sluice("convert", "x.spacy.jsonl", "from-spacy.jsonl")
        self.assertEqual(self.load("from-spacy.jsonl"), before)

    def test_results_through_brat_keep_spans_facts_and_triggers(self):
        self.sluice("extract", "--with-text", "-o", "all.jsonl", self.source)
        self.sluice("convert", "all.jsonl", "brat", "--to", "brat")
        self.sluice("convert", "brat", "back.jsonl", "--quiet")
        slim = lambda r: {"text": r["text"], "mentions": [(m["start"], m["end"], m["type"], "entity" in m) for m in r["mentions"]],
                          "facts": [(f["type"], f["trigger"]["start"], f["polarity"], f["modality"], sorted((a["role"], a["start"], a["end"], a.get("value", ""), "refers" in a) for a in f["args"]),
                                     f.get("attribution", {}).get("start")) for f in r["facts"]]}
        before = {r["id"]: slim(r) for r in self.load("all.jsonl")}
        after = {r["id"]: slim(r) for r in self.load("back.jsonl")}
        self.assertEqual(after, before)

    def test_results_without_texts_need_them(self):
        self.sluice("extract", "-o", "bare.jsonl", self.source)
        self.sluice("convert", "bare.jsonl", "out.jsonl", code=2)
        self.assertIn("--with-text", self.err)
        self.assertFalse(os.path.exists(self.path("out.jsonl")))
        self.sluice("convert", "bare.jsonl", "out.jsonl", "--texts", self.source)
        self.sluice("extract", "--with-text", "-o", "with.jsonl", self.source)
        self.assertEqual(self.load("out.jsonl"), self.load("with.jsonl"))
        wrong = self.file("wrong.jsonl", "\n".join(json.dumps({"id": r["id"], "text": "x" * 5000}) for r in self.load("with.jsonl")))
        self.sluice("convert", "bare.jsonl", "out2.jsonl", "--texts", wrong, code=2)
        self.assertIn("the text has 'xxx", self.err)


class Readers(program.ProgramTest):
    def mentions(self, name, content, *options):
        self.file(name, content)
        results = self.lines("convert", name, "-", "--to", "jsonl", "--quiet", *options)
        return [[(m["text"], m["type"]) for m in r["mentions"]] for r in results]

    def test_columns_of_others(self):
        expected = [[("EU", "organization"), ("German", "misc"), ("Peter Blackburn", "person"), ("BRUSSELS", "place")]]
        conll03 = ("-DOCSTART- -X- -X- O\n\nEU NNP I-NP I-ORG\nrejects VBZ I-VP O\nGerman JJ I-NP I-MISC\ncall NN I-NP O\n\nPeter NNP I-NP I-PER\nBlackburn NNP I-NP I-PER\n\n"
                   "BRUSSELS NNP I-NP I-LOC\n1996-08-22 CD I-NP O\n")
        self.assertEqual(self.mentions("a.conll", conll03), expected)
        bilou = "EU\tU-ORG\nrejects\tO\nGerman\tU-MISC\n\nPeter\tB-PER\nBlackburn\tL-PER\n\nBRUSSELS\tU-LOC\n"
        self.assertEqual(self.mentions("b.iob", bilou), expected)
        self.assertEqual(self.mentions("c.bio", "A B-PER\nB B-PER\nC I-PER\nD I-ORG\n"), [[("A", "person"), ("B C", "person"), ("D", "organization")]])
        self.file("bad.conll", "-DOCSTART- -X- -X- O\n\nEU X-ORG\n")
        self.sluice("convert", "bad.conll", "-", "--to", "jsonl", code=2)
        self.assertIn("bad.conll: line 3: the tag 'X-ORG'", self.err)

    def test_json_of_others(self):
        text = "\U0001f6a2 EU and Peter"
        spans = [(2, 4, "ORG"), (9, 14, "PERSON")]
        expected = [[("EU", "organization"), ("Peter", "person")]]
        for line in ({"text": text, "ents": [{"start": s, "end": e, "label": l} for s, e, l in spans]}, {"text": text, "entities": spans}, {"text": text, "label": spans},
                     {"text": text, "spans": [{"start": s, "end": e, "label": l, "token_start": 0} for s, e, l in spans], "answer": "accept"}):
            self.assertEqual(self.mentions("a.jsonl", json.dumps(line)), expected)
        self.file("bad.jsonl", json.dumps({"text": "ab", "entities": [[0, 9, "ORG"]]}))
        self.sluice("convert", "bad.jsonl", "-", "--to", "csv", code=2)
        self.assertIn("bad.jsonl:1: the text has 2 characters", self.err)

    def test_brat_of_others(self):
        self.file("b/x.txt", "Sony was founded\nby Ibuka.")
        self.file("b/x.ann", "T1\tOrganization 0 4\tSony\nT2\tMERGE-ORG 9 16\tfounded\nT3\tPer 20 25\tIbuka\nE1\tMERGE-ORG:T2 Org1:T1 Founder2:T3\nA1\tNegation E1\n"
                             "R1\tOrigin Arg1:T1 Arg2:T3\n*\tEquiv T1 T3\n#1\tAnnotatorNotes T1\tsure?\nT4\tGPE 0 4;9 16\tSony founded\n")
        result, = self.lines("convert", "b", "-", "--to", "jsonl", "--quiet")
        self.assertEqual([(m["text"], m["type"], m.get("entity")) for m in result["mentions"]], [("Sony", "organization", "e1"), ("Ibuka", "person", "e1"), ("Sony was founded", "place", None)])
        self.assertEqual([(f["type"], f["polarity"], [(a["role"], a["text"]) for a in f["args"]]) for f in result["facts"]],
                         [("MERGE-ORG", "negative", [("Org", "Sony"), ("Founder", "Ibuka")]), ("origin", "positive", [("arg1", "Sony"), ("arg2", "Ibuka")])])
        self.file("b/x.ann", "T1\tOrg 0 99\tx\n")
        self.sluice("convert", "b", "-", "--to", "jsonl", code=2)
        self.assertIn("x.ann:1: the text has 26 characters", self.err)

    def test_gold_of_every_form_scores_alike(self):
        gold = os.path.abspath(os.path.join(program.SOURCE, "corpus", "dev"))
        self.sluice("convert", gold, "all.jsonl", "--quiet")
        self.sluice("convert", gold, "all.spacy.jsonl", "--quiet")
        scores = [json.loads(self.sluice("eval", "--gold", path, "--format", "json")) for path in (gold, "all.jsonl", "all.spacy.jsonl")]
        self.assertEqual(scores[0], scores[1])
        self.assertEqual(scores[0], scores[2])
        self.sluice("convert", gold, "brat", "--to", "brat", "--quiet")
        self.sluice("convert", gold, "all.bioes", "--quiet")
        self.sluice("extract", "--with-text", "-o", "pred.jsonl", self.file("x.jsonl", self.sluice("convert", "brat", "-", "--to", "jsonl", "--quiet")))
        pred = [json.loads(self.sluice("eval", "--gold", path, "--pred", "pred.jsonl", "--format", "json")) for path in (gold, "brat")]
        self.assertEqual(pred[0], pred[1])
        columns = json.loads(self.sluice("eval", "--gold", "all.bioes", "--format", "json"))
        self.assertGreater(columns["mentions"]["strict"]["f1"] if "strict" in columns["mentions"] else 1, 0.4)

    def test_wrong_usage(self):
        self.file("a.gold", "id: a\n---\nx\n---\n")
        self.file("odd.xyz", "")
        for arguments, said in ((("a.gold", "out"), "--to"), (("a.gold", "-", "--to", "gold"), "no stream"), (("none.gold", "x.jsonl"), "no such file"),
                                (("odd.xyz", "x.jsonl"), "--from"), (("a.gold", "x.jsonl", "--to", "xml"), "xml")):
            self.sluice("convert", *arguments, code=2)
            self.assertIn(said, self.err)
        self.file("two/b.gold", "id: b\n---\ny\n---\n")
        self.file("two/c.gold", "id: c\n---\n[y|\n---\n")
        self.sluice("convert", "two", "x.jsonl", code=1)
        self.assertIn("c.gold:3", self.err)


program.run()
