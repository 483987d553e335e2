// What the checks demand of rules that can be read.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "rules/rules.hpp"

namespace {

using namespace sluice;

struct Checked {
  ast::Rules rules;
  Diagnostics diagnostics;
};

Checked check(std::string_view text, const CheckOptions& options = {}) {
  Checked c;
  parse_rules("t.rules", text, c.rules, c.diagnostics);
  for (const Diagnostic& d : c.diagnostics) FAIL_CHECK(d.line << ':' << d.column << ' ' << d.code << ' ' << d.message);
  Symbols symbols;
  symbols.add("Mass");
  check_rules(c.rules, symbols, c.diagnostics, options);
  return c;
}

// Codes with their places; warnings only where `warnings`.
std::string codes(const Checked& c, bool warnings = false) {
  std::string out;
  for (const Diagnostic& d : c.diagnostics) {
    if (d.severity != Severity::error && !warnings) continue;
    if (!out.empty()) out += ' ';
    out += std::to_string(d.line) + ':' + std::to_string(d.column) + ':' + d.code;
  }
  return out;
}

const char* const world = R"(fact Visit { visitor: Person | Organization  place: Place?  date: Date? }
fact Trade { exporter: Place?  importer: Place?  goods: Commodity | text  period: Period?  size: Quantity?  one_of(exporter, importer) }
entity Ship { flag: text? }
words Land { "France" -> FR }
let Party = Person | Organization
)";
constexpr int world_lines = 5;

