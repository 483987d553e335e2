"""`sluice explain`: what stands at a place, where a rule stops and why, what the gold misses."""
import json

import program

RULES = """let Buyer = Person | Organization
fact Toll { payer: Buyer  amount: Money  place: Place? }
rule Toll.paid {
  match  payer:Buyer "paid" ...3 amount:Money "in tolls"
  where  length(payer) < 3
  test   "[Ines Okafor|payer] paid [$40|amount] in tolls"
  reject "Ines Okafor paid $40"
}
rule Toll.short priority 5 {
  match  payer:Buyer "paid" amount:Money
  unless "refund"
  test   "[Ines Okafor|payer] paid [$40|amount]"
  reject "Ines Okafor paid nothing"
}
frame Toll.charge {
  verb    charge, pick "up"
  subject payer:Buyer
  object  amount:Money
  with "in" place:Place?
  test    "[Ines Okafor|payer] charged [$40|amount] in [Oslo|place]."
  reject  "Ines Okafor charged a lot."
}
entity Vessel { flag: text? }
rule Vessel.prefixed priority 60 {
  match  "hulk" name:[cap]{1,2} ("sank" | "sailed")
  test   "the tanker hulk [Karoo Star|name] sank"
  reject "hulk alone"
}
"""


class Explain(program.ProgramTest):
    def setUp(self):
        super().setUp()
        self.file("mine/facts/toll.rules", RULES)

    def explain(self, text, *arguments, code=0):
        path = self.file("a.txt", text)
        out = self.sluice("explain", path, "--rules", self.path("mine"), "--format", "json", *arguments, code=code)
        return json.loads(out) if out else None

    def attempt(self, text, rule):
        return self.explain(text, "--rule", rule)["sentences"][0]["attempts"][0]

    def test_a_place_shows_winners_losers_and_what_lies_below(self):
        text = "Angela Merkel paid $40 in tolls."
        here = self.explain(text, "--at", "14")
        self.assertEqual(here["token"], {"start": 14, "end": 18, "text": "paid"})
        fates = {f["rule"]: (f["fate"], f.get("beaten_by")) for f in here["facts"]}
        self.assertEqual(fates["toll.short"], ("won", None))
        self.assertEqual(fates["toll.paid"], ("lost", "toll.short"))
        won = next(f for f in here["facts"] if f["fate"] == "won")
        self.assertEqual({b["name"]: b["span"]["text"] for b in won["bindings"]}, {"payer": "Angela Merkel", "amount": "$40"})
        self.assertTrue(won["file"].endswith("toll.rules"))
        self.assertEqual(won["line"], 9)
        layers = {r["kind"]: r for r in here["layers"]}
        self.assertIn({"name": "verb", "value": "pay: past, participle"}, layers["word"]["fields"])
        self.assertIn("clause", layers)
        name = self.explain(text, "--at", "3")
        self.assertEqual([m["type"] for m in name["mentions"] if m["fate"] == "won"], ["person"])
        # The same place by line and column.
        self.assertEqual(self.explain("x\n\n" + text, "--at", "3:15")["token"]["text"], "paid")

    def test_the_token_that_refused_and_why(self):
        refused = self.attempt("Angela Merkel paid $40 for tolls.", "toll.paid")
        self.assertFalse(refused["matched"])
        self.assertEqual([s["item"] for s in refused["steps"]], ["payer:Buyer", '"paid"', "amount:Money"])
        self.assertEqual([s["span"]["text"] for s in refused["steps"]], ["Angela Merkel", "paid", "$40"])
        refusal = refused["refusals"][0]
        self.assertEqual(refusal["item"], '"in tolls"')
        self.assertEqual(refusal["token"]["text"], "for")
        self.assertEqual(refusal["reason"], "'in' is wanted here")
        self.assertEqual((refusal["line"], refusal["column"]), (4, 47))

    def test_a_wrong_type_a_gap_and_the_end_of_the_sentence(self):
        wrong = self.attempt("Angela Merkel paid Oslo.", "toll.short")["refusals"][0]
        self.assertIn("no Money begins here; what does:", wrong["reason"])
        self.assertIn("Place 'Oslo'", wrong["reason"])
        gap = self.attempt("Angela Merkel paid more than they had ever paid before, $40 in tolls.", "toll.paid")["refusals"][0]
        self.assertEqual(gap["item"], "amount:Money")
        self.assertIn("nor at 3 words more, as far as the gap reaches", gap["reason"])
        self.assertIn("'$40' would do, 5 words beyond the gap", gap["reason"])
        end = self.attempt("Later came Angela Merkel", "toll.paid")["refusals"][0]
        self.assertEqual(end["reason"], "the sentence ends here")

    def test_a_match_that_is_refused_as_a_whole(self):
        where = self.attempt("The Angela Dorothea Merkel Fund paid $40 in tolls.", "toll.paid")
        if where["matched"]:
            self.assertIn("where length(payer) < 3 does not hold", where["outcome"])
        good = self.attempt("Angela Merkel paid $40 in tolls.", "toll.paid")
        self.assertEqual(good["outcome"], "lost to toll.short, which takes 'Angela Merkel paid $40'")
        self.assertEqual(self.attempt("Angela Merkel paid $40 in tolls.", "toll.short")["outcome"], "in the result")

    def test_a_frame_says_which_part_found_nothing(self):
        attempt = self.attempt("Angela Merkel charged her bicycle in Oslo.", "toll.charge")
        self.assertFalse(attempt["matched"])
        self.assertIn("verb charge; subject 'Angela Merkel'", attempt["clause"])
        self.assertEqual([r["item"] for r in attempt["refusals"]], ["object amount:Money"])
        self.assertIn("the object is 'her bicycle'", attempt["refusals"][0]["reason"])
        filled = {s["item"]: s["filled"] for s in attempt["steps"]}
        self.assertTrue(filled["subject payer:Buyer"])
        particle = self.attempt("Angela Merkel picked a card.", "toll.charge")
        self.assertEqual(particle["refusals"][0]["item"], 'verb pick "up"')
        other = self.explain("Angela Merkel sang.", "--rule", "toll.charge")["sentences"][0]
        self.assertIn("none of its words stands here", other["note"])

    def test_an_entity_rule_is_tried_where_it_runs(self):
        won = self.attempt("the tanker hulk Karoo Star sank", "vessel.prefixed")
        self.assertEqual((won["matched"], won["outcome"]), (True, "in the result"))
        self.assertEqual([s["item"] for s in won["steps"]], ['"hulk"', "name:[cap]{1,2}", '("sank" | "sailed")'])
        lost = self.attempt("the tanker hulk Karoo Star burnt", "vessel.prefixed")
        self.assertEqual(lost["refusals"][-1]["reason"], "none of these words stands here")

    def test_missed_facts_of_the_gold(self):
        gold = """id: g
---
[Angela Merkel|person #m] paid [$40|money 40 USD] for tolls. [Angela Merkel|person #m] paid [$50|money 50 USD].
---
toll(payer=#m, amount="$40", place="tolls")
toll(payer=#m, amount="$50")
"""
        self.file("gold/g.gold", gold)
        out = self.sluice("explain", "--gold", self.path("gold"), "--rules", self.path("mine"), "--format", "json").decode()
        misses = [json.loads(line) for line in out.splitlines()]
        self.assertEqual([m["line"] for m in misses], [5])
        rules = [r["rule"] for r in misses[0]["rules"]]
        self.assertEqual(sorted(rules), ["toll.charge", "toll.paid", "toll.short"])
        self.assertEqual(rules[-1], "toll.charge")
        text = self.sluice("explain", "--gold", self.path("gold"), "--rules", self.path("mine")).decode()
        self.assertIn("g.gold:5: missed toll(payer=Angela Merkel; amount=$40; place=tolls) positive actual", text)
        self.assertIn("refused \"in tolls\"", text)
        self.assertNotIn("$50)", text)

    def test_text_for_a_reader(self):
        path = self.file("a.txt", "Angela Merkel paid $40 for tolls.\n")
        place = self.sluice("explain", path, "--rules", self.path("mine"), "--at", "0").decode()
        self.assertRegex(place, r"(?s)a\.txt:1:1: 'Angela' 0-6, in the body\n.*Mentions\n  person .*Facts\n.*Below\n  word ")
        rule = self.sluice("explain", path, "--rules", self.path("mine"), "--rule", "toll.paid").decode()
        self.assertIn("rule toll.paid  ", rule)
        self.assertRegex(rule, r"refused \"in tolls\"\s+at 'for': 'in' is wanted here  \(.*toll\.rules:4:47\)")
        self.assertTrue(rule.endswith("No match in 1 sentence.\n"), rule)

    def test_wrong_usage(self):
        path = self.file("a.txt", "Nobody came.")
        self.sluice("explain", path, code=2)
        self.assertIn("--at", self.err)
        self.sluice("explain", path, "--rule", "membership.jion", code=2)
        self.assertIn("did you mean 'membership.join'?", self.err)
        self.sluice("explain", path, "--at", "x", code=2)
        self.assertIn("LINE:COLUMN", self.err)
        self.sluice("explain", self.path("none.txt"), "--at", "1", code=2)
        empty = self.file("empty.txt", "")
        self.assertIn("no word", self.sluice("explain", empty, "--at", "1").decode())


program.run()
