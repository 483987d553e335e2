// A document made by hand, with something of everything that a writer must write.
#ifndef SLUICE_TESTS_IO_DOCUMENT_HPP
#define SLUICE_TESTS_IO_DOCUMENT_HPP

#include <string>
#include <string_view>

#include "io/record.hpp"
#include "sluice/document.hpp"

namespace sluice::test {

inline Span find(std::string_view text, std::string_view piece, std::size_t nth = 1) {
  std::size_t at = text.find(piece);
  while (--nth > 0) at = text.find(piece, at + 1);
  return {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + piece.size())};
}

inline InputRecord sample_record() {
  InputRecord record;
  record.id = "a\"1";
  record.source = "a.jsonl:1";
  record.meta = R"({"url":"x"})";
  record.issues.push_back({"I001", 0, "a document with the id 'a\"1' came before"});
  return record;
}

/// "🌍 Türkiye joins the MSP.\nIt did not ..." in bytes, with a title and a body.
inline Document sample_document() {
  Document d;
  d.text_ = "\xF0\x9F\x8C\x8D T\xC3\xBCrkiye joins the MSP.\nIt may buy about 5 to 7 t of ore for \xE2\x82\xAC" "12.5 a tonne in October, officials said.";
  const std::string_view text = d.text_;
  d.date_ = "2024-10-16";
  const auto title_end = static_cast<std::uint32_t>(text.find('\n') + 1);
  d.zones_ = {{ZoneKind::title, {0, title_end}}, {ZoneKind::body, {title_end, static_cast<std::uint32_t>(text.size())}}};
  Value country;
  country.country = "TR";
  d.mentions_.push_back({"place", "place.country", find(text, "T\xC3\xBCrkiye"), 0, country});
  d.mentions_.push_back({"organization", "organization.acronym", find(text, "MSP"), 1, std::nullopt});
  Value range;
  range.low = Decimal(5);
  range.high = Decimal(7);
  range.modifier = Modifier::about;
  range.unit = "t";
  range.dimension = "mass";
  range.si_low = Decimal(5000);
  range.si_high = Decimal(7000);
  range.si_unit = "kg";
  range.of = find(text, "ore");
  d.mentions_.push_back({"quantity", "grammar.quantity", find(text, "about 5 to 7 t"), none, range});
  Value money;
  money.amount = Decimal::parse("12.5");
  money.currency = "EUR";
  money.per = "t";
  d.mentions_.push_back({"money", "grammar.money", find(text, "\xE2\x82\xAC" "12.5"), none, money});
  Value date;
  date.timex = "2024-10";
  d.mentions_.push_back({"date", "grammar.date", find(text, "October"), none, date});
  d.entities_.push_back({"place", "T\xC3\xBCrkiye", {}, {0}});
  d.entities_.push_back({"organization", "Minerals Security Partnership", {"MSP"}, {1}});
  Fact joins;
  joins.kind = "membership";
  joins.rule = "membership.join";
  joins.zone = ZoneKind::title;
  joins.sentence = {0, title_end - 1};
  joins.trigger = find(text, "joins");
  joins.arguments = {{"member", find(text, "T\xC3\xBCrkiye"), 0, 0, std::nullopt, {}}, {"body", find(text, "MSP"), 1, 1, std::nullopt, {}}};
  d.facts_.push_back(joins);
  Fact buys;
  buys.kind = "trade";
  buys.rule = "trade.buy";
  buys.sentence = {title_end, static_cast<std::uint32_t>(text.size())};
  buys.trigger = find(text, "buy");
  buys.polarity = Polarity::negative;
  buys.modality = Modality::possible;
  buys.event = 1;
  buys.arguments = {{"importer", find(text, "It"), none, 0, std::nullopt, {}},
                    {"commodity", find(text, "ore"), none, none, find(text, "MSP"), {}},
                    {"direction", find(text, "buy"), none, none, std::nullopt, "up"}};
  buys.attribution = Argument{{}, find(text, "officials"), none, none, std::nullopt, {}};
  d.facts_.push_back(buys);
  d.issues_.push_back({"T009", title_end, "a cap was reached"});
  return d;
}

}  // namespace sluice::test

#endif