TEST_CASE("errors of rules stand at their place with their code") {
  struct Row {
    const char* text;
    const char* expected;   // line counts from the rule
  };
  const Row table[] = {
      {"rule Visit.a { match visitor:Person \"to\" place:Place }", ""},
      {"rule Visit.a { match visitor:each Party }", ""},
      {"rule Visit.a { match visitor:Persn }", "1:22:C001"},
      {"rule Visit.a { match visitor:Visit }", "1:22:C007"},
      {"rule Visitt.a { match visitor:Person }", "1:6:C002"},
      {"rule Visit.a { match visitor:Person said }", "1:37:C006"},
      {"rule Visit.a { match guest:Person }", "1:22:C010"},
      {"rule Visit.a { match visitor:Person _x:Place }", ""},
      {"rule Visit.a { match visitor:Person? \"x\" }", "1:6:C011"},
      {"rule Visit.a { match visitor:Person | \"x\" }", "1:6:C011"},
      {"rule Visit.a { match (visitor:Person \"a\" | \"b\" visitor:Person) }", ""},
      {"rule Visit.a { match visitor:Person\n match place:Place }", "1:6:C011"},
      {"rule Visit.a { match \"x\" set visitor = boss }", ""},
      {"rule Trade.a { match goods:Commodity }", "1:6:C012"},
      {"rule Trade.a { match goods:Commodity (exporter:Place | \"to\" importer:Place) }", ""},
      {"rule Trade.a { match goods:Commodity exporter:Place? importer:Place? }", ""},
      {"rule Visit.a { match visitor:Money }", "1:22:C013"},
      {"rule Visit.a { match visitor:(Money | Person) }", ""},
      {"rule Visit.a { match visitor:NounGroup }", ""},
      {"rule Visit.a { match visitor:Land }", ""},
      {"rule Trade.a { match goods:Money exporter:Place period:Set size:Mass }", ""},
      {"rule Trade.a { match goods:\"x\" exporter:Place period:Date }", "1:47:C013"},
      {"rule Trade.a { match goods:\"x\" exporter:Place size:Number }", "1:47:C013"},
      {"rule Ship.a { match name:each [cap] }", "1:21:C017"},
      {"rule Visit.a { match (visitor:Person)+ }", "1:23:C018"},
      {"rule Visit.a { match visitor:Person+ }", ""},
      {"rule Visit.a { match visitor:Person followed_by(place:Place) }", "1:49:C019"},
      {"rule Visit.a { match visitor:Person unless place:Place }", "1:44:C019"},
      {"rule Ship.a { match name:[cap] alias nam }", "1:6:C020"},
      {"rule Ship.a { match name:[cap] alias name }", ""},
      {"rule Visit.a { match visitor:Person alias visitor }", "1:6:C021"},
      {"rule Visit.a { match visitor:Person where capitalized(visitor) }", "1:43:C030"},
      {"rule Visit.a { match visitor:Person where same(visitor) }", "1:43:C031"},
      {"rule Visit.a { match visitor:Person where capitalised(vistor) }", "1:43:C032"},
      {"rule Visit.a { match visitor:Person where in(visitor, Party) }", "1:43:C033"},
      {"rule Visit.a { match visitor:Person where not in(visitor, Land) and (length(visitor) >= 2 or zone(title)) }", ""},
      {"rule Visit.a { match visitor:Person where zone(head) }", "1:43:C034"},
      {"rule Visit.a { match visitor:Person where modality = plan }", "1:43:C034"},
      {"rule Visit.a { match visitor:Person where modality != planned and tense = future or voice = active }", ""},
      {"rule Visit.a { match visitor:Person where modality > planned }", "1:43:C035"},
      {"rule Visit.a { match visitor:Person where length(visitor) }", "1:43:C035"},
      {"rule Visit.a { match visitor:Person where length(visitor) > two }", "1:43:C035"},
      {"rule Ship.a { match name:[cap] where tense = past }", "1:38:C038"},
      {"rule Visit.a { match visitor:Person set placee = x }", "1:37:C036"},
      {"rule Visit.a { match visitor:Person set modality = planned }", ""},
      {"rule Visit.a { match visitor:Person set modality = sure }", "1:52:C034"},
      {"rule Ship.a { match name:Land set country = value(name) set flag = text(name) }", ""},
      {"rule Ship.a { match name:Land set country = code(name) }", "1:45:C037"},
      {"rule Ship.a { match name:Land set country = value(nam) }", "1:51:C032"},
      {"rule Ship.a { match [capital] }", "1:22:C040"},
      {"rule Ship.a { match [in] }", "1:22:C040"},
      {"rule Ship.a { match [in(Party)] }", "1:22:C033"},
      {"rule Ship.a { match [cap] ...21 [cap] }", "1:27:C041"},
      {"rule Ship.a { match [cap] ...0 [cap] }", "1:27:C041"},
      {"rule Ship.a { match [cap] ...3* [cap] }", "1:27:C042"},
      {"rule Ship.a { match all within 5 { \"a\" } }", "1:21:C043"},
      {"rule Ship.a { match all within 5 { \"a\" \"b\" \"c\" \"d\" \"e\" \"f\" } }", "1:21:C043"},
      {"rule Ship.a { match all within 50 { \"a\" \"b\" } }", "1:21:C043"},
      {"rule Ship.a { match [cap]{3,2} }", "1:21:C044"},
      {"rule Ship.a { match [cap]{0} }", "1:21:C044"},
      {"rule Ship.a { match [cap]{1,101} }", "1:21:C044"},
      {"rule Ship.a { match (([cap]{90}){90}){90} }", "1:21:C045"},
      {"rule Ship.a { match [cap]? }", "1:21:C046"},
      {"rule Ship.a { match followed_by(\"a\") }", "1:21:C046"},
      {"rule Ship.a { match \"\" }", "1:21:C047"},
      {"rule Ship.a { match 'a b' }", "1:21:C048"},
      {"rule Ship.a { match /a b/ }", "1:21:C049"},
      {"rule Ship.a { match /a(b/ }", "1:21:C049"},
      {"rule Visit.a { match visitor:Person verb visit }", "1:42:C050"},
      {"rule Visit.a { subject visitor:Person }", "1:6:C051 1:16:C050"},
      {"frame Visit.a { subject visitor:Person }", "1:7:C052"},
      {"frame Visit.a { verb visit subject visitor:Person object \"x\" }", ""},
      {"rule Visit.a { match visitor:Person where filled(visitor) and not headline() and value(visitor) = \"x\" and visitor != \"y\" }",
          ""},
      {"rule Visit.a { match visitor:Person where text(visitor) }", "1:43:C035"},
      {"rule Visit.a { match visitor:Person where vistor = \"x\" }", "1:43:C030"},
      {"rule Visit.a { match visitor:Person where zone(title, body) }", "1:43:C031"},
      {"rule Ship.a { match [punctuation & !alphabetic & mixed] }", ""},
      {"frame Visit.a { verb visit subject visitor:Person? }", "1:7:C011"},
      {"frame Visit.a { verb visit subject visitor:each Party object place:Place? }", ""},
      {"frame Ship.a { verb sail subject name:[cap] }", "1:7:C053"},
      {"rule Visit.a use Pair(Person) { }", "1:14:C054"},
      {"resolve Visitt: all", "1:9:C060"},
      {"resolve Visit: all resolve Visit: longest", "1:28:C061"},
      {"suite \"s\" { text \"a\" expect Visit.x 1 }", "1:18:C062"},
      {"suite \"s\" { text \"a\" expect Vist 1 }", "1:18:C060"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor\" }", "1:42:C063"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor 40 \\[ [lb_av]]\" }", ""},
      {"rule Visit.a { match visitor:Person test \"[X|place]\" }", "1:42:C064"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor]\" => mood=up }", "1:59:C065"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor]\" => modality=up }", "1:59:C034"},
      {"rule Visit.a { match visitor:Person }\nrule Visit.a { match visitor:Person }", "2:6:C004"},
      {"let A = B let B = C | \"x\" let C = A", "1:5:C005"},
      {"let A = \"x\" let A = \"y\"", "1:17:C003"},
      {"let Person = \"x\"", "1:5:C003"},
      {"let A = b:Person", "1:9:C019"},
      {"fact Visit { a: text }", "1:6:C003"},
      {"fact Person { a: text }", "1:6:C003"},
      {"fact F { a: text a: text }", "1:18:C015"},
      {"fact F { a: Shipp }", "1:10:C001"},
      {"fact F { a: Ship }", "1:10:C014"},
      {"let L = Person \"x\" fact F { a: L }", "1:29:C024"},
      {"fact F { a: text one_of(a, b) }", "1:6:C016"},
  };
  for (const Row& row : table) {
    CAPTURE(std::string(row.text));
    const std::string expected = row.expected;
    Checked c = check(world + std::string(row.text));
    for (Diagnostic& d : c.diagnostics) d.line -= world_lines;
    CHECK(codes(c) == expected);
  }
}

