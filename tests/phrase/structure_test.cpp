// What the records promise: edges, extents, links, parents, and linear cost.
#include <doctest/doctest.h>

#include "reading.hpp"

using namespace sluice;

namespace {

std::uint32_t find_clause(const test::Reading& reading, const std::string& predicate) {
  for (std::uint32_t c = 0; c < reading.phrases.clauses.size(); ++c)
    if (reading.word(reading.phrases.clauses[c].predicate) == predicate) return c;
  return none;
}

std::uint32_t token_of(const test::Reading& reading, const std::string& word) {
  for (std::uint32_t t = 0; t < reading.analysis.text.tokens.size(); ++t)
    if (reading.analysis.surface(t) == word) return t;
  return none;
}

}  // namespace

TEST_CASE("noun group edges start behind the determiner and end with the group") {
  const test::Reading r("The old copper smelter closed.");
  const std::uint32_t smelter = token_of(r, "smelter");
  for (const char* word : {"old", "copper", "smelter"})
    CHECK(r.analysis.lattice.find(sy_noun_group, token_of(r, word), smelter + 1) != nullptr);
  CHECK(r.analysis.lattice.find(sy_noun_group, token_of(r, "The"), smelter + 1) == nullptr);
  const std::uint32_t closed = token_of(r, "closed");
  CHECK(r.analysis.lattice.find(sy_verb_group, closed, closed + 1) != nullptr);
  const test::Reading pronoun("It closed.");
  CHECK(pronoun.analysis.lattice.find(sy_pronoun, 0, 1) != nullptr);
}

TEST_CASE("a title and a name are one group, with the name as head") {
  const test::Reading r("[Trade Minister|role] [Ana Ruiz|person] spoke.");
  REQUIRE(r.phrases.nouns.size() == 1);
  CHECK(r.noun(0) == "Trade Minister Ana Ruiz");
  CHECK(r.analysis.surface(r.phrases.nouns[0].head) == "Ruiz");
  CHECK(r.phrases.nouns[0].kind == NounPhrase::name);
}

TEST_CASE("a measure before a noun belongs to its group, one with an of-phrase stands alone") {
  const test::Reading deposit("The firm found a [312-million-tonne|quantity] deposit.");
  const std::uint32_t c = find_clause(deposit, "find");
  REQUIRE(c != none);
  CHECK(deposit.noun(deposit.phrases.clauses[c].object) == "312-million-tonne deposit");
  const test::Reading oxides("The firm sold [10,000 tonnes|quantity] of oxides.");
  const std::uint32_t s = find_clause(oxides, "sell");
  REQUIRE(s != none);
  const NounPhrase& noun = oxides.phrases.nouns[oxides.phrases.clauses[s].object];
  CHECK(noun.kind == NounPhrase::value);
  CHECK(oxides.group(oxides.phrases.clauses[s].object) == "10,000 tonnes of oxides");
}

TEST_CASE("appositions, brackets and possessors are linked") {
  const test::Reading r("[Norvik|organization], the smelter, sued the [World Bank Fund|organization] ([WBF|organization]).");
  const std::uint32_t c = find_clause(r, "sue");
  REQUIRE(c != none);
  const Clause& clause = r.phrases.clauses[c];
  REQUIRE(clause.subject != none);
  CHECK(r.noun(clause.subject) == "Norvik");
  REQUIRE(r.phrases.nouns[clause.subject].apposition != none);
  CHECK(r.noun(r.phrases.nouns[clause.subject].apposition) == "smelter");
  REQUIRE(clause.object != none);
  REQUIRE(r.phrases.nouns[clause.object].apposition != none);
  CHECK(r.noun(r.phrases.nouns[clause.object].apposition) == "WBF");
  const test::Reading owner("[Ghana|place]'s cocoa board met.");
  const NounPhrase& board = owner.phrases.nouns[owner.phrases.clauses[find_clause(owner, "meet")].subject];
  REQUIRE(board.possessor != none);
  CHECK(owner.noun(board.possessor) == "Ghana");
  CHECK(board.definite);
}

TEST_CASE("a subject's extent runs up to its verb, an object's over its of-phrases alone") {
  const test::Reading r("The price of wheat in [Egypt|place] doubled.");
  CHECK(r.group(r.phrases.clauses[find_clause(r, "double")].subject) == "The price of wheat in Egypt");
  const test::Reading o("The firm opened a branch of its bank in [Egypt|place].");
  CHECK(o.group(o.phrases.clauses[find_clause(o, "open")].object) == "a branch of its bank");
}

TEST_CASE("content hangs on its verb of saying, wherever that stands") {
  for (const char* text : {"[Norvik|organization] said it would close the mine.",
      "The firm would close the mine, [Norvik|organization] said.",
                           "\"We would close the mine,\" said [Norvik|organization].",
                               "\"We would close the mine,\" [Norvik|organization] said.",
                           "The mine, [Norvik|organization] said, would close.",
                               "[Norvik|organization] said that the firm would close the mine."}) {
    CAPTURE(text);
    const test::Reading r(text);
    const std::uint32_t close = find_clause(r, "close"), say = find_clause(r, "say");
    REQUIRE(close != none);
    REQUIRE(say != none);
    CHECK(r.phrases.clauses[close].parent == say);
    CHECK(r.phrases.clauses[close].relation == ClauseRelation::content);
    CHECK(r.noun(r.phrases.clauses[say].subject) == "Norvik");
  }
}

