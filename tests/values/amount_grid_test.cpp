// Every amount in every format with every unit is read back as what it was made from.
#include <doctest/doctest.h>

#include "amounts.hpp"

namespace sluice::test {

namespace {

std::string grouped(std::int64_t n) {
  std::string digits = std::to_string(n), out;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += ',';
    out += digits[i];
  }
  return out;
}

std::string words(std::int64_t n) {
  static const char* const small[] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
                                      "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"};
  static const char* const tens[] = {"", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
  if (n < 20) return small[n];
  if (n < 100) return std::string(tens[n / 10]) + (n % 10 != 0 ? std::string("-") + small[n % 10] : "");
  if (n < 1000) return words(n / 100) + " hundred" + (n % 100 != 0 ? " and " + words(n % 100) : "");
  if (n < 1'000'000) return words(n / 1000) + " thousand" + (n % 1000 != 0 ? (n % 1000 < 100 ? " and " : " ") + words(n % 1000) : "");
  return words(n / 1'000'000) + " million" + (n % 1'000'000 != 0 ? " " + words(n % 1'000'000) : "");
}

struct Written {
  std::string text;
  Decimal amount;
};

std::vector<Written> written_amounts() {
  std::vector<Written> out;
  for (const std::int64_t n : {2, 3, 7, 11, 12, 19, 20, 21, 40, 55, 99, 100, 101, 116, 250, 312, 999, 1000, 1001, 1234, 2500, 7200, 10000, 12345, 55000,
                               100000, 250000, 694000, 999999, 1000000, 1500000, 12345678}) {
    out.push_back({std::to_string(n), Decimal(n)});
    if (n >= 1000) out.push_back({grouped(n), Decimal(n)});
    out.push_back({words(n), Decimal(n)});
  }
  for (const std::string_view n : {"0.5", "1.2", "3.14", "12.75", "694.5", "1000.25"}) {
    out.push_back({std::string(n), *Decimal::parse(n)});
    out.push_back({std::string(n) + " million", *Decimal::parse(n) * Decimal(1'000'000)});
    out.push_back({std::string(n) + " billion", *Decimal::parse(n) * Decimal(1'000'000'000)});
    out.push_back({std::string(n) + "bn", *Decimal::parse(n) * Decimal(1'000'000'000)});
    out.push_back({std::string(n) + " trillion", *Decimal::parse(n) * Decimal(1'000'000'000'000)});
  }
  out.push_back({"half a million", Decimal(500'000)});
  out.push_back({"two and a half", *Decimal::parse("2.5")});
  out.push_back({"10 1/2", *Decimal::parse("10.5")});
  out.push_back({"3½", *Decimal::parse("3.5")});
  return out;
}

struct Frame {
  std::string before, after, type, unit;   ///< unit: as value_text writes it behind the amount
};

const std::vector<Frame>& frames() {
  static const std::vector<Frame> all = {
      {"", "", "number", ""}, {"", "%", "percent", ""}, {"", " percent", "percent", ""}, {"", " per cent", "percent", ""},
      {"", " percentage points", "percent", ""}, {"$", "", "money", "USD"}, {"€", "", "money", "EUR"}, {"£", "", "money", "GBP"},
      {"US$", "", "money", "USD"}, {"USD ", "", "money", "USD"}, {"", " euros", "money", "EUR"}, {"", " dollars", "money", "USD"},
      {"", " yen", "money", "JPY"}, {"", " Swiss francs", "money", "CHF"}, {"", " tonnes", "quantity", "t"}, {"", " kilograms", "quantity", "kg"},
      {"", " km", "quantity", "km"}, {"", " kilometres", "quantity", "km"}, {"", " miles", "quantity", "[mi_i]"}, {"", " hectares", "quantity", "har"},
      {"", " square kilometres", "quantity", "km2"}, {"", " litres", "quantity", "L"}, {"", " barrels", "quantity", "[bbl_us]"},
      {"", " MW", "quantity", "MW"}, {"", " megawatts", "quantity", "MW"}, {"", " GWh", "quantity", "GW.h"}, {"", " b/d", "quantity", "[bbl_us]/d"},
      {"", " km/h", "quantity", "km/h"}, {"", " mph", "quantity", "[mi_i]/h"}, {"", " degrees Celsius", "quantity", "Cel"}, {"", " °F", "quantity", "[degF]"},
      {"", " ppm", "quantity", "[ppm]"}, {"", " g/t", "quantity", "g/t"}, {"", " troy ounces", "quantity", "[oz_tr]"}, {"", " MB", "quantity", "MBy"},
      {"", " kPa", "quantity", "kPa"}, {"", " GHz", "quantity", "GHz"}, {"", " workers", "quantity", "{worker}"}, {"", " countries", "quantity", "{country}"}};
  return all;
}

struct Bound {
  std::string before, sign, after;
};
const std::vector<Bound>& bounds() {
  static const std::vector<Bound> all = {{"", "", ""}, {"about ", "~", ""}, {"over ", ">", ""}, {"at least ", ">=", ""}, {"under ", "<", ""}, {"up to ", "<=", ""}};
  return all;
}

}  // namespace

TEST_CASE("amounts in a grid of formats, units and bounds come back") {
  const AmountReader& reader = AmountReader::standard();
  std::size_t all = 0, wrong = 0;
  std::string first_wrong;
  for (const Written& w : written_amounts()) {
    for (const Frame& frame : frames()) {
      for (const Bound& bound : bounds()) {
        const std::string amount = bound.before + frame.before + w.text + frame.after;
        const std::string text = "The board was told of " + amount + " and left.";
        const std::string wanted = bound.sign + w.amount.to_string() + (frame.unit.empty() ? "" : " " + frame.unit);
        const auto found = reader.read(text);
        ++all;
        const bool ok = found.size() == 1 && found[0].type == frame.type && found[0].value() == wanted && found[0].span.of(text) == amount;
        if (ok) continue;
        ++wrong;
        if (wrong <= 25) {
          first_wrong += text + " -> ";
          for (const auto& f : found) first_wrong += '[' + std::string(f.span.of(text)) + '|' + f.type + ' ' + f.value() + "] ";
          first_wrong += '\n';
        }
      }
    }
  }
  MESSAGE(all << " combinations, " << wrong << " wrong");
  CHECK_MESSAGE(wrong * 500 <= all, first_wrong);
}

}  // namespace sluice::test