TEST_CASE("suggestions name what may have been meant") {
  const Checked c = check(std::string(world) + "rule Visit.a { match vistor:Persn where capitalized(visitor) set modalty = planned }");
  std::string hints;
  for (const Diagnostic& d : c.diagnostics) hints += d.hint + "\n";
  for (const char* expected : {"'Person'", "'visitor'", "'capitalised'", "'modality'"}) CHECK(hints.find(expected) != std::string::npos);
}

TEST_CASE("what has errors is dropped, what is right stays") {
  const Checked c = check(std::string(world) + R"(
let Bad = Nope
rule Visit.one { match visitor:Person }
rule Visit.two { match visitor:Bad }
rule Visit.three { match guest:Person }
fact Worse { a: Nope }
rule Worse.one { match a:Person }
)");
  CHECK(codes(c) == "7:11:C001 11:14:C001 10:26:C010");
  REQUIRE(c.rules.rules.size() == 1);
  CHECK(c.rules.rules[0].id == "one");
  CHECK(c.rules.lets.size() == 1);
  CHECK(c.rules.schemas.size() == 3);
}

TEST_CASE("templates are written out in the rules that use them") {
  const Checked c = check(std::string(world) + R"(
template Travel(Who, verb_part, List) {
  match  visitor:each Who verb_part [in(List)] place:Place?
  where  not_in(visitor, List)
  unless Who "and"
  test   "[X|visitor] y"
}
rule Visit.travel use Travel(Person | Organization, "went" "to", Land) { reject "z" }
rule Visit.wrong use Travel(Person, "x", "y") { }
rule Visit.short use Travel(Person) { }
)");
  CHECK(codes(c) == "8:38:C057 9:10:C057 15:18:C055");
  REQUIRE(c.rules.rules.size() == 1);
  const ast::Rule& r = c.rules.rules[0];
  REQUIRE(r.matches.size() == 1);
  const ast::Sequence& s = r.matches[0].alternatives[0];
  CHECK(s[0].kind == ast::Item::group);
  CHECK(s[0].capture == "visitor");
  CHECK(s[0].each);
  CHECK(s[0].patterns[0].alternatives.size() == 2);
  CHECK(s[1].patterns[0].alternatives[0].size() == 2);
  CHECK(s[2].features_list[0].list == "Land");
  CHECK(r.where[0].arguments[1] == "Land");
  CHECK(r.unless.size() == 1);
  CHECK(r.examples.size() == 2);
  CHECK(r.uses.empty());
}

TEST_CASE("slots name symbols, and words in set are text unless they are captures") {
  const Checked c = check(std::string(world) + R"(
fact Talk { who: Party  topic: text }
rule Talk.a { match who:Party set topic = who }
rule Talk.b { match who:Party set topic = nothing }
)");
  CHECK(codes(c).empty());
  CHECK(c.rules.schemas.back().slots[0].types == std::vector<std::string>{"Person", "Organization"});
  CHECK(c.rules.rules[0].sets[0].value.kind == ast::Expression::identifier);
  CHECK(c.rules.rules[1].sets[0].value.kind == ast::Expression::text);
}

