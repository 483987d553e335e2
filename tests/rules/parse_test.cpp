// What the rule language reads, and what it says of what it cannot read.
#include <doctest/doctest.h>

#include <string>

#include "rules/rules.hpp"

namespace {

using namespace sluice;

ast::Rules parse(std::string_view text, Diagnostics& diagnostics) {
  ast::Rules rules;
  parse_rules("t.rules", text, rules, diagnostics);
  return rules;
}

ast::Rules parse_good(std::string_view text) {
  Diagnostics diagnostics;
  ast::Rules rules = parse(text, diagnostics);
  for (const Diagnostic& d : diagnostics) FAIL_CHECK(d.line << ':' << d.column << ' ' << d.code << ' ' << d.message);
  return rules;
}

std::string codes(const Diagnostics& diagnostics) {
  std::string out;
  for (const Diagnostic& d : diagnostics) {
    if (!out.empty()) out += ' ';
    out += std::to_string(d.line) + ':' + std::to_string(d.column) + ':' + d.code;
  }
  return out;
}

TEST_CASE("a rule's parts arrive in the tree") {
  const ast::Rules rules = parse_good(R"(
rule Pact.sign priority -3 glue("," | ";") use Pair(Money, "x"{2}) {
  match  party:each (Organization | Place) ~sign.past ...4 'Pact' /[A-Z]{2}\d/ with_:[cap & !in(Country)]{0,7}
  where  not (in(party, Country) and length(party) > 3) or zone(title, body)
  set    direction = up if party else value(party)
  set    size = (a + 2) * 3.5 / -4
  unless all within 5 { "a" 'b' } followed_by("c")
  test   "[X|party] signed \"it\" \[\\" => modality=planned, polarity="negative"
  todo   "later"
  reject "no"
}
rule Name.alias { match a:X  alias a })");
  REQUIRE(rules.rules.size() == 2);
  const ast::Rule& r = rules.rules[0];
  CHECK(r.type == "Pact");
  CHECK(r.id == "sign");
  CHECK(r.priority == -3);
  CHECK(r.place.line == 2);
  CHECK(r.place.column == 6);
  REQUIRE(r.glue);
  CHECK(r.glue->alternatives.size() == 2);
  REQUIRE(r.uses.size() == 1);
  CHECK(r.uses[0].name == "Pair");
  REQUIRE(r.uses[0].arguments.size() == 2);
  CHECK(r.uses[0].arguments[1].alternatives[0][0].minimum == 2);
  CHECK(r.uses[0].arguments[1].alternatives[0][0].maximum == 2);

  REQUIRE(r.matches.size() == 1);
  const ast::Sequence& s = r.matches[0].alternatives[0];
  REQUIRE(s.size() == 6);
  CHECK(s[0].kind == ast::Item::group);
  CHECK(s[0].capture == "party");
  CHECK(s[0].each);
  CHECK(s[0].place.column == 10);
  CHECK(s[0].patterns[0].alternatives.size() == 2);
  CHECK(s[1].kind == ast::Item::form);
  CHECK(s[1].text == "sign");
  CHECK(s[1].verb_form == "past");
  CHECK(s[2].kind == ast::Item::gap);
  CHECK(s[2].number == 4);
  CHECK(s[3].kind == ast::Item::exact);
  CHECK(s[3].text == "Pact");
  CHECK(s[4].kind == ast::Item::regex);
  CHECK(s[4].text == "[A-Z]{2}\\d");
  CHECK(s[5].capture == "with_");
  CHECK(s[5].minimum == 0);
  CHECK(s[5].maximum == 7);
  REQUIRE(s[5].features_list.size() == 2);
  CHECK(s[5].features_list[1].negated);
  CHECK(s[5].features_list[1].list == "Country");

  REQUIRE(r.where.size() == 1);
  const ast::Test& t = r.where[0];
  CHECK(t.kind == ast::Test::either);
  REQUIRE(t.operands.size() == 2);
  CHECK(t.operands[0].kind == ast::Test::negation);
  CHECK(t.operands[0].operands[0].kind == ast::Test::both);
  const ast::Test& length = t.operands[0].operands[0].operands[1];
  CHECK(length.kind == ast::Test::compare);
  CHECK(length.name == "length");
  CHECK(length.arguments == std::vector<std::string>{"party"});
  CHECK(length.op == ">");
  CHECK(length.value == "3");
  CHECK(length.number);
  CHECK(t.operands[1].arguments.size() == 2);

  REQUIRE(r.sets.size() == 2);
  CHECK(r.sets[0].value.kind == ast::Expression::conditional);
  CHECK(r.sets[0].value.value == "party");
  CHECK(r.sets[0].value.operands[0].value == "up");
  CHECK(r.sets[0].value.operands[1].kind == ast::Expression::call);
  CHECK(r.sets[0].value.operands[1].operands[0].value == "party");
  const ast::Expression& quotient = r.sets[1].value;
  CHECK(quotient.value == "/");
  CHECK(quotient.operands[0].value == "*");
  CHECK(quotient.operands[0].operands[0].value == "+");
  CHECK(quotient.operands[1].value == "-4");

  REQUIRE(r.unless.size() == 1);
  const ast::Item& any_order = r.unless[0].alternatives[0][0];
  CHECK(any_order.kind == ast::Item::all_within);
  CHECK(any_order.number == 5);
  CHECK(any_order.patterns.size() == 2);

  REQUIRE(r.examples.size() == 3);
  CHECK(r.examples[0].text == "[X|party] signed \"it\" \\[\\");
  REQUIRE(r.examples[0].expectations.size() == 2);
  CHECK(r.examples[0].expectations[1].value == "negative");
  CHECK(r.examples[1].kind == ast::Example::todo);
  CHECK(r.examples[2].kind == ast::Example::reject);
  CHECK(rules.rules[1].aliases == std::vector<std::string>{"a"});
}

TEST_CASE("a frame's parts arrive in the tree") {
  const ast::Rules rules = parse_good(R"(
frame Deal.close {
  verb      close, match, rule,
            sell "to", object "against"
  noun      sale "of"
  subject   object:each Party
  object    test:Deal "for" amount:Money?
  adverbial date:Date?, period:Period?
  with "in", "at" place:Place?, date:Date
  complement subject:NounGroup
  test only "x"
})");
  REQUIRE(rules.rules.size() == 1);
  const ast::Rule& r = rules.rules[0];
  CHECK(r.kind == ast::Rule::frame);
  REQUIRE(r.verbs.size() == 5);
  CHECK(r.verbs[1].word == "match");
  CHECK(r.verbs[3].particle == "to");
  CHECK(r.verbs[4].word == "object");
  REQUIRE(r.nouns.size() == 1);
  REQUIRE(r.parts.size() == 5);
  CHECK(r.parts[0].binds[0].alternatives[0][0].capture == "object");
  CHECK(r.parts[1].binds[0].alternatives[0].size() == 3);
  CHECK(r.parts[2].binds.size() == 2);
  CHECK(r.parts[3].prepositions == std::vector<std::string>{"in", "at"});
  CHECK(r.parts[3].binds.size() == 2);
  CHECK(r.parts[4].kind == ast::FramePart::complement);
  CHECK(r.examples[0].only);
}

TEST_CASE("declarations arrive in the tree") {
  const ast::Rules rules = parse_good("\xEF\xBB\xBF# comment\r\n" R"(
words City from "names/cities.tsv" any_case where column 3 >= 100000 and value != AQ
words Direction { "up" | "higher" -> up  "down" -> down "flat" "level" -> 0 }
let Party = Organization | Place
entity Ship { country: text? } fact Visit { visitor: Person | Organization | text
  place: Place? date: Date? one_of(place, date) }
template Pair(First, second) { match First "and" second }
resolve Visit: all
suite "mixed" { text "A b." expect Visit 2 expect Visit.call 1 text "c" }
)");
  REQUIRE(rules.words.size() == 2);
  CHECK(rules.words[0].from == "names/cities.tsv");
  CHECK(rules.words[0].any_case);
  CHECK_FALSE(rules.words[1].any_case);
  REQUIRE(rules.words[0].filters.size() == 2);
  CHECK(rules.words[0].filters[0].column == 3);
  CHECK(rules.words[0].filters[0].op == ">=");
  CHECK(rules.words[0].filters[0].value == "100000");
  CHECK(rules.words[0].filters[1].column == 2);
  CHECK(rules.words[0].filters[1].value == "AQ");
  REQUIRE(rules.words[1].entries.size() == 4);
  CHECK(rules.words[1].entries[0].phrases.size() == 2);
  CHECK(rules.words[1].entries[0].value == "up");
  CHECK(rules.words[1].entries[2].value.empty());
  CHECK(rules.words[1].entries[3].value == "0");
  REQUIRE(rules.lets.size() == 1);
  CHECK(rules.lets[0].pattern.alternatives.size() == 2);
  REQUIRE(rules.schemas.size() == 2);
  CHECK_FALSE(rules.schemas[0].fact);
  CHECK(rules.schemas[1].slots[0].types == std::vector<std::string>{"Person", "Organization", "text"});
  CHECK(rules.schemas[1].slots[1].optional);
  CHECK(rules.schemas[1].one_of[0] == std::vector<std::string>{"place", "date"});
  REQUIRE(rules.templates.size() == 1);
  CHECK(rules.templates[0].parameters == std::vector<std::string>{"First", "second"});
  CHECK(rules.resolves[0].policy == "all");
  REQUIRE(rules.suites.size() == 1);
  CHECK(rules.suites[0].cases.size() == 2);
  CHECK(rules.suites[0].cases[0].expected[1] == std::pair<std::string, std::uint32_t>{"Visit.call", 1});
}

TEST_CASE("what cannot be read is reported at its place") {
  struct Bad {
    const char* text;
    const char* expected;
  };
  const Bad table[] = {
      {"let A = \"x", "1:9:S002"},
      {"let A = 'x\nlet B = \"y\"", "1:9:S002"},
      {"let A = @ \"x\"", "1:9:S001"},
      {"let A = \x01\x02\x03 \"x\"", "1:9:S001"},
      {"let A = \"\xFF\"", "1:10:S003"},
      {"let A =", "1:8:S004"},
      {"let A = \"x\" )", "1:13:S004"},
      {"let a = \"x\"", "1:5:S004"},
      {"let A = (\"x\"", "1:13:S004"},
      {"let A = ...", "1:12:S004"},
      {"let A = ~", "1:10:S004"},
      {"let A = ~run.future", "1:14:S004"},
      {"let A = [cap", "1:13:S004"},
      {"let A = \"x\"{2,}", "1:15:S004"},
      {"let A = \"x\"{1.5}", "1:13:S004"},
      {"lett A = \"x\"", "1:1:S006"},
      {"\n  rule", "2:7:S004"},
      {"}", "1:1:S006"},
      {"fact F { a b }", "1:12:S004"},
      {"fact F { a: B", "1:14:S004"},
      {"resolve F: shortest", "1:12:S004"},
      {"words W { x }", "1:11:S004"},
      {"words W fro \"x\"", "1:9:S004"},
      {"suite \"s\" { text \"a\" expect B }", "1:31:S004"},
      {"rule A { match \"x\" }", "1:8:S004"},
      {"rule A.b { match \"x\"", "1:1:S008"},
      {"rule A.b { match }", "1:18:S004"},
      {"rule A.b { \"x\" }", "1:12:S004"},
      {"rule A.b {\n  mach \"x\"\n}", "2:3:S007"},
      {"rule A.b {\n  match \"x\"\n  were capitalised(a)\n}", "3:3:S007"},
      {"rule A.b { match \"x\" where f(a }", "1:32:S004"},
      {"rule A.b { match \"x\" where f(a) = }", "1:35:S004"},
      {"rule A.b { match \"x\" set a 1 }", "1:28:S004"},
      {"rule A.b { match \"x\" test x }", "1:27:S004"},
      {"rule A.b prioritee 3 { match \"x\" }", "1:10:S004"},
      {"frame A.b { verb }", "1:18:S004"},
      {"frame A.b { verb a, \n object b:C }", "2:9:S004"},
      {"template T() { match \"x\" }", "1:12:S004"},
  };
  for (const Bad& bad : table) {
    CAPTURE(std::string(bad.text));
    Diagnostics diagnostics;
    parse(bad.text, diagnostics);
    CHECK(codes(diagnostics).substr(0, std::string(bad.expected).size()) == bad.expected);
    CHECK(diagnostics.size() >= 1);
    for (const Diagnostic& d : diagnostics) CHECK(d.file == "t.rules");
  }
}

TEST_CASE("messages say what was expected and what stands there") {
  Diagnostics diagnostics;
  parse("let A = \"x\" | ]\nlet B = ...x\nruel C.d { }\nrule e.f { match \"x\" }", diagnostics);
  REQUIRE(diagnostics.size() == 4);
  CHECK(diagnostics[0].message == "expected a pattern item, found ']'");
  CHECK(diagnostics[1].message == "expected the greatest number of tokens, found 'x'");
  CHECK(diagnostics[2].hint == "did you mean 'rule'?");
  CHECK(diagnostics[3].message == "expected a capitalised name, found 'e'");
}

TEST_CASE("every error of a file is reported, and what is right is kept") {
  Diagnostics diagnostics;
  const ast::Rules rules = parse(R"(let A = (
fact F { a: B }
rule F.one {
  match a:
  where in(a
  test  "[x|a]" => =
  reject "y"
}
words W { "w" }
rule F.two {
  match a:B
}
resolve F: none
rule F.three {
  match a:B
)",
                                 diagnostics);
  CHECK(codes(diagnostics) == "2:1:S004 5:3:S004 6:3:S004 6:20:S004 13:12:S004 14:1:S008");
  REQUIRE(rules.rules.size() == 3);
  CHECK(rules.rules[0].broken);
  CHECK(rules.rules[0].examples.back().text == "y");
  CHECK_FALSE(rules.rules[1].broken);
  CHECK(rules.rules[2].broken);
  CHECK(rules.words.size() == 1);
  CHECK(rules.lets[0].broken);
  CHECK(rules.schemas.size() == 1);
}

TEST_CASE("a keyword before a colon is a capture, and behind a comma a lemma") {
  const ast::Rules rules = parse_good(R"(
rule F.a {
  match "x"
        test:B
        where:C
}
frame F.b {
  verb test,
       where,
       frame
  object set:B
})");
  CHECK(rules.rules[0].matches[0].alternatives[0].size() == 3);
  CHECK(rules.rules[1].verbs.size() == 3);
}

TEST_CASE("a slash divides in set and opens a regular expression elsewhere") {
  const ast::Rules rules = parse_good(R"(rule F.a { match /a\/b/ "x" /c/
  set x = a / b / c
  unless /d/
  set y = 1 / 2  match /e/ })");
  CHECK(rules.rules[0].matches[0].alternatives[0][0].text == "a/b");
  CHECK(rules.rules[0].sets[0].value.value == "/");
  CHECK(rules.rules[0].unless[0].alternatives[0][0].text == "d");
  CHECK(rules.rules[0].matches[1].alternatives[0][0].text == "e");
}

TEST_CASE("every .rules file of a pack is read in path order") {
  Pack pack;
  pack.files["b.rules"] = "let B = \"b\"";
  pack.files["a/z.rules"] = "let A = \"a\" let X =";
  pack.files["a/list.tsv"] = "let C = \"c\"";
  pack.origins["a/z.rules"] = "rules/";
  Diagnostics diagnostics;
  const ast::Rules rules = parse_rules(pack, diagnostics);
  REQUIRE(rules.lets.size() == 3);
  CHECK(rules.lets[0].name == "A");
  CHECK(rules.lets[2].name == "B");
  CHECK(rules.files == std::vector<std::string>{"rules/a/z.rules", "b.rules"});
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].file == "rules/a/z.rules");
}

}  // namespace
