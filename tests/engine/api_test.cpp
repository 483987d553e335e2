// The example of the public header, and what must hold for every document.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sluice/sluice.hpp>
#include <sstream>

#include "markup/markup.hpp"

namespace {

const sluice::Engine& engine() {
  static const sluice::Engine standard = sluice::Engine::standard();
  return standard;
}

std::vector<std::string> corpus_texts() {
  std::vector<std::string> out;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(SLUICE_SOURCE_DIR) + "/corpus/dev")) paths.insert(entry.path());
  for (const auto& path : paths) {
    std::ifstream in(path);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string source = bytes.str();
    const std::size_t first = source.find("---\n") + 4, last = source.rfind("\n---");
    sluice::Markup markup;
    sluice::Diagnostics diagnostics;
    if (sluice::parse_markup(std::string_view(source).substr(first, last - first), path.string(), 1, 1, markup, diagnostics)) out.push_back(markup.text);
  }
  return out;
}

std::string print(const sluice::Document& doc) {
  std::ostringstream out;
  for (const sluice::Mention& m : doc.mentions()) out << m.type << ' ' << m.span << ' ' << m.rule << ' ' << m.entity << '\n';
  for (const sluice::Fact& f : doc.facts()) {
    out << f.type() << ' ' << f.span() << ' ' << f.rule << ' ' << sluice::name(f.modality) << f.event;
    for (const sluice::Argument& a : f.arguments) out << ' ' << a.role << a.span << a.entity;
    out << '\n';
  }
  return out.str();
}

}  // namespace

TEST_CASE("a text gives facts") {
  const sluice::Document doc = engine().extract("Sweden joined NATO in 2024.", {.date = "2024-10-16"});
  REQUIRE(doc.facts().size() == 1);
  const sluice::Fact& fact = doc.facts()[0];
  CHECK(fact.type() == "membership");
  REQUIRE(fact.argument("member") != nullptr);
  CHECK(fact.argument("member")->span.of(doc.text()) == "Sweden");
  CHECK(fact.argument("body")->span.of(doc.text()) == "NATO");
  CHECK(fact.argument("date")->span.of(doc.text()) == "2024");
  CHECK(fact.polarity == sluice::Polarity::positive);
}

TEST_CASE("spans lie inside the text, mentions in order, and every one names its rule") {
  const auto texts = corpus_texts();
  REQUIRE(texts.size() >= 10);
  for (const std::string& text : texts) {
    const sluice::Document doc = engine().extract(text);
    std::uint32_t last = 0;
    for (const sluice::Mention& m : doc.mentions()) {
      CHECK(m.span.begin >= last);
      CHECK(m.span.end <= text.size());
      CHECK(!m.span.empty());
      CHECK(!m.rule.empty());
      last = m.span.begin;
    }
    for (const sluice::Fact& f : doc.facts()) {
      CHECK(!f.rule.empty());
      CHECK(f.span().end <= text.size());
      CHECK(f.sentence.contains(f.trigger));
    }
  }
}

TEST_CASE("a document gives the same alone, and after others with the same working memory") {
  sluice::Scratch scratch;
  sluice::Document reused;
  const auto texts = corpus_texts();
  for (int round = 0; round < 2; ++round)
    for (const std::string& text : texts) {
      engine().extract(text, {}, scratch, reused);
      CHECK(print(reused) == print(engine().extract(text)));
    }
}

TEST_CASE("any bytes give a document") {
  sluice::Scratch scratch;
  sluice::Document doc;
  std::uint32_t seed = 7;
  for (int i = 0; i < 300; ++i) {
    std::string text;
    static const char* pieces[] = {"Turkey", " joined ", "NATO", ",", "\n", "\xFF", "\xC3", " and ", "the ", "(", ")", "\"", " 10,000 tonnes of copper ", "said ",
                                   "which ", "was bought by ", "Orovale plc", "\xE2\x80\x99s ", "-", "if ", "to ", ". ", "$", "%", "\0x"};
    for (int k = 0; k < 60; ++k) {
      seed = seed * 1664525u + 1013904223u;
      text += pieces[(seed >> 16) % (sizeof pieces / sizeof *pieces)];
    }
    engine().extract(text, {.date = "2024-10-16"}, scratch, doc);
    for (const sluice::Mention& m : doc.mentions()) CHECK(m.span.end <= doc.text().size());
  }
}

TEST_CASE("a pack on top of the standard one adds to it, and a bad one says where it is wrong") {
  const auto folder = std::filesystem::temp_directory_path() / "sluice_api_test_rules";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "extra.rules") << "fact Praise { speaker: Person|Organization|Place  what: text }\n"
                                           "frame Praise.praise {\n  verb praise\n  subject speaker:(Organization | Place)\n  object what:NounGroup\n"
                                           "  test \"[Sweden|speaker] praised the [plan|what].\"\n  reject \"Sweden left.\"\n}\n";
  sluice::Diagnostics diagnostics;
  auto loaded = sluice::Engine::load({folder}, true, diagnostics);
  REQUIRE(loaded.has_value());
  CHECK(!sluice::has_errors(diagnostics));
  const sluice::Document doc = loaded->extract("Norway praised the deal.");
  REQUIRE(doc.facts().size() == 1);
  CHECK(doc.facts()[0].rule == "praise.praise");
  std::ofstream(folder / "extra.rules") << "fact Praise { speaker: Plaec }\n";
  diagnostics.clear();
  (void)sluice::Engine::load({folder}, true, diagnostics);
  REQUIRE(sluice::has_errors(diagnostics));
  bool placed = false;
  for (const auto& d : diagnostics) placed |= d.severity == sluice::Severity::error && d.line == 1;
  CHECK(placed);
  std::filesystem::remove_all(folder);
}

TEST_CASE("every test inside the rule files passes") {
  const sluice::CheckReport report = engine().check();
  CHECK(report.rules >= 100);
  CHECK(report.tests >= 300);
  for (const sluice::Diagnostic& d : report.diagnostics)
    if (d.severity == sluice::Severity::error) FAIL_CHECK(d);
  CHECK(report.failed == 0);
}
