"""`sluice eval`: the numbers for a stored prediction, and what happens where something cannot be read."""
import json
import os

import program

GOLD = os.path.join(program.SOURCE, "tests/cli/eval/gold")
PREDICTION = os.path.join(program.SOURCE, "tests/cli/eval/pred.jsonl")


class Eval(program.ProgramTest):
    def scores(self, *arguments, code=0):
        return json.loads(self.sluice("eval", "--format", "json", *arguments, code=code))

    def counts(self, counts):
        return counts["right"], counts["extra"], counts["missed"]

    def test_numbers_of_a_stored_prediction(self):
        scores = self.scores("--gold", GOLD, "--pred", PREDICTION)
        self.assertEqual(self.counts(scores["mentions"]["strict"]), (22, 4, 6))
        self.assertEqual(self.counts(scores["mentions"]["names"]), (14, 2, 5))
        self.assertEqual(self.counts(scores["mentions"]["values"]), (8, 2, 1))
        self.assertEqual(self.counts(scores["mentions"]["exact"]), (23, 3, 5))
        self.assertEqual(self.counts(scores["mentions"]["type"]), (24, 2, 4))
        self.assertAlmostEqual(scores["mentions"]["partial"]["precision"], 24 / 26, 5)
        self.assertEqual(self.counts(scores["facts"]), (7, 6, 5))
        self.assertEqual(self.counts(scores["roles"]), (25, 6, 3))
        self.assertEqual(self.counts(scores["coreference"]), (2, 0, 2))
        self.assertAlmostEqual(scores["facts"]["f1"], 0.56, 5)
        for name, right, of in (("value_accuracy", 5, 8), ("factuality", 7, 9), ("attribution", 1, 2)):
            self.assertEqual((scores[name]["right"], scores[name]["of"]), (right, of))
        self.assertEqual(self.counts(scores["by_type"]["facts"]["acquisition"]), (1, 1, 1))
        self.assertEqual(self.counts(scores["by_type"]["mentions"]["place"]), (5, 0, 2))
        self.assertIn("silent: there is no result", self.err)

    def test_offsets_in_other_units_give_the_same_numbers(self):
        with open(PREDICTION, encoding="utf-8") as stored:
            documents = [json.loads(line) for line in stored]
        wanted = self.scores("--gold", GOLD, "--pred", PREDICTION)
        texts = {}
        for name in ("harbour", "mill"):
            texts[name] = json.loads(self.sluice("extract", "--with-text", "--offsets", "codepoint", self.plain_text(name)))["text"]
        for unit, length in (("byte", lambda s: len(s.encode())), ("utf16", lambda s: len(s.encode("utf-16-le")) // 2)):
            def convert(node, text):
                if isinstance(node, dict):
                    for key in ("start", "end"):
                        if key in node:
                            node[key] = length(text[:node[key]])
                for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
                    convert(inner, text)
                return node
            lines = [json.dumps({**convert(json.loads(json.dumps(d)), texts.get(d["id"], "")), "offsets": unit}) for d in documents]
            path = self.file(unit + ".jsonl", "\n".join(lines))
            self.assertEqual(self.scores("--gold", GOLD, "--pred", path), wanted)

    def plain_text(self, name):
        """The gold's text without markup, as a file."""
        with open(os.path.join(GOLD, name + ".gold"), encoding="utf-8") as gold:
            marked = gold.read().split("---\n")[1]
        text, depth, label = "", 0, 0
        i = 0
        while i < len(marked):
            c = marked[i]
            if c == "\\":
                text, i = text + marked[i + 1], i + 1
            elif c == "[":
                depth += 1
            elif c == "|":
                i = marked.index("]", i)
                depth -= 1
            else:
                text += c
            i += 1
        return self.file(name + ".txt", text.strip("\n") + "\n")

    def test_views(self):
        by_rule = self.scores("--gold", GOLD, "--pred", PREDICTION, "--by", "rule")["by_rule"]
        self.assertEqual((by_rule["price.y"]["right"], by_rule["price.z"]["right"]), (1, 0))
        by_document = self.scores("--gold", GOLD, "--pred", PREDICTION, "--by", "document")["by_document"]
        self.assertEqual(self.counts(by_document["mill"]["facts"]), (2, 1, 0))
        self.assertEqual(self.counts(by_document["silent"]["facts"]), (0, 0, 1))
        errors = self.scores("--gold", GOLD, "--pred", PREDICTION, "--errors", "3")["errors"]
        self.assertEqual(len(errors), 3)
        table = self.sluice("eval", "--gold", GOLD, "--pred", PREDICTION, "--errors", "3").decode()
        self.assertIn("0.560", table)
        self.assertIn("... and 21 more", table)

    def test_fail_under(self):
        self.sluice("eval", "--gold", GOLD, "--pred", PREDICTION, "--fail-under", "0.5")
        self.sluice("eval", "--gold", GOLD, "--pred", PREDICTION, "--fail-under", "0.6", code=1)
        self.sluice("eval", "--gold", GOLD, "--pred", PREDICTION, "--fail-under", "6", code=2)

    def test_gold_with_an_unclosed_bracket_beside_a_good_one(self):
        self.file("gold/bad.gold", "id: bad\n---\nin [Oman|place #o and\n---\nlocation(what=\"in\", place=#o)\n")
        self.file("gold/good.gold", "id: good\n---\n[Mali|place ML #mali] left.\n---\n")
        prediction = self.file("p.jsonl", '{"id":"good","mentions":[{"type":"place","start":0,"end":4,"text":"Mali"}]}\n')
        scores = self.scores("--gold", self.path("gold"), "--pred", prediction, code=1)
        self.assertEqual(self.counts(scores["mentions"]["strict"]), (1, 0, 0))
        self.assertIn("bad.gold:3:4: error M004", self.err)
        self.assertIn("   | " + "   ^", self.err)
        self.sluice("eval", "--gold", self.path("gold/bad.gold"), "--pred", prediction, code=2)

    def test_what_is_not_there(self):
        self.sluice("eval", "--gold", "no/such", code=2)
        self.assertIn("no/such", self.err)
        self.sluice("eval", "--gold", GOLD, "--pred", "no-such.jsonl", code=2)
        self.assertIn("no-such.jsonl", self.err)
        self.sluice("eval", code=2)
        broken = self.file("b.jsonl", '{"id":"mill"}\n{"id":\n')
        self.sluice("eval", "--gold", GOLD, "--pred", broken, code=1)
        self.assertIn("b.jsonl:2:", self.err)

    def test_the_engine_reads_the_gold_itself(self):
        scores = self.scores("--gold", GOLD)
        self.assertEqual((scores["documents"], scores["unanswered"]), (3, 0))
        results = self.sluice("extract", "--date", "2025-03-12", self.plain_text("harbour"), self.plain_text("mill"), self.plain_text("silent"))
        # The header's date stands in one of the three alone; the numbers must still be those of the text with that date.
        again = self.scores("--gold", os.path.join(GOLD, "harbour.gold"), "--pred", self.file("r.jsonl", results))
        alone = self.scores("--gold", os.path.join(GOLD, "harbour.gold"))
        self.assertEqual(again, alone)


program.run()
