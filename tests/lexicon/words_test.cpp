#include "lexicon/words.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>

#include "lexicon/shape.hpp"
#include "lexicon/word_analysis.hpp"
#include "tests/lexicon/make.hpp"

using namespace sluice;

TEST_CASE("word shapes") {
  struct Row {
    const char* word;
    std::uint32_t shape;
  };
  const std::uint32_t name = ws_capitalised | ws_has_letter | ws_alphabetic;
  const std::uint32_t capitals = ws_capitalised | ws_upper | ws_has_letter;
  const Row rows[] = {
      {"mine", ws_lower | ws_has_letter | ws_alphabetic},
      {"Mine", name},
      {"MSP", capitals | ws_acronym | ws_alphabetic},
      {"MPs", ws_capitalised | ws_has_letter | ws_acronym | ws_alphabetic},
      {"U.S.", capitals | ws_acronym},
      {"R&D", capitals | ws_acronym},
      {"G20", capitals | ws_acronym},
      {"ABCDEFGHI", capitals | ws_alphabetic},
      {"J", capitals | ws_alphabetic | ws_initial},
      {"J.", capitals | ws_initial},
      {"iPhone", ws_has_letter | ws_alphabetic | ws_mixed},
      {"McDonald", name | ws_mixed},
      {"10,000", ws_digit},
      {"3M", capitals | ws_digit},
      {"(", ws_punctuation},
      {"...", ws_punctuation},
      {"\xE2\x80\x94", ws_punctuation},
      {"%", ws_punctuation},
      {"\xE2\x82\xAC", 0},
      {"\xC3\x89lys\xC3\xA9" "e", name},
      {"\xC3\xA9lan", ws_lower | ws_has_letter | ws_alphabetic},
      {"stra\xC3\x9F" "e", ws_lower | ws_has_letter | ws_alphabetic},
      {"\xD0\x9C\xD0\x98\xD0\xA0", capitals | ws_acronym | ws_alphabetic},
      {"\xE4\xB8\xAD\xE5\x9B\xBD", ws_has_letter | ws_alphabetic},
      {"'s", ws_lower | ws_has_letter},
      {"", 0},
      {"\xFF\xC3", 0},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    const std::uint32_t shape = word_shape(row.word);
    CHECK(shape == row.shape);
  }
}

TEST_CASE("case rules of list entries") {
  struct Row {
    const char* entry;
    const char* text;
    bool fits;
  };
  const Row rows[] = {
      {"oil", "oil", true},        {"oil", "Oil", true},       {"oil", "OIL", true},      {"Orange", "Orange", true},
      {"Orange", "orange", false}, {"Orange", "ORANGE", true}, {"WHO", "WHO", true},      {"WHO", "Who", false},
      {"WHO", "who", false},       {"U.S.", "U.S.", true},     {"U.S.", "u.s.", false},   {"iPhone", "iPhone", true},
      {"iPhone", "IPHONE", true},  {"iPhone", "iphone", false}, {"iPhone", "Iphone", false}, {"McDonald", "Mcdonald", false},
      {"McDonald", "McDonald", true}, {"A", "A", true},         {"A", "a", false},        {"20", "20", true},
  };
  for (const Row& row : rows) {
    CAPTURE(row.entry);
    CAPTURE(row.text);
    CHECK(case_fits(case_rule(row.entry), word_shape(row.text), row.text, row.entry) == row.fits);
  }
}

namespace {

const tests::Tables grammar = {
    "the\tdeterminer\nit\tpronoun, neuter\nyear\ttime_noun\nonly\tadverb\n'\tpossessive_marker\n",
    "mine\nplan\nleaf\tleaves\nperson\tpeople|persons\naircraft\t=\nnews\t-\npolice\t*\nsupply\nfamily\n",
    "high|higher|highest\nrecent\npolitical\nsteady\nprobable\n",
    "plan\nmine\nleave\nsupply\njoin\n",
    "leave\tleft\tleft\n",
};

struct Fixture {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  Fixture() { builder.add_grammar(tests::pack_of(grammar), diagnostics); }
};

}  // namespace

