// The lazy DFA against its plain twin, over the annotated articles.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "pipeline/cascade.hpp"
#include "pipeline/program.hpp"

TEST_CASE("the lazy DFA finds what plain simulation finds") {
  const sluice::Engine engine = sluice::Engine::standard();
  const sluice::Engine::Program& program = engine.program();
  sluice::Matcher matcher(program.rules);
  sluice::Cascade cascade(std::shared_ptr<const sluice::Engine::Program>(std::shared_ptr<void>(), &program));
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(SLUICE_SOURCE_DIR) + "/corpus/dev")) paths.insert(entry.path());
  std::size_t compared = 0;
  const auto same = [&](const sluice::MatchList& a, const sluice::MatchList& b) {
    REQUIRE(a.matches.size() == b.matches.size());
    for (std::size_t i = 0; i < a.matches.size(); ++i) {
      CHECK(a.matches[i].rule == b.matches[i].rule);
      CHECK(a.matches[i].begin == b.matches[i].begin);
      CHECK(a.matches[i].end == b.matches[i].end);
      ++compared;
    }
  };
  for (const auto& path : paths) {
    std::ifstream in(path);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string text = bytes.str();
    cascade.read_text(text);
    cascade.read_words();
    cascade.read_values();
    cascade.read_names(false, nullptr);
    cascade.read_phrases("2024-10-16");
    matcher.forget_words();
    for (std::size_t stage = 0; stage < program.rules.entity_stages(); ++stage) {
      sluice::MatchList fast, plain;
      matcher.run_entity_stage(stage, cascade.analysis(), fast);
      matcher.run_entity_stage_plain(stage, cascade.analysis(), plain);
      same(fast, plain);
    }
    sluice::MatchList fast, plain;
    matcher.run_facts(cascade.analysis(), cascade.phrases(), fast);
    matcher.run_facts_plain(cascade.analysis(), cascade.phrases(), plain);
    same(fast, plain);
  }
  CHECK(compared > 500);
}

TEST_CASE("an artefact reads back, and damage is refused") {
  const sluice::Engine engine = sluice::Engine::standard();
  std::string bytes = engine.program().write();
  CHECK(sluice::Engine::Program::read(bytes).has_value());
  CHECK(!sluice::Engine::Program::read(std::string_view(bytes).substr(0, bytes.size() / 2)).has_value());
  CHECK(!sluice::Engine::Program::read("no artefact").has_value());
  bytes[bytes.size() / 3] = static_cast<char>(bytes[bytes.size() / 3] ^ 1);
  CHECK(!sluice::Engine::Program::read(bytes).has_value());
}