TEST_CASE("lints") {
  struct Row {
    const char* text;
    const char* expected;
  };
  const Row table[] = {
      {"rule Visit.a { match visitor:Person test \"[X|visitor]\" reject \"y\" }", ""},
      {"rule Visit.a { match visitor:Person reject \"y\" }", "L001"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor]\" }", "L002"},
      {"rule Visit.a { match visitor:Person todo \"[X|visitor]\" reject \"y\" }", "L001"},
      {"frame Visit.a { verb zzvisit, go subject visitor:Person test \"[X|visitor]\" reject \"y\" }", "L004"},
      {"frame Visit.a { verb go, co-go subject visitor:Person test \"[X|visitor]\" reject \"y\" }", "L012L004"},
      {"rule Visit.a { match visitor:Person (\"a b\" | \"c\" | \"A  b\") test \"[X|visitor]\" reject \"y\" }", "L005"},
      {"words W { \"x\" }", "L006"},
      {"let A = \"x\"", "L007"},
      {"template T(A) { match visitor:A }", "L008"},
      {"words W { \"x\" \"y\" | \"x\" } let A = W rule Ship.z { match A test \"x\" reject \"y\" }", "L009"},
      {"rule Visit.a { match visitor:Person test \"[X|visitor]\" reject \"y\" }\n"
       "rule Visit.b { match visitor:Person test \"[X|visitor]\" reject \"y\" }",
       "L010"},
      {"rule Visit.a { match visitor:Person where capitalised(visitor) test \"[X|visitor]\" reject \"y\" }\n"
       "rule Visit.b { match visitor:Person test \"[X|visitor]\" reject \"y\" }",
       ""},
      {"rule Visit.a priority 2 { match visitor:Person test \"[X|visitor]\" reject \"y\" }\n"
       "rule Visit.b priority 3 { match visitor:Person test \"[X|visitor]\" reject \"y\" }",
       "L010"},
  };
  CheckOptions options;
  options.is_verb = [](std::string_view lemma) { return lemma == "go"; };
  for (const Row& row : table) {
    CAPTURE(std::string(row.text));
    const std::string base = R"(fact Visit { visitor: Person | Organization  place: Place? }
entity Ship { flag: text? }
rule Visit.base priority 9 { match visitor:Organization "!" test "[X|visitor]!" reject "y" }
rule Ship.base { match [cap] "!" test "X!" reject "y" }
)";
    const Checked c = check(base + row.text, options);
    std::string found;
    for (const Diagnostic& d : c.diagnostics) {
      if (d.severity == Severity::error) FAIL_CHECK(d.message);
      found += d.code;
    }
    CHECK(found == row.expected);
  }
}

TEST_CASE("a word list file must be there") {
  CheckOptions options;
  options.has_file = [](std::string_view path) { return path == "a.tsv"; };
  const Checked c = check("words A from \"a.tsv\" words B from \"b.tsv\" let C = A B", options);
  CHECK(codes(c) == "1:28:C066");
  CHECK(c.rules.words.size() == 1);
}

TEST_CASE("stages: what others read runs first") {
  Checked c = check(R"(
let Any = Organization "x" | [cap]
entity Ship { a: text? }
fact Visit { visitor: Ship }
rule Visit.a { match visitor:Ship }
rule Ship.a { match name:Place Any }
rule Place.b { match name:Place "City" }
rule Place.a { match name:[cap] }
rule Organization.a { match name:[upper] }
)");
  REQUIRE(codes(c).empty());
  Diagnostics diagnostics;
  const StageOrder order = order_stages(c.rules, diagnostics);
  CHECK(diagnostics.empty());
  REQUIRE(order.entity_stages.size() == 3);
  CHECK(order.entity_stages[0] == std::vector<std::uint32_t>{3, 4});
  CHECK(order.entity_stages[1] == std::vector<std::uint32_t>{2});
  CHECK(order.entity_stages[2] == std::vector<std::uint32_t>{1});
  CHECK(order.fact_rules == std::vector<std::uint32_t>{0});
}

TEST_CASE("stages: a circle is named, and every rule still runs") {
  Checked c = check(R"(
let Near = Place
rule Place.a { match name:[cap] Organization }
rule Organization.a { match name:[cap] Person }
rule Person.a { match name:[cap] Near }
rule Event.a { match name:[cap] Near }
rule Work.a { match name:[cap] }
)");
  Diagnostics diagnostics;
  const StageOrder order = order_stages(c.rules, diagnostics);
  REQUIRE(diagnostics.size() == 1);
  CHECK(diagnostics[0].code == "C067");
  CHECK(diagnostics[0].message.find("Place -> Organization -> Person -> Place") != std::string::npos);
  std::size_t rules = 0;
  for (const auto& stage : order.entity_stages) rules += stage.size();
  CHECK(rules == 5);
}

}  // namespace