TEST_CASE("quoted clauses know it") {
  const test::Reading r("\"We closed the mine,\" said [Norvik|organization].");
  CHECK(r.phrases.clauses[find_clause(r, "close")].quoted);
  CHECK_FALSE(r.phrases.clauses[find_clause(r, "say")].quoted);
}

TEST_CASE("a condition makes itself and its main clause conditional") {
  for (const char* text : {"If prices fall, [Norvik|organization] will close the mine.",
      "[Norvik|organization] will close the mine if prices fall.",
                           "Unless prices fall, [Norvik|organization] would close the mine."}) {
    CAPTURE(text);
    const test::Reading r(text);
    const std::uint32_t close = find_clause(r, "close"), fall = find_clause(r, "fall");
    REQUIRE(close != none);
    REQUIRE(fall != none);
    CHECK(r.phrases.clauses[fall].relation == ClauseRelation::conditional);
    CHECK(r.phrases.clauses[fall].parent == close);
    CHECK(r.phrases.clauses[close].modality == Modality::conditional);
  }
}

TEST_CASE("clauses stand in the order of their triggers, and indexes stay inside the document") {
  const test::Reading r("Founded in [1990|date], [Norvik|organization], which owns two mines, said on [Monday|date] that its purchase of "
                        "[Halden|organization] by [June|date] would create jobs. It sold the mine and bought a port.");
  const Phrases& p = r.phrases;
  for (std::size_t c = 1; c < p.clauses.size(); ++c) CHECK(p.clauses[c - 1].trigger_begin <= p.clauses[c].trigger_begin);
  for (const Clause& clause : p.clauses)
    for (const std::uint32_t n : {clause.subject, clause.object, clause.second_object, clause.complement}) CHECK((n == none ||
        n < p.nouns.size()));
}

TEST_CASE("hostile sentences end, and their records stay linear in the tokens") {
  const char* pieces[] = {"which said that the firm, ", "a, ", "and ", "to sell ", "if the ", "the miner's ", "(", "\"", "said ",
      "opened, "};
  for (const char* piece : pieces)
    for (const int repeats : {100, 10000 / 4}) {
      std::string text = "The firm ";
      for (int i = 0; i < repeats; ++i) text += piece;
      text += "closed.";
      const test::Reading r(text);
      const std::size_t tokens = r.analysis.text.tokens.size();
      CAPTURE(piece);
      CHECK(r.phrases.nouns.size() <= tokens);
      CHECK(r.phrases.verbs.size() <= tokens);
      CHECK(r.phrases.clauses.size() <= 2 * tokens);
      CHECK(r.phrases.obliques.size() <= 8 * tokens);
      std::size_t edges = 0;
      for (std::uint32_t t = 0; t < tokens; ++t) edges += static_cast<std::size_t>(std::ranges::distance(r.analysis.lattice.at(t)));
      CHECK(edges <= 2 * tokens);
    }
}

TEST_CASE("one sentence of nested clauses and commas makes ten times the records for ten times the tokens") {
  const std::string piece = "the firm, which said that it would, if prices, as expected, fell, sell the port that it owns, closed a mine, and ";
  struct Records {
    std::size_t tokens, nouns, verbs, clauses, obliques;
  };
  std::vector<Records> sizes;
  for (const std::size_t wanted : {100u, 1000u, 10000u}) {
    std::string text;
    for (std::size_t i = 0; i < wanted / 29; ++i) text += piece;
    test::Reading r(text + "it left.");
    // the text stage would cut the sentence: here it is one
    Sentence whole = r.analysis.text.sentences.front();
    whole.end = static_cast<std::uint32_t>(r.analysis.text.tokens.size());
    r.analysis.text.sentences.assign(1, whole);
    r.analysis.lattice.reset(whole.end);
    parse_phrases(test::Grammar::get().tables, r.analysis, r.phrases);
    sizes.push_back({whole.end, r.phrases.nouns.size(), r.phrases.verbs.size(), r.phrases.clauses.size(), r.phrases.obliques.size()});
  }
  for (std::size_t i = 1; i < sizes.size(); ++i) {
    const double growth = static_cast<double>(sizes[i].tokens) / static_cast<double>(sizes[i - 1].tokens);
    const auto grows = [&](std::size_t before, std::size_t after) {
      const double expected = static_cast<double>(before) * growth;
      return static_cast<double>(after) < 1.1 * expected + 8 && static_cast<double>(after) > 0.9 * expected - 8;
    };
    CHECK(grows(sizes[i - 1].nouns, sizes[i].nouns));
    CHECK(grows(sizes[i - 1].verbs, sizes[i].verbs));
    CHECK(grows(sizes[i - 1].clauses, sizes[i].clauses));
    CHECK(grows(sizes[i - 1].obliques, sizes[i].obliques));
  }
  CHECK(sizes.back().verbs > 1000);
}
