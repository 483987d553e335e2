// No rule file, however broken or large, may crash the reader, overflow its stack or make it slower than linear.
#include <doctest/doctest.h>

#include <random>
#include <string>

#include "rules/rules.hpp"

namespace {

using namespace sluice;

struct Outcome {
  ast::Rules rules;
  Diagnostics diagnostics;
};

Outcome swallow(std::string_view text) {
  Outcome o;
  parse_rules("t.rules", text, o.rules, o.diagnostics);
  const Symbols symbols;
  check_rules(o.rules, symbols, o.diagnostics);
  (void)order_stages(o.rules, o.diagnostics);
  return o;
}

bool has(const Diagnostics& diagnostics, std::string_view code) {
  for (const Diagnostic& d : diagnostics)
    if (d.code == code) return true;
  return false;
}

std::string repeated(std::string_view piece, std::size_t times) {
  std::string out;
  out.reserve(piece.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += piece;
  return out;
}

TEST_CASE("random bytes") {
  std::mt19937 random(1);
  for (int round = 0; round < 300; ++round) {
    std::string text(random() % 400, ' ');
    for (char& c : text) c = static_cast<char>(random() % 256);
    const Outcome o = swallow(text);
    for (const Diagnostic& d : o.diagnostics) {
      CHECK(d.line >= 1);
      CHECK(d.column >= 1);
    }
  }
}

TEST_CASE("random tokens") {
  static const char* const pieces[] = {
      "words ", "let ", "entity ", "fact ", "template ", "rule ", "frame ", "resolve ", "suite ", "\nmatch ", "\nwhere ", "\nset ",
          "\nalias ",
      "\nunless ", "\ntest ", "\nreject ", "\nverb ", "\nnoun ", "\nsubject ", "\nobject ", "\nwith ", "A", "B", "Person", "A.b ", "a",
          "b:",
      "a:each ", "\"x\" ", "'y' ", "/z/ ", "...3 ", "[cap] ", "[!in(A) & cap] ", "~go ", "~go.past ", "( ", ") ", "{ ", "} ", "| ", ", ",
          "? ",
      "* ", "+ ", "{2,3} ", "= ", "=> ", "-> ", "all within 3 { ", "followed_by( ", "not ", "and ", "or ", "if ", "else ", "in(a, A) ",
      "use A( ", "priority 3 ", "glue( ", "from ", "text ", "expect ", "one_of( ", "\n", ". ", ": ", "1 ", "\nlet A = ",
          "\nrule Person.a { ",
      "\n}\n", "\nfact F { a: Person } "};
  std::mt19937 random(2);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    const std::size_t length = random() % 80;
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % std::size(pieces)];
    (void)swallow(text);
  }
}

TEST_CASE("good rules with a byte changed") {
  const std::string good = R"(let Party = Organization | Place
fact Visit { visitor: Party  place: Place?  one_of(visitor, place) }
rule Visit.a priority 3 { match visitor:each Party ~go.past ...3 "to" place:Place?
  where in(visitor, Land) or length(visitor) > 2
  set modality = planned if place else actual
  test "[X|visitor] went" => polarity=negative
  reject "y" }
words Land { "France" -> FR }
frame Visit.b { verb go, travel "to"
  subject visitor:Party
  with "in", "at" place:Place? }
)";
  CHECK_FALSE(has_errors(swallow(good).diagnostics));
  std::mt19937 random(3);
  for (int round = 0; round < 1000; ++round) {
    std::string text = good;
    for (std::size_t i = 0; i <= random() % 3; ++i) {
      const std::size_t at = random() % text.size();
      switch (random() % 3) {
        case 0: text[at] = static_cast<char>(random() % 256); break;
        case 1: text.erase(at, 1 + random() % 5); break;
        default: text.insert(at, 1, good[random() % good.size()]);
      }
    }
    (void)swallow(text);
  }
}

