#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "lexicon/lattice.hpp"
#include "lexicon/shape.hpp"
#include "lexicon/tables.hpp"
#include "tests/lexicon/make.hpp"

using namespace sluice;

TEST_CASE("entries are found nested, overlapping and by case") {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  builder.add_list({}, tests::inline_list("Place", {{"New York", "NYC"}, {"York"}, {"New York City"}, {"Reading"}}), diagnostics);
  builder.add_list({}, tests::inline_list("Thing", {{"rare earth"}, {"rare earth oxides"}, {"earth"}, {"iPhone 15"}, {"WHO"}, {"Turkey's"}}),
                   diagnostics);
  CHECK(diagnostics.empty());
  const Lexicon lexicon = builder.build();
  CHECK(lexicon.find_list("Thing") == 1);
  CHECK(lexicon.find_list("thing") == no_list);
  WordCache words(lexicon);
  const auto found = [&](std::string_view text) {
    const TextAnalysis analysis = tests::one_sentence(text, words);
    std::vector<PhraseHit> hits;
    find_phrases(words, analysis, hits);
    return tests::shown(lexicon, hits);
  };
  using Shown = std::vector<std::string>;
  CHECK(found("in New York City now") == Shown{"1-3 Place 1", "1-4 Place 3", "2-3 Place 2"});
  CHECK(found("NEW YORK or new york or NYC or Nyc") == Shown{"0-2 Place 1", "1-2 Place 2", "6-7 Place 1"});
  CHECK(found("Rare Earth Oxides") == Shown{"0-2 Thing 1", "0-3 Thing 2", "1-2 Thing 3"});
  CHECK(found("reading in Reading") == Shown{"2-3 Place 4"});
  CHECK(found("an iPhone 15, IPHONE 15, Iphone 15") == Shown{"1-3 Thing 4", "4-6 Thing 4"});
  CHECK(found("who is the WHO") == Shown{"3-4 Thing 5"});
  CHECK(found("Turkey\xE2\x80\x99s mine") == Shown{"0-2 Thing 6"});
  CHECK(found("").empty());
}

TEST_CASE("a phrase ends with its sentence") {
  LexiconBuilder builder;
  Diagnostics diagnostics;
  builder.add_list({}, tests::inline_list("Place", {{"New York"}}), diagnostics);
  const Lexicon lexicon = builder.build();
  WordCache words(lexicon);
  const std::string text = "It is New York";
  TextAnalysis analysis = tests::one_sentence(text, words);
  analysis.sentences[0].end = 3;
  Sentence rest;
  rest.begin = 3;
  rest.end = 4;
  analysis.sentences.push_back(rest);
  std::vector<PhraseHit> hits;
  find_phrases(words, analysis, hits);
  CHECK(hits.empty());
  analysis.sentences.resize(1);
  analysis.sentences[0].end = 4;
  find_phrases(words, analysis, hits);
  CHECK(hits.size() == 1);
}

TEST_CASE("lists from files: values, alternatives, remarks") {
  Pack pack;
  pack.files["names/towns.tsv"] = "# towns\n\nIzmir | Smyrna \tTR\t38.4\nBursa\nA\\|B\tx\n|\tnothing\nIzmir\tXX\n"
                                  "one two three four five six seven eight nine ten eleven twelve thirteen\n";
  pack.origins["names/towns.tsv"] = "rules/";
  ListSource source;
  source.name = "Town";
  source.path = "names/towns.tsv";
  LexiconBuilder builder;
  Diagnostics diagnostics;
  const ListId town = builder.add_list(pack, source, diagnostics);
  CHECK(builder.add_list(pack, source, diagnostics) == town);
  ListSource missing;
  missing.name = "Gone";
  missing.path = "names/gone.tsv";
  missing.declared_in = "rules/a.rules";
  missing.line = 3;
  builder.add_list(pack, missing, diagnostics);
  std::vector<std::string> seen;
  for (const Diagnostic& d : diagnostics) seen.push_back(d.file + ":" + std::to_string(d.line) + " " + d.code);
  CHECK(seen == std::vector<std::string>{"rules/names/towns.tsv:7 D013", "rules/names/towns.tsv:8 D011", "rules/a.rules:3 D015"});
  const Lexicon lexicon = builder.build();
  CHECK(lexicon.list_value(town, 0) == "TR\t38.4");
  CHECK(lexicon.list_value(town, 1) == "");
  WordCache words(lexicon);
  const std::string text = "Smyrna, Izmir and A|B";
  const TextAnalysis analysis = tests::one_sentence(text, words);
  std::vector<PhraseHit> hits;
  find_phrases(words, analysis, hits);
  CHECK(tests::shown(lexicon, hits) == std::vector<std::string>{"0-1 Town TR\t38.4", "2-3 Town TR\t38.4", "4-7 Town x"});
}

