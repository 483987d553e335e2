"""`sluice check`: findings with their place, a summary, and the right exit code."""
import json
import re

import program


class Check(program.ProgramTest):
    def test_the_standard_rules_are_green(self):
        out = self.sluice("check").decode()
        self.assertRegex(out, r"\d+ rules, \d+ tests, 0 failed")

    def test_a_file_with_several_errors(self):
        path = self.file("mine/facts/bad.rules", "fact nope(a: Plaec)\n\nrule x.y : nope = = Person\n\nrule z.z : missing = Person\n\n$$$\n")
        out = self.sluice("check", self.path("mine"), code=1).decode()
        places = re.findall(r"bad\.rules:(\d+):(\d+): error [A-Z]\d{3}: ", out)
        self.assertGreaterEqual(len(places), 2, out)
        self.assertIn("^", out)
        self.assertRegex(out, r"\d+ tests?, \d+ failed\n$")
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

    def test_wrong_usage(self):
        self.sluice("check", self.path("nothing"), code=2)
        self.assertIn("no such directory", self.err)
        self.sluice("check", self.file("one.rules", ""), code=2)
        self.assertIn("no directory", self.err)
        self.sluice("check", "--format", "xml", code=2)


program.run()