TEST_CASE("nouns, plurals and classes of words") {
  Fixture f;
  f.builder.intern("tonne");
  const FoldId depot = f.builder.intern("depot");
  f.builder.add_list({}, tests::inline_list("Made", {{"widget"}}), f.diagnostics);
  const Lexicon lexicon = f.builder.build();
  WordCache words(lexicon);
  struct Row {
    const char* word;
    const char* noun;
    bool plural;
    std::uint32_t classes;
  };
  const Row rows[] = {
      {"mine", "mine", false, wc_noun},
      {"mines", "mine", true, wc_noun},
      {"Mines", "mine", true, wc_noun},
      {"leaves", "leaf", true, wc_noun},
      {"people", "person", true, wc_noun},
      {"aircraft", "aircraft", false, wc_noun},
      {"news", "news", false, wc_noun},
      {"police", "police", true, wc_noun},
      {"years", "year", true, wc_noun | wc_time_noun},
      {"tonnes", "tonne", true, 0},
      {"depots", "depot", true, 0},
      {"widgets", "widget", true, 0},
      {"joins", "", false, 0},
      {"its", "", false, 0},
      {"gizmos", "", true, 0},
      {"Gizmos", "", false, 0},
      {"bonus", "", false, 0},
      {"recently", "", false, wc_adverb},
      {"Recently", "", false, wc_adverb},
      {"politically", "", false, wc_adverb},
      {"Steadily", "", false, wc_adverb},
      {"Probably", "", false, wc_adverb},
      {"Italy", "", false, 0},
      {"frobly", "", false, wc_adverb},
      {"family", "family", false, wc_noun},
      {"supply", "supply", false, wc_noun},
      {"cautious", "", false, wc_adjective},
      {"Cautious", "", false, 0},
      {"highest", "", false, wc_adjective},
      {"only", "", false, wc_adverb},
  };
  for (const Row& row : rows) {
    CAPTURE(row.word);
    const Word& word = words[words.id(row.word)];
    const std::string noun = word.noun == no_fold ? "" : std::string(lexicon.text(word.noun));
    CHECK(noun == row.noun);
    CHECK(word.plural == row.plural);
    CHECK(word.classes == row.classes);
  }
  CHECK(words[words.id("leaves")].verbs_count == 1);
  CHECK(words.verb(words[words.id("left")], lexicon.find("leave"))->forms == (vf_past | vf_participle));
  CHECK(words.verb(words[words.id("left")], lexicon.find("join")) == nullptr);
  CHECK(depot == lexicon.find("depot"));
}

TEST_CASE("word tests of every kind, against their definitions") {
  Fixture f;
  std::string error;
  const ListId metals = f.builder.add_list({}, tests::inline_list("Metals", {{"copper"}, {"Tin"}, {"iron ore"}}), f.diagnostics);
  std::vector<std::string> names;
  const auto add = [&](const char* name, WordTest test, const char* text = "") {
    const std::uint32_t id = f.builder.add_test(test, text, error);
    CHECK(error.empty());
    if (id == names.size()) names.emplace_back(name);
    return id;
  };
  const auto test = [](WordTest::Kind kind, FoldId fold, std::uint8_t forms = 0, std::uint32_t mask = 0, ListId list = no_list) {
    WordTest t;
    t.kind = kind;
    t.fold = fold;
    t.forms = forms;
    t.mask = mask;
    t.list = list;
    return t;
  };
  const FoldId join = f.builder.intern("join");
  const FoldId plan = f.builder.intern("plan");
  const FoldId depot = f.builder.intern("depot");
  const FoldId accession = f.builder.intern("Accession");
  add("literal join", test(WordTest::literal, join));
  add("exact Join", test(WordTest::exact, no_fold), "Join");
  add("~join", test(WordTest::verb_or_noun, join));
  add("~join.past", test(WordTest::verb_or_noun, join, vf_past));
  add("~plan", test(WordTest::verb_or_noun, plan));
  add("~plan.s", test(WordTest::verb_or_noun, plan, vf_s));
  add("~depot", test(WordTest::verb_or_noun, depot));
  add("plural plan", test(WordTest::plural, plan));
  add("~accession", test(WordTest::verb_or_noun, accession));
  add("acronym", test(WordTest::shape, no_fold, 0, ws_acronym));
  add("cap and alphabetic", test(WordTest::shape, no_fold, 0, ws_capitalised | ws_alphabetic));
  add("in metals", test(WordTest::in_list, no_fold, 0, 0, metals));
  add("/[A-Z]+-?\\d+/", test(WordTest::regex, no_fold), "[A-Z]+-?\\d+");
  add("/p.*n/", test(WordTest::regex, no_fold), "p.*n");
  add("/plan|planning/", test(WordTest::regex, no_fold), "plan|planning");
  add("noun or adverb", test(WordTest::word_class, no_fold, 0, wc_noun | wc_adverb));
  CHECK(add("again", test(WordTest::verb_or_noun, join)) == 2);
  CHECK(f.builder.add_test(test(WordTest::regex, no_fold), "(", error) == names.size());
  CHECK_FALSE(error.empty());
  names.emplace_back("never");

  const Lexicon lexicon = f.builder.build();
  REQUIRE(lexicon.tests().size() == names.size());
  WordCache words(lexicon);
  const std::map<std::string, std::vector<std::string>> expected = {
      {"join", {"literal join", "~join"}},
      {"Join", {"literal join", "exact Join", "~join", "cap and alphabetic"}},
      {"joined", {"~join", "~join.past"}},
      {"joining", {"~join"}},
      {"plans", {"~plan", "~plan.s", "plural plan", "noun or adverb"}},
      {"plan", {"~plan", "/p.*n/", "/plan|planning/", "noun or adverb"}},
      {"planning", {"~plan", "/plan|planning/"}},
      {"depots", {"~depot"}},
      {"accessions", {"~accession"}},
      {"accession", {"~accession"}},
      {"MSP", {"acronym", "cap and alphabetic"}},
      {"A12", {"acronym", "/[A-Z]+-?\\d+/"}},
      {"copper", {"in metals"}},
      {"Copper", {"cap and alphabetic", "in metals"}},
      {"tin", {}},
      {"Tin", {"cap and alphabetic", "in metals"}},
      {"iron", {}},
      {"only", {"noun or adverb"}},
      {"xplan", {}},
      {"(", {}},
  };
  for (const auto& [word, wanted] : expected) {
    CAPTURE(word);
    const Word& w = words[words.id(word)];
    std::vector<std::string> got;
    for (std::uint32_t i = 0; i < names.size(); ++i) {
      if (words.passes(w.symbol, i)) got.push_back(names[i]);
      CHECK(words.passes(w.symbol, i) == passes_plain(lexicon, lexicon.tests()[i], w, word, words.hits(w)));
    }
    CHECK(got == wanted);
  }
  // Equal sets of tests are one symbol, counted from 0.
  CHECK(words[words.id("tin")].symbol == words[words.id("xplan")].symbol);
  CHECK(words[words.id("tin")].symbol != words[words.id("Tin")].symbol);
  std::vector<bool> seen(words.symbol_count(), false);
  for (const auto& [word, wanted] : expected) seen[words[words.id(word)].symbol] = true;
  CHECK(std::count(seen.begin(), seen.end(), true) == static_cast<std::ptrdiff_t>(seen.size()));
}