TEST_CASE("a list takes the rows of a file whose columns compare as asked") {
  Pack pack;
  pack.files["names/heads.tsv"] = "Bank\tstrong\t40\nGiants\tteam\t9\nMotors\tweak\nCourt\tstrong\t120\nChoir\tstrong\tmany\n";
  const auto rows = [&](std::vector<ListSource::Filter> filters, const std::string& text = "Bank Giants Motors Court Choir", bool any_case = false) {
    ListSource source;
    source.name = "Head";
    source.path = "names/heads.tsv";
    source.filters = std::move(filters);
    source.any_case = any_case;
    LexiconBuilder builder;
    Diagnostics diagnostics;
    builder.add_list(pack, source, diagnostics);
    CHECK(diagnostics.empty());
    const Lexicon lexicon = builder.build();
    WordCache words(lexicon);
    const TextAnalysis analysis = tests::one_sentence(text, words);
    std::vector<PhraseHit> hits;
    find_phrases(words, analysis, hits);
    std::string found;
    for (const PhraseHit& hit : hits) (found += ' ') += analysis.of(analysis.tokens[hit.begin]);
    return found;
  };
  CHECK(rows({{2, "=", "strong"}}) == " Bank Court Choir");
  CHECK(rows({{2, "!=", "strong"}}) == " Giants Motors");
  CHECK(rows({{3, ">=", "40"}}) == " Bank Court");
  CHECK(rows({{3, "<", "40"}}) == " Giants");
  CHECK(rows({{2, "=", "strong"}, {3, ">", "40"}}) == " Court");
  CHECK(rows({{7, "=", "strong"}}) == "");
  CHECK(rows({{2, "=", "strong"}}, "bank Bank COURT court") == " Bank COURT");
  CHECK(rows({{2, "=", "strong"}}, "bank Bank COURT court", true) == " bank Bank COURT court");
}

