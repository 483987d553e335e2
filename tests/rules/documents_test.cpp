// The two reference pages hold what the code does: every message with an example that gives it, every example of the language readable.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "rules/messages.hpp"
#include "rules/rules.hpp"

namespace {

using namespace sluice;

std::string page(const std::string& name) {
  std::ifstream file(SLUICE_SOURCE_DIR "/docs/" + name, std::ios::binary);
  REQUIRE_MESSAGE(file, name);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

struct Block {
  std::string info;   // behind the fence
  std::string text;
};

std::vector<Block> blocks(const std::string& markdown) {
  std::vector<Block> found;
  std::istringstream lines(markdown);
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) found.push_back({line.substr(3), {}});
    } else if (inside) {
      found.back().text += line + "\n";
    }
  }
  return found;
}

// How the page shows a template: an ellipsis for each argument.
std::string shown(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' && text[i + 1] >= '0' && text[i + 1] <= '9') {
      out += "…";
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string section(const Message& message) {
  const char* const severity = message.severity == Severity::error ? "error" : message.severity == Severity::warning ? "warning" : "note";
  std::string out = "## " + std::string(message.code) + " · " + severity + "\n\n" + shown(message.text) + "\n";
  if (!message.hint.empty()) out += "\n*Hint:* " + shown(message.hint) + "\n";
  return out;
}

Diagnostics everything(const std::string& text) {
  ast::Rules rules;
  Diagnostics diagnostics;
  parse_rules("t.rules", text, rules, diagnostics);
  CheckOptions options;
  options.is_verb = [](std::string_view lemma) { return lemma == "visit" || lemma == "go"; };
  options.has_file = [](std::string_view path) { return path == "lists/ports.tsv"; };
  Symbols symbols;
  symbols.add("Mass");
  check_rules(rules, symbols, diagnostics, options);
  (void)order_stages(rules, diagnostics);
  return diagnostics;
}

// `\xFF` in an example that is no UTF-8; `repeat=N` for one that is written N times.
std::string unpacked(const Block& block) {
  std::string text = block.text;
  for (std::size_t at = text.find("\\xFF"); at != std::string::npos; at = text.find("\\xFF")) text.replace(at, 4, "\xFF");
  const std::size_t repeat = block.info.find("repeat=");
  if (repeat == std::string::npos) return text;
  std::string out;
  for (int i = std::stoi(block.info.substr(repeat + 7)); i > 0; --i) out += text;
  return out;
}

TEST_CASE("every message stands in the page of diagnostics, with an example that gives it") {
  const std::string markdown = page("diagnostics.md");
  std::size_t at = 0;
  std::size_t sections = 0;
  for (const Message& message : messages()) {
    CAPTURE(std::string(message.code));
    const std::string expected = section(message);
    const std::size_t found = markdown.find(expected, at);
    REQUIRE_MESSAGE(found != std::string::npos, expected);
    at = found;
    const std::string rest = markdown.substr(found, markdown.find("\n## ", found + 1) - found);
    const std::vector<Block> examples = blocks(rest);
    REQUIRE(examples.size() == 1);
    ++sections;
    if (examples[0].info.find(" run") != std::string::npos) continue;   // given by compiling or running the rules: tests/cli/test_diagnostics.py
    bool given = false;
    std::string others;
    for (const Diagnostic& d : everything(unpacked(examples[0]))) {
      given = given || d.code == message.code;
      if (d.severity == Severity::error && d.code != message.code) others += d.code + " " + d.message + "; ";
    }
    CHECK(given);
    if (message.code != "S010") CHECK(others.empty());
  }
  std::size_t headings = 0;
  for (std::size_t i = markdown.find("\n## "); i != std::string::npos; i = markdown.find("\n## ", i + 1)) ++headings;
  CHECK(headings == sections);
}

TEST_CASE("codes are in order and unique") {
  std::string before;
  for (const Message& message : messages()) {
    CHECK(message.code.size() == 4);
    CHECK((message.code[0] == 'S' || message.code[0] == 'C' || message.code[0] == 'L' || message.code[0] == 'E'));
    if (!before.empty() && before[0] == message.code[0]) CHECK(before < message.code);
    before = message.code;
  }
}

TEST_CASE("every example of the language's reference is good") {
  const std::vector<Block> all = blocks(page("rule-language.md"));
  std::size_t examples = 0;
  for (const Block& block : all) {
    if (block.info != "rules") continue;
    ++examples;
    for (const Diagnostic& d : everything(block.text))
      if (d.severity == Severity::error) FAIL_CHECK(d.line << ':' << d.column << ' ' << d.code << ' ' << d.message << "\n" << block.text);
  }
  CHECK(examples >= 7);
}

TEST_CASE("the reference names every feature, test and clause that the checks know") {
  const std::string markdown = page("rule-language.md");
  for (const char* word :
       {"`cap`", "`upper`", "`lower`", "`digit`", "`acronym`", "`initial`", "`mixed`", "`alphabetic`", "`punctuation`", "`first`",
        "`in(List)`", "`initials(", "`same(", "`distinct(", "`filled(", "`capitalised(", "`sentence_first(", "`not_in(", "`zone(",
        "`headline()`", "`title_case()`", "`length(", "`modality`", "`polarity`", "`voice`", "`tense`", "`match`", "`where`", "`set`",
        "`alias`", "`unless`", "`test`", "`reject`", "`todo`", "`subject`", "`object`", "`complement`", "`possessor`", "`adverbial`", "`with`"})
    CHECK_MESSAGE(markdown.find(word) != std::string::npos, word);
}

}  // namespace
