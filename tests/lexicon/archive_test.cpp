#include "lexicon/archive.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <vector>

#include "lexicon/word_analysis.hpp"
#include "tests/lexicon/make.hpp"

using namespace sluice;

namespace {

Lexicon sample() {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  tests::Tables tables;
  tables.closed_class = "the\tdeterminer\nyear\ttime_noun\n";
  tables.nouns = "mine\nleaf\tleaves\n";
  tables.verbs = "join\nmine\n";
  tables.irregular_verbs = "leave\tleft\tleft\n";
  builder.add_grammar(tests::pack_of(tables), diagnostics);
  const ListId place = builder.add_list({}, tests::inline_list("Place", {{"New York", "NYC"}, {"iPod town"}}), diagnostics);
  std::string error;
  WordTest test;
  test.kind = WordTest::regex;
  builder.add_test(test, "[a-z]+s", error);
  test.kind = WordTest::in_list;
  test.list = place;
  builder.add_test(test, "", error);
  test.kind = WordTest::verb_or_noun;
  test.fold = builder.intern("join");
  builder.add_test(test, "", error);
  test.kind = WordTest::exact;
  builder.add_test(test, "Join", error);
  return builder.build();
}

std::string written(Lexicon& lexicon) {
  std::string bytes;
  ArchiveWriter writer(bytes);
  lexicon.archive(writer);
  return bytes;
}

/// All that a lexicon answers about a text, as one string.
std::string answers(const Lexicon& lexicon) {
  WordCache words(lexicon);
  const std::string text = "Join the mines, joins left leaves NYC New York iPod town IPOD TOWN gizmos years";
  const TextAnalysis analysis = tests::one_sentence(text, words);
  std::string out;
  for (const Token& token : analysis.tokens) {
    const Word& word = words[token.word];
    out += std::to_string(word.classes) + "," + std::to_string(word.plural) + "," + std::to_string(word.noun) + "," +
           std::to_string(word.verbs_count);
    for (std::uint32_t i = 0; i < lexicon.tests().size(); ++i) out += words.passes(word.symbol, i) ? "+" : "-";
    out += " ";
  }
  std::vector<PhraseHit> hits;
  find_phrases(words, analysis, hits);
  for (const std::string& hit : tests::shown(lexicon, hits)) out += hit + ";";
  return out;
}

}  // namespace

TEST_CASE("a lexicon read back answers alike") {
  Lexicon lexicon = sample();
  const std::string bytes = written(lexicon);
  Lexicon again;
  ArchiveReader reader(bytes);
  again.archive(reader);
  CHECK_FALSE(reader.failed());
  CHECK(reader.at_end());
  CHECK(answers(again) == answers(lexicon));
  CHECK(written(again) == bytes);
  Lexicon twin = sample();
  CHECK(written(twin) == bytes);
}

TEST_CASE("a lexicon that is built in is read where it lies") {
  Lexicon lexicon = sample();
  const std::string bytes = written(lexicon);
  // Aligned, as the linker lays an artefact.
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  const char* begin = reinterpret_cast<const char*>(aligned.data());
  Lexicon again;
  ArchiveReader reader({begin, bytes.size()}, ArchiveSource::built_in);
  again.archive(reader);
  CHECK_FALSE(reader.failed());
  CHECK(reader.at_end());
  CHECK(answers(again) == answers(lexicon));
  CHECK(written(again) == bytes);
  const char* word = again.text(0).data();
  CHECK((begin <= word && word < begin + bytes.size()));
  Lexicon moved = std::move(again);
  CHECK(moved.text(0).data() == word);
}

TEST_CASE("a flat array that is changed leaves the bytes that it viewed alone") {
  const std::vector<std::uint32_t> bytes = {3, 4, 5};
  FlatArray<std::uint32_t> array;
  array.view(bytes);
  CHECK(array.data() == bytes.data());
  array.push_back(6);
  array.edit([](std::vector<std::uint32_t>& own) { own[0] = 1; });
  CHECK(std::vector<std::uint32_t>(array.begin(), array.end()) == std::vector<std::uint32_t>{1, 4, 5, 6});
  CHECK(bytes == std::vector<std::uint32_t>{3, 4, 5});
  const FlatArray<std::uint32_t> taken = std::move(array);
  CHECK(taken.size() == 4);
  CHECK(array.empty());
}

TEST_CASE("a damaged archive is refused or harmless") {
  Lexicon lexicon = sample();
  const std::string bytes = written(lexicon);
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    Lexicon cut;
    ArchiveReader reader(std::string_view(bytes).substr(0, n));
    cut.archive(reader);
    REQUIRE(reader.failed());
    REQUIRE(cut.size() == 0);
    answers(cut);
  }
  std::mt19937 random(3);
  std::size_t refused = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string broken = bytes;
    for (std::size_t n = 1 + random() % 3; n != 0; --n) broken[random() % broken.size()] = static_cast<char>(random());
    Lexicon damaged;
    ArchiveReader reader(broken);
    damaged.archive(reader);
    if (reader.failed()) ++refused;
    answers(damaged);
  }
  CHECK(refused > 300);
}