TEST_CASE("the trie finds what comparing every entry at every place finds") {
  std::mt19937 random(11);
  const std::vector<std::string> pieces = {"oil", "Oil",  "OIL", "gas", "Gas", "of", "the", "The", "New", "new", "York",
                                           "iPod", "ipod", "IPOD", "U.S.", "u.s.", "3", "and", "&", "Co", "CO"};
  const auto phrase = [&](std::size_t most) {
    std::string out;
    for (std::size_t n = 1 + random() % most; n != 0; --n) out += (out.empty() ? "" : " ") + pieces[random() % pieces.size()];
    return out;
  };
  std::size_t total = 0;
  for (int round = 0; round < 60; ++round) {
    struct Entry { std::string phrase; std::uint32_t list, row; };
    std::vector<Entry> entries;
    LexiconBuilder builder;
    Diagnostics diagnostics;
    for (std::uint32_t list = 0; list < 3; ++list) {
      std::vector<std::vector<std::string>> rows;
      for (std::uint32_t row = 0; row < 1 + random() % 40; ++row) {
        rows.push_back({phrase(4), phrase(2)});
        for (const std::string& p : rows.back()) {
          const bool twice = std::any_of(entries.begin(), entries.end(), [&](const Entry& e) { return e.list == list && e.phrase == p; });
          if (!twice) entries.push_back({p, list, row});
        }
      }
      builder.add_list({}, tests::inline_list("L" + std::to_string(list), rows), diagnostics);
    }
    const Lexicon lexicon = builder.build();
    WordCache words(lexicon);
    const std::string text = phrase(60);
    const TextAnalysis analysis = tests::one_sentence(text, words);
    std::vector<PhraseHit> fast, plain;
    find_phrases(words, analysis, fast);
    find_phrases_plain(lexicon, words, analysis, plain);
    const auto shown = tests::shown(lexicon, fast);
    CHECK(shown == tests::shown(lexicon, plain));
    CHECK(std::is_sorted(fast.begin(), fast.end(), [](const PhraseHit& a, const PhraseHit& b) {
      return std::pair(a.begin, a.end) < std::pair(b.begin, b.end);
    }));

    // Hits and edges in one pass, by what each list is used for.
    const std::vector<ListUse> uses = {{no_symbol, true}, {40, true}, {static_cast<SymbolId>(round % 2 == 0 ? 40 : 200), false}};
    WordCache used(lexicon, uses);
    const TextAnalysis again = tests::one_sentence(text, used);
    std::vector<PhraseHit> hits, wanted_hits;
    Lattice lattice, wanted;
    lattice.reset(again.tokens.size());
    wanted.reset(again.tokens.size());
    read_lists(used, again, hits, lattice);
    for (const PhraseHit& hit : fast) {
      const ListUse use = uses[hit.entry.list];
      if (use.hits) wanted_hits.push_back(hit);
      if (use.symbol != no_symbol) wanted.add({hit.begin, hit.end, use.symbol, 0, hit.entry.row});
    }
    CHECK(tests::shown(lexicon, hits) == tests::shown(lexicon, wanted_hits));
    for (std::uint32_t token = 0; token < again.tokens.size(); ++token) {
      std::vector<Edge> a, b;
      for (const Edge& edge : lattice.at(token)) a.push_back(edge);
      for (const Edge& edge : wanted.at(token)) b.push_back(edge);
      CHECK(a == b);
      CHECK(lattice.kinds_at(token) == wanted.kinds_at(token));
    }

    // The entries as written, without the lexicon's own tables.
    std::vector<std::string> expected;
    for (const Entry& entry : entries) {
      std::vector<Token> tokens;
      tokenize(entry.phrase, 0, tokens);
      for (std::uint32_t at = 0; at + tokens.size() <= analysis.tokens.size(); ++at) {
        bool fits = true;
        for (std::size_t i = 0; i < tokens.size() && fits; ++i) {
          const std::string_view wanted = std::string_view(entry.phrase).substr(tokens[i].begin, tokens[i].end - tokens[i].begin);
          const std::string_view there = analysis.of(analysis.tokens[at + i]);
          std::string a, b;
          fold(wanted, a);
          fold(there, b);
          fits = a == b && case_fits(case_rule(wanted), word_shape(there), there, wanted);
        }
        if (fits)
          expected.push_back(std::to_string(at) + "-" + std::to_string(at + tokens.size()) + " L" + std::to_string(entry.list) + " " +
                             std::to_string(entry.row + 1));
      }
    }
    auto sorted = shown;
    std::sort(sorted.begin(), sorted.end());
    std::sort(expected.begin(), expected.end());
    CHECK(sorted == expected);
    total += expected.size();
  }
  CHECK(total > 1000);
}

TEST_CASE("the filter before the trie lets every step pass, and few others") {
  std::mt19937 random(21);
  LexiconBuilder builder;
  Diagnostics diagnostics;
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 20'000; ++i)
    rows.push_back({"w" + std::to_string(random() % 500) + " w" + std::to_string(random() % 5000) + " w" + std::to_string(random() % 50)});
  builder.add_list({}, tests::inline_list("L", rows), diagnostics);
  const Lexicon lexicon = builder.build();
  const PhraseTrie& trie = lexicon.tables().trie;
  std::size_t steps = 0, others = 0, passed = 0;
  for (int i = 0; i < 200'000; ++i) {
    const std::uint32_t state = static_cast<std::uint32_t>(1 + random() % (trie.states() - 1));
    const FoldId word = static_cast<FoldId>(random() % lexicon.size());
    if (trie.step(state, word) != 0) continue;
    ++others;
    passed += trie.may_step(state, word) ? 1 : 0;
  }
  trie.each_edge([&](std::uint32_t, std::uint32_t parent, FoldId word) {
    if (parent == PhraseTrie::root) return;
    ++steps;
    REQUIRE(trie.may_step(parent, word));
  });
  CHECK(steps > 20'000);
  CHECK(passed * 20 < others);
}