TEST_CASE("many random test sets are interned apart") {
  LexiconBuilder builder;
  std::string error;
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    WordTest test;
    test.kind = WordTest::literal;
    test.fold = builder.intern("w" + std::to_string(random() % 500));
    builder.add_test(test, "", error);
  }
  for (int i = 0; i < 40; ++i) {
    WordTest test;
    test.kind = WordTest::regex;
    builder.add_test(test, "w.*" + std::to_string(i), error);
  }
  const Lexicon lexicon = builder.build();
  WordCache words(lexicon);
  std::map<std::vector<std::uint64_t>, std::uint32_t> symbols;
  for (int i = 0; i < 500; ++i) {
    const std::string surface = "w" + std::to_string(i);
    const Word word = words[words.id(surface)];
    std::vector<std::uint64_t> bits(words.test_bits(word.symbol).begin(), words.test_bits(word.symbol).end());
    for (std::uint32_t t = 0; t < lexicon.tests().size(); ++t)
      REQUIRE(words.passes(word.symbol, t) == passes_plain(lexicon, lexicon.tests()[t], word, surface, {}));
    const auto [at, fresh] = symbols.try_emplace(bits, word.symbol);
    REQUIRE(at->second == word.symbol);
  }
  CHECK(symbols.size() == words.symbol_count());
  CHECK(symbols.size() > 50);
}

TEST_CASE("a cache gives one id to one spelling and starts anew behind its bound") {
  Fixture f;
  const Lexicon lexicon = f.builder.build();
  WordCache words(lexicon);
  const std::uint32_t first = words.id("mines");
  CHECK(words.id("mines") == first);
  CHECK(words.id("Mines") != first);
  CHECK(words.surface(words.id("Mines")) == "Mines");
  CHECK(words.folded(words.id("Mines")) == "mines");
  CHECK(words.folded(words.id("ZIBBLE")) == "zibble");
  CHECK_FALSE(words.begin_document());
  CHECK(words.id("mines") == first);

  for (int i = 0; i < 262'145; ++i) words.id("word" + std::to_string(i));
  // Within a document nothing is forgotten.
  CHECK(words.id("mines") == first);
  CHECK(words.surface(words.id("word262000")) == "word262000");
  CHECK(words.begin_document());
  CHECK_FALSE(words.begin_document());
  CHECK(words.id("fresh") == 0);
  CHECK(lexicon.text(words[words.id("mines")].noun) == "mine");
}

TEST_CASE("spellings of every length, alike but for one byte, have ids of their own") {
  const Lexicon lexicon = LexiconBuilder().build();
  WordCache words(lexicon);
  std::vector<std::string> spellings;
  for (std::size_t length = 1; length < 24; ++length)
    for (std::size_t at = 0; at < length; ++at)
      for (const char c : {'b', '\0', '\x80'}) {
        std::string spelling(length, 'a');
        spelling[at] = c;
        spellings.push_back(spelling);
      }
  // One text, so that the bytes behind a word are those of others; the last words stand at its very end.
  std::string text;
  std::vector<Token> tokens;
  for (int twice = 0; twice < 2; ++twice)
    for (const std::string& spelling : spellings) {
      Token token;
      token.begin = static_cast<std::uint32_t>(text.size());
      text += spelling;
      token.end = static_cast<std::uint32_t>(text.size());
      tokens.push_back(token);
    }
  words.look_up(text, tokens);
  std::vector<std::uint32_t> keys;
  words.test_keys(tokens, keys);
  CHECK(words.size() == spellings.size());
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    CHECK(words.surface(tokens[i].word) == spellings[i]);
    CHECK(tokens[i].word == tokens[i + spellings.size()].word);
    CHECK(words.id(spellings[i]) == tokens[i].word);
    CHECK(keys[i] == words[tokens[i].word].symbol * 2);
  }
}
