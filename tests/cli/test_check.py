"""`sluice check`: findings with their place, a summary, and the right exit code."""
import json
import re

import program


class Check(program.ProgramTest):
    def test_the_standard_rules_are_green(self):
        out = self.sluice("check").decode()
        self.assertRegex(out, r"\d+ rules, \d+ tests, \d+ variants, 0 failed")

    def test_a_file_with_several_errors(self):
        path = self.file("mine/facts/bad.rules", "fact nope(a: Plaec)\n\nrule x.y : nope = = Person\n\nrule z.z : missing = Person\n\n$$$\n")
        out = self.sluice("check", self.path("mine"), code=1).decode()
        places = re.findall(r"bad\.rules:(\d+):(\d+): error [A-Z]\d{3}: ", out)
        self.assertGreaterEqual(len(places), 2, out)
        self.assertIn("^", out)
        self.assertRegex(out, r"\d+ tests?, \d+ variants?, \d+ failed(, \d+ known to miss)?\n$")
        report = json.loads(self.sluice("check", "--format", "json", self.path("mine"), code=1))
        found = [(str(d["line"]), str(d["column"])) for d in report["diagnostics"] if d["file"].endswith("bad.rules") and d["severity"] == "error"]
        self.assertEqual(found, places)
        self.assertIn(path.rsplit("/", 1)[1], report["diagnostics"][0]["file"])
        # Extraction with such rules would quietly find less: it does not begin.
        self.assertEqual(self.sluice("extract", "--rules", self.path("mine"), "-", stdin=b"text", code=2), b"")
        self.assertIn("bad.rules:", self.err)

    def test_a_sentence_or_a_suite_that_fails_is_named_with_its_place(self):
        rules = """fact Meeting { party: Person  place: Place? }
frame Meeting.meet {
  verb    meet
  subject party:Person
  with "in" place:Place?
  test   "[Ines Okafor|party] met in [Oslo|place]."
  test   "[Ines Okafor|party] sang in [Oslo|place]."
  reject "Ines Okafor met in Oslo."
  todo   "[Ines Okafor|party] met."
}
suite "meetings" {
  text "Ines Okafor met in Oslo." expect Meeting 1 expect Meeting.meet 1 expect Place 1
  text "Nobody came." expect Meeting 0
  text "Nobody came to Oslo." expect Meeting 1 expect Place 1
}
"""
        self.file("mine/facts/meeting.rules", rules)
        report = json.loads(self.sluice("check", "--format", "json", self.path("mine"), code=1))
        found = [(d["code"], d["line"]) for d in report["diagnostics"] if d["code"].startswith("E")]
        self.assertEqual(found, [("E001", 7), ("E002", 8), ("E003", 9), ("E004", 14)])
        self.assertEqual(report["failed"], 3)

    def test_a_fact_type_of_ones_own_with_a_literal(self):
        rules = """fact Mood { who: Person  mood: text }
frame Mood.smile {
  verb    smile
  subject who:Person
  set     mood = "glad"
  test   "[Ines Okafor|who] smiled." => mood=glad
  reject "The sun smiled."
}
"""
        self.file("mine/facts/mood.rules", rules)
        self.sluice("check", self.path("mine"))
        result = json.loads(self.sluice("extract", "--rules", self.path("mine"), "--format", "jsonl", "-", stdin=b"Angela Merkel smiled."))
        mood = [a for f in result["facts"] if f["type"] == "mood" for a in f["args"] if a["role"] == "mood"]
        self.assertEqual([a["value"] for a in mood], ["glad"])

    def test_a_single_file_and_a_copy_of_a_standard_one(self):
        rules = """words Coin from "lists/coins.tsv"
fact Toll { payer: Person  coin: text }
rule Toll.coin {
  match  payer:Person "paid a" coin:Coin
  test   "[Ines Okafor|payer] paid a [ducat|coin]"
  reject "Ines Okafor paid a visit"
}
"""
        path = self.file("pack/facts/toll.rules", rules)
        self.file("pack/lists/coins.tsv", "ducat\nflorin\n")
        self.sluice("check", path)
        # The list is found from the folder of the file up; without it the file is told apart from its list.
        alone = self.file("elsewhere/toll.rules", rules)
        self.assertRegex(self.sluice("check", alone, code=1).decode(), r"elsewhere/toll\.rules:1:\d+: error C066")
        # A file with the path of a standard one takes its place: the standard visits are gone, and so are their tests.
        copy = self.file("copy/facts/visit.rules", "")
        all_tests, fewer = (json.loads(self.sluice("check", "--format", "json", *path, code=code))["tests"] for path, code in (([], 0), ([copy], 0)))
        self.assertLess(fewer, all_tests)

    def test_sarif(self):
        path = self.file("mine/facts/bad.rules", "let Oft = \"é\" Plaec\nlet Never = \"x\" Persn\n")
        log = json.loads(self.sluice("check", "--format", "sarif", path, code=1))
        self.assertEqual(log["version"], "2.1.0")
        run = log["runs"][0]
        self.assertEqual((run["tool"]["driver"]["name"], run["columnKind"]), ("sluice", "unicodeCodePoints"))
        results = [r for r in run["results"] if r["ruleId"] == "C001"]
        self.assertEqual([r["level"] for r in results], ["error", "error"])
        oft = next(r for r in results if "Plaec" in r["message"]["text"])
        self.assertIn("did you mean 'Place'?", oft["message"]["text"])
        place = oft["locations"][0]["physicalLocation"]
        self.assertTrue(place["artifactLocation"]["uri"].endswith("mine/facts/bad.rules"))
        self.assertEqual(place["region"], {"startLine": 1, "startColumn": 15})
        self.assertLessEqual({r["ruleId"] for r in run["results"]}, {r["id"] for r in run["tool"]["driver"]["rules"]})

    def test_a_caret_under_the_place_also_in_a_long_line(self):
        path = self.file("mine/facts/long.rules", "let Long = " + '"é" ' * 200 + "Plaec\n")
        out = self.sluice("check", path, code=1).decode().split("\n")
        at = next(i for i, line in enumerate(out) if "C001" in line)
        self.assertLess(len(out[at + 1]), 220)
        self.assertEqual(out[at + 1][out[at + 2].index("^"):][:5], "Plaec")

    def test_variants_of_a_frame(self):
        rules = """fact Toll { payer: Person | Organization  amount: Money  place: Place? }
frame Toll.waive {
  verb    waive
  noun    waiver "of"
  subject payer:each (Person | Organization)
  object  amount:Money
  with "in" place:Place?
  test    "[Ines Okafor|payer] waived [$40|amount] in [Oslo|place]."
  reject  "Ines Okafor waived a lot."
}
"""
        path = self.file("mine/facts/toll.rules", rules)
        lines = [json.loads(line) for line in self.sluice("check", path, "--variants", "toll.waive", "--format", "json").decode().splitlines()]
        self.assertTrue(all(v["read"] for v in lines))
        self.assertEqual({v["kind"]: v["sentence"] for v in lines}, {
            "passive": "[$40|amount] was waived by [Ines Okafor|payer] in [Oslo|place].",
            "relative": "[Ines Okafor|payer], who waived [$40|amount] in [Oslo|place], drew attention.",
            "infinitive": "[Ines Okafor|payer] is set to waive [$40|amount] in [Oslo|place].",
            "participle": "Having waived [$40|amount] in [Oslo|place], [Ines Okafor|payer] drew attention.",
            "nominal": "[Ines Okafor|payer]'s waiver of [$40|amount] in [Oslo|place] drew attention.",
            "coordinated verbs": "[Ines Okafor|payer] held a meeting and waived [$40|amount] in [Oslo|place].",
            "coordinated subjects": "[Ines Okafor|payer] and [Brakka Energy|payer] waived [$40|amount] in [Oslo|place].",
        })
        self.assertIn("  ok    passive: ", self.sluice("check", path, "--variants", "toll.waive").decode())
        # A frame that cannot read a variant fails, unless the test says `only` or the variant stands there as a todo.
        narrow = rules.replace("  subject", '  where   voice = active and tense = past\n  unless  "held a meeting"\n  subject')
        out = self.sluice("check", self.file("mine/facts/toll.rules", narrow), code=1).decode()
        self.assertEqual(out.count("error E005"), 1, out)
        self.assertIn("the coordinated verbs form of a test of toll.waive, 'Ines Okafor held a meeting and waived $40 in Oslo.', fails: no match", out)
        self.sluice("check", self.file("mine/facts/toll.rules", narrow.replace("test    ", "test only ")))
        todo = narrow.replace("  reject", '  todo    "[Ines Okafor|payer] held a meeting and waived [$40|amount] in [Oslo|place]."\n  reject')
        self.sluice("check", self.file("mine/facts/toll.rules", todo))

    def test_glue_stands_between_items_unnamed(self):
        rules = """fact Toll { payer: Person  amount: Money }
let Hedge = "reportedly" | "then"
rule Toll.glued glue("," | "quietly") {
  match  payer:Person ("paid" "up")? Hedge amount:Money
  test   "[Ines Okafor|payer] paid quietly up, then [$40|amount]"
  test   "[Ines Okafor|payer], then quietly [$40|amount]"
  reject "Ines Okafor then, quietly $40"
  reject "Ines Okafor loudly then $40"
}
"""
        self.sluice("check", self.file("mine/facts/toll.rules", rules))
        self.sluice("check", self.file("mine/facts/toll.rules", rules.replace(' glue("," | "quietly")', "")), code=1)

    def test_wrong_usage(self):
        self.sluice("check", self.path("nothing"), code=2)
        self.assertIn("no such file or directory", self.err)
        self.sluice("check", self.file("one.txt", ""), code=2)
        self.assertIn("end in .rules", self.err)
        self.sluice("check", "--no-standard", code=2)
        self.sluice("check", "--variants", "no.such", code=2)
        self.assertIn("no variants", self.err)
        self.sluice("check", "--format", "xml", code=2)


program.run()
