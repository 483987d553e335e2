#include "evaluate/evaluate.hpp"

#include <doctest/doctest.h>

#include <string>

#include "evaluate/comparable.hpp"
#include "evaluate/report.hpp"

using namespace sluice;

namespace {

GoldDocument gold() {
  Diagnostics diagnostics;
  auto document = parse_gold("id: d\n---\n[Caf\xC3\xA9 Oil|organization #cafe] sold [3 t|quantity 3.0 t] of [ore|commodity]. [Caf\xC3\xA9|organization #cafe] fell.\n---\n"
                             "trade(exporter=#cafe, commodity=\"ore\", quantity=\"3 t\")\nchange(measure=\"Caf\xC3\xA9\"@2, direction=down)\n",
                             "d.gold", diagnostics);
  REQUIRE(document);
  return std::move(*document);
}

Span find(std::string_view text, std::string_view piece, std::size_t from = 0) {
  const std::size_t at = text.find(piece, from);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
}

/// An answer that is right in everything.
Document answer(const GoldDocument& gold) {
  Document d;
  d.text_ = gold.text;
  Value mass;
  mass.amount = Decimal(3);
  mass.unit = "t";
  for (const MarkupSpan& m : gold.mentions) {
    d.mentions_.push_back({m.label, "r", m.span, m.id.empty() ? none : 0, std::nullopt});
    if (m.label == "quantity") d.mentions_.back().value = mass;
  }
  d.entities_.resize(1);
  Fact trade;
  trade.kind = "trade";
  trade.rule = "trade.sell";
  trade.arguments = {{"exporter", find(d.text_, "Caf\xC3\xA9 Oil"), none, 0, std::nullopt, {}},
                     {"commodity", find(d.text_, "ore"), none, none, std::nullopt, {}},
                     {"quantity", find(d.text_, "3 t"), none, none, std::nullopt, {}}};
  Fact change;
  change.kind = "change";
  change.rule = "change.fall";
  change.arguments = {{"measure", find(d.text_, "Caf\xC3\xA9", 10), none, none, std::nullopt, {}},
                      {"direction", find(d.text_, "fell"), none, none, std::nullopt, "down"}};
  d.facts_ = {trade, change};
  return d;
}

Scores scores_of(const GoldDocument& gold, const Document* document) {
  Evaluation evaluation;
  evaluation.add(gold, document);
  return evaluation.scores();
}

}  // namespace

TEST_CASE("a right answer has no faults") {
  const GoldDocument wanted = gold();
  const Document right = answer(wanted);
  const Scores scores = scores_of(wanted, &right);
  CHECK(total(scores.mentions).f1() == 1);
  CHECK(total(scores.facts).f1() == 1);
  CHECK(total(scores.roles).f1() == 1);
  CHECK(total(scores.values).value() == 1);
  CHECK(scores.coreference.right == 1);
  CHECK(scores.disagreements.empty());
}

TEST_CASE("no answer misses everything") {
  const Scores scores = scores_of(gold(), nullptr);
  CHECK(scores.unanswered == 1);
  CHECK(total(scores.mentions).missed == 4);
  CHECK(total(scores.facts).missed == 2);
  CHECK(total(scores.facts).f1() == 0);
}

TEST_CASE("each fault is counted where it belongs") {
  const GoldDocument wanted = gold();
  Document d = answer(wanted);
  SUBCASE("a wrong value") {
    for (Mention& m : d.mentions_)
      if (m.value) m.value->amount = Decimal(4);
    const Scores scores = scores_of(wanted, &d);
    CHECK(total(scores.values).right == 0);
    CHECK(total(scores.mentions).f1() == 1);
  }
  SUBCASE("a wrong modality") {
    d.facts_[0].modality = Modality::planned;
    const Scores scores = scores_of(wanted, &d);
    CHECK(total(scores.facts).right == 1);
    CHECK(scores.factuality.right == 1);
    CHECK(scores.factuality.all == 2);
    CHECK(total(scores.roles).f1() == 1);
  }
  SUBCASE("an attribution that is not there") {
    d.facts_[0].attribution = d.facts_[0].arguments[0];
    const Scores scores = scores_of(wanted, &d);
    CHECK(scores.attribution.all == 1);
    CHECK(scores.attribution.right == 0);
  }
  SUBCASE("a wrong direction") {
    d.facts_[1].arguments[1].value = "up";
    const Scores scores = scores_of(wanted, &d);
    CHECK(scores.facts.at("change").missed == 1);
    CHECK(scores.facts.at("change").extra == 1);
  }
  SUBCASE("a filler that is far too long") {
    d.facts_[0].arguments[2].span = {0, static_cast<std::uint32_t>(d.text_.size())};
    CHECK(scores_of(wanted, &d).facts.at("trade").missed == 1);
  }
  SUBCASE("a pronoun that refers to the filler") {
    d.facts_[0].arguments[0].refers = d.facts_[0].arguments[0].span;
    d.facts_[0].arguments[0].span = find(d.text_, "fell");
    d.facts_[0].arguments[0].entity = none;
    CHECK(scores_of(wanted, &d).facts.at("trade").right == 1);
  }
  SUBCASE("an entity that holds other things for the most part") {
    d.facts_[0].arguments[0].span = find(d.text_, "fell");
    CHECK(scores_of(wanted, &d).facts.at("trade").right == 1);
    for (Mention& m : d.mentions_) m.entity = 0;
    CHECK(scores_of(wanted, &d).facts.at("trade").right == 0);
  }
  SUBCASE("an entity taken apart") {
    d.entities_.resize(2);
    d.mentions_.back().entity = 1;
    const Scores scores = scores_of(wanted, &d);
    CHECK(scores.coreference.missed == 1);
    CHECK(scores.coreference.right == 0);
  }
}

TEST_CASE("gold values are compared without superfluous zeros") {
  const struct { std::string_view type, gold, wanted; } cases[] = {
      {"quantity", "3.0 t", "3 t"},     {"percent", ">70.50", ">70.5"},  {"percent", "5..7.0", "5..7"},   {"money", "~1200 USD/t", "~1200 USD/t"},
      {"number", ">=-2.0", ">=-2"},     {"date", "2024-10", "2024-10"}, {"quantity", "5..", "5.."},      {"number", "1/3", "1/3"},
      {"duration", "P2Y", "P2Y"},       {"number", "many", "many"},
  };
  for (const auto& c : cases) CHECK(comparable_value(c.type, c.gold) == c.wanted);
}

TEST_CASE("pairing finds the most pairs there are") {
  // Whoever takes the first free partner in order gets two pairs here; three are there.
  CHECK(best_pairs({{0, 1}, {0}, {1, 2}}) == std::vector<std::uint32_t>{1, 0, 2});
  CHECK(best_pairs({{0}, {0}, {}}) == std::vector<std::uint32_t>{0, none, none});
  CHECK(best_pairs({}).empty());
}

TEST_CASE("a report has its tables for each cut and lists disagreements") {
  const GoldDocument wanted = gold();
  Document d = answer(wanted);
  d.facts_.pop_back();
  const Scores scores = scores_of(wanted, &d);
  const std::string by_type = report(scores, ReportBy::type, 5);
  CHECK(by_type.find("organization") != std::string::npos);
  CHECK(by_type.find("d\tfact-miss\tchange\tmeasure=Caf\xC3\xA9; direction=down\tpositive actual\n") != std::string::npos);
  CHECK(report(scores, ReportBy::rule, 0).find("trade.sell") != std::string::npos);
  CHECK(report(scores, ReportBy::document, 0).find("fact-miss") == std::string::npos);
}
