#include "io/events.hpp"

#include <doctest/doctest.h>

#include <string>

#include "document.hpp"

using namespace sluice;
using test::find;

namespace {

Value amount(const char* number, Modifier modifier = Modifier::exact, const char* currency = "") {
  Value v;
  v.amount = Decimal::parse(number);
  v.modifier = modifier;
  v.currency = currency;
  return v;
}

Value day(const char* timex) {
  Value v;
  v.timex = timex;
  return v;
}

/// Three tellings of one deal: planned, done at another price, denied.
Document three_tellings() {
  Document d;
  d.text_ = "Orovale will buy it for $5m. The miner bought Cobre for $6m in May. Orovale did not buy it on 3 May.";
  const std::string_view text = d.text_;
  d.mentions_.push_back({"organization", "r", find(text, "Orovale"), 0, std::nullopt});
  d.mentions_.push_back({"money", "r", find(text, "$5m"), none, amount("5000000", Modifier::exact, "USD")});
  d.mentions_.push_back({"organization", "r", find(text, "Cobre"), 1, std::nullopt});
  d.mentions_.push_back({"money", "r", find(text, "$6m"), none, amount("6000000", Modifier::exact, "USD")});
  d.mentions_.push_back({"date", "r", find(text, "May"), none, day("2024-05")});
  d.mentions_.push_back({"organization", "r", find(text, "Orovale", 2), 0, std::nullopt});
  d.mentions_.push_back({"date", "r", find(text, "3 May"), none, day("2024-05-03")});
  d.entities_ = {{"organization", "Orovale", {}, {0, 5}}, {"organization", "Cobre", {}, {2}}};
  const auto fact = [&](Modality modality, Polarity polarity, std::vector<Argument> arguments) {
    Fact f;
    f.kind = "acquisition";
    f.modality = modality;
    f.polarity = polarity;
    f.arguments = std::move(arguments);
    d.facts_.push_back(f);
  };
  fact(Modality::planned, Polarity::positive, {{"acquirer", d.mentions_[0].span, 0, 0, {}, {}}, {"target", find(text, "it"), none, 1, {}, {}}, {"amount", d.mentions_[1].span, 1, none, {}, {}}});
  fact(Modality::actual, Polarity::positive, {{"acquirer", find(text, "The miner"), none, 0, {}, {}}, {"target", d.mentions_[2].span, 2, 1, {}, {}},
                                              {"amount", d.mentions_[3].span, 3, none, {}, {}}, {"date", d.mentions_[4].span, 4, none, {}, {}}});
  fact(Modality::actual, Polarity::negative, {{"acquirer", d.mentions_[5].span, 5, 0, {}, {}}, {"date", d.mentions_[6].span, 6, none, {}, {}}});
  return d;
}

}  // namespace

TEST_CASE("an event has every role that any telling fills, and says where they disagree") {
  const Document d = three_tellings();
  const auto events = join_events(d);
  REQUIRE(events.size() == 1);
  const JoinedEvent& e = events[0];
  CHECK(e.facts == std::vector<std::uint32_t>{1, 2, 0});
  CHECK(e.modality == Modality::actual);
  CHECK(e.polarity == Polarity::positive);
  CHECK(e.polarity_conflict);
  REQUIRE(e.roles.size() == 4);
  const auto role = [&](std::string_view name) {
    for (const JoinedRole& r : e.roles)
      if (r.role == name) return r;
    return JoinedRole{};
  };
  CHECK(role("acquirer").fillers.size() == 1);
  CHECK(!role("acquirer").conflict);
  CHECK(role("acquirer").fillers[0].argument->span.of(d.text()) == "Orovale");   // the name, not "The miner"
  CHECK(role("target").fillers[0].argument->span.of(d.text()) == "Cobre");
  CHECK(role("amount").conflict);
  CHECK(role("amount").fillers.size() == 2);
  CHECK(!role("date").conflict);
  CHECK(role("date").fillers[0].argument->span.of(d.text()) == "3 May");         // the narrower of two that agree
  CHECK(role("date").fillers[0].facts == std::vector<std::uint32_t>{1, 2});
}

TEST_CASE("values that can be of one thing agree") {
  CHECK(values_agree(amount("10"), amount("10.0")));
  CHECK(!values_agree(amount("10"), amount("11")));
  CHECK(values_agree(amount("10", Modifier::about), amount("10.9")));
  CHECK(!values_agree(amount("10", Modifier::about), amount("12")));
  CHECK(values_agree(amount("10", Modifier::over), amount("50")));
  CHECK(!values_agree(amount("10", Modifier::under), amount("50")));
  CHECK(values_agree(amount("10", Modifier::exact, "USD"), amount("9", Modifier::exact, "EUR")));
  CHECK(values_agree(day("2024"), day("2024-10-16")));
  CHECK(!values_agree(day("2024-10"), day("2024-11")));
  Value tonnes = amount("1");
  tonnes.unit = "t";
  tonnes.si_amount = Decimal(1000);
  tonnes.si_unit = "kg";
  Value kilos = amount("1000");
  kilos.unit = "kg";
  kilos.si_amount = Decimal(1000);
  kilos.si_unit = "kg";
  CHECK(values_agree(tonnes, kilos));
  kilos.si_amount = Decimal(900);
  CHECK(!values_agree(tonnes, kilos));
}
