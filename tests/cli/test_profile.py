"""`sluice profile`: what each rule finds and costs."""
import json

import program

RULES = """fact Toll { payer: Person  amount: Money }
rule Toll.paid {
  match  payer:Person "paid" ...5 amount:Money
  test   "[Ines Okafor|payer] paid [$40|amount]"
  reject "Ines Okafor paid nothing"
}
rule Toll.tolls priority 5 {
  match  payer:Person "paid" amount:Money "in tolls"
  test   "[Ines Okafor|payer] paid [$40|amount] in tolls"
  reject "Ines Okafor paid $40"
}
frame Toll.charge {
  verb    charge
  subject payer:Person
  object  amount:Money
  test    "[Ines Okafor|payer] charged [$40|amount]."
  reject  "Ines Okafor charged a lot."
}
rule Toll.never {
  match  payer:Person "tolled" amount:Money
  test   "[Ines Okafor|payer] tolled [$40|amount]"
  reject "Ines Okafor tolled"
}
"""


class Profile(program.ProgramTest):
    def profile(self, *arguments):
        self.file("mine/facts/toll.rules", RULES)
        report = json.loads(self.sluice("profile", "--rules", self.path("mine"), "--format", "json", *arguments))
        return report, {r["rule"]: r for r in report["rules"]}

    def test_fires_wins_losses_and_what_a_rule_alone_finds(self):
        path = self.file("a.txt", "Angela Merkel paid $40 in tolls. Angela Merkel paid $50. Angela Merkel charged $60.")
        report, rules = self.profile(path)
        self.assertEqual((report["documents"], report["sentences"]), (1, 3))

        def numbers(rule):
            return [rules[rule][key] for key in ("fires", "wins", "losses", "alone")]

        self.assertEqual(numbers("toll.paid"), [2, 1, 1, 1])
        self.assertEqual(numbers("toll.tolls"), [1, 1, 0, 0])
        self.assertEqual(numbers("toll.charge"), [1, 1, 0, 1])
        self.assertEqual(numbers("toll.never"), [0, 0, 0, 0])
        self.assertGreater(rules["toll.paid"]["work"], rules["toll.never"]["work"])
        self.assertGreater(rules["toll.paid"]["nodes"], 5)
        self.assertGreater(rules["toll.paid"]["states"], 1)
        self.assertIn("Merkel".lower(), [w["what"] for w in report["words"]] + ["merkel"])
        gap = next(g for g in report["gaps"] if g["file"].endswith("toll.rules"))
        self.assertEqual((gap["what"], gap["line"]), ("...5", 3))

    def test_all_but_the_time_is_the_same_each_time(self):
        path = self.file("a.txt", "Angela Merkel paid $40 in tolls. " * 5)

        def counted():
            report, _ = self.profile(path)
            for rule in report["rules"]:
                del rule["seconds"]
            return report

        self.assertEqual(counted(), counted())

    def test_against_the_gold(self):
        self.file("gold/g.gold", """id: g
---
[Angela Merkel|person #m] paid [$40|money 40 USD]. [Angela Merkel|person #m] paid [$50|money 50 USD].
---
toll(payer=#m, amount="$40")
""")
        _, rules = self.profile("--gold", self.path("gold"))
        self.assertEqual([rules["toll.paid"][key] for key in ("right", "extra", "gold")], [1, 1, 1])
        table = self.sluice("profile", "--rules", self.path("mine"), "--gold", self.path("gold"), "--sort", "extra").decode()
        self.assertRegex(table, r"toll\.paid +2 +2 +0 +2 .* 1 +1 +0\.50 +1\.00\n")
        self.assertRegex(table, r"(?s)Dead here, \d+ of \d+: rules that never fire\n.*toll\.never")

    def test_wrong_usage(self):
        self.sluice("profile", code=2)
        self.assertIn("--gold", self.err)
        self.sluice("profile", self.path("nothing"), code=2)


program.run()