TEST_CASE("deep nesting is refused, not followed") {
  for (const std::string& text : {
           "let A = " + repeated("(", 20'000) + "\"x\"",
           "let A = " + repeated("followed_by(", 10'000),
           "let A = " + repeated("all within 2 { ", 10'000),
           "rule Person.a { match \"x\" where " + repeated("not ", 10'000) + "zone(body) }",
           "rule Person.a { match \"x\" where " + repeated("(", 10'000) + "zone(body) }",
           "rule Person.a { match \"x\" set name = " + repeated("a + ", 10'000) + "a }",
           "rule Person.a { match \"x\" set name = " + repeated("a if b else ", 10'000) + "a }",
           "rule Person.a use B(" + repeated("(", 10'000) + " { match \"x\" }",
           "rule Person.a glue(" + repeated("(", 10'000) + " { match \"x\" }",
       }) {
    const Outcome o = swallow(text);
    CHECK(has(o.diagnostics, "S009"));
  }
}

TEST_CASE("long chains and wide growth are bounded") {
  std::string chain = "let A0 = \"x\"\n";
  for (int i = 1; i < 5'000; ++i) chain += "let A" + std::to_string(i) + " = A" + std::to_string(i - 1) + "\n";
  CHECK_FALSE(has_errors(swallow(chain).diagnostics));
  CHECK(swallow(chain + "let B = B1 let B1 = B").diagnostics.front().code == "C005");

  std::string growth = "let A0 = \"x\"\n";
  for (int i = 1; i < 60; ++i) growth += "let A" + std::to_string(i) + " = A" + std::to_string(i - 1) + " A" + std::to_string(i - 1) + "\n";
  CHECK(has(swallow(growth).diagnostics, "C045"));

  const std::string wide = "template T(X) { match " + repeated("X ", 2000) + " }\n";
  CHECK(has(swallow(wide + "rule Person.a use T(" + repeated("\"x\" ", 2000) + ") { }").diagnostics, "C056"));
}

TEST_CASE("a file of two million bytes") {
  ast::Rules rules;
  Diagnostics diagnostics;
  const std::string_view piece =
      "rule A.b priority 3 {\n  match a:B \"some words of the text\" ...3 [cap & !in(C)]{0,7}\n  test \"[X|a] y\"\n}\n";
  parse_rules("t.rules", repeated(piece, 2'000'000 / piece.size()), rules, diagnostics);
  CHECK(diagnostics.empty());
  CHECK(rules.rules.size() == 2'000'000 / piece.size());
}

TEST_CASE("long files of one piece") {
  constexpr std::size_t size = 200'000;
  struct Shape {
    const char* piece;
    bool good;
  };
  for (const Shape& shape : {Shape{"let A = \"x\" | [cap] B?\n", true}, Shape{"rule A.b { match a:B \"x\" }\n", true},
                             Shape{"rule A.b { match a:B \"x\" } ", true}, Shape{"@ ", false}, Shape{"\"x ", false}, Shape{"/\\", false},
                             Shape{"rule ", false}, Shape{"rule A.b { ", false}, Shape{"match \"x\" ", false}, Shape{"(", false},
                             Shape{"let A = ( ", false}, Shape{"words A { \"x\" ", false}, Shape{"# x\n", true}}) {
    CAPTURE(std::string(shape.piece));
    ast::Rules rules;
    Diagnostics diagnostics;
    parse_rules("t.rules", repeated(shape.piece, size / std::string_view(shape.piece).size()), rules, diagnostics);
    CHECK(has_errors(diagnostics) == !shape.good);
    CHECK(diagnostics.size() <= 1001);
  }
  std::string body = "rule A.b {\n";
  body += repeated("match \"x\" where a(b) set c = d / e test \"f\" ", 5'000) + "}";
  ast::Rules rules;
  Diagnostics diagnostics;
  parse_rules("t.rules", body, rules, diagnostics);
  CHECK(diagnostics.empty());
  CHECK(rules.rules.at(0).matches.size() == 5'000);
}

}  // namespace
