#include <doctest/doctest.h>

#include <string>

#include "sluice/decimal.hpp"

using sluice::Decimal;

namespace {
Decimal number(std::string_view text) {
  const auto value = Decimal::parse(text);
  REQUIRE_MESSAGE(value.has_value(), std::string(text));
  return *value;
}
const std::string nines(38, '9');
}  // namespace

TEST_CASE("decimal: parse and print") {
  struct Case {
    const char* text;
    const char* printed;
  };
  const Case cases[] = {
      {"0", "0"},          {"-0", "0"},         {"0.000", "0"},        {"12", "12"},           {"-12.50", "-12.5"},
      {".5", "0.5"},       {"-.05", "-0.05"},   {"1e6", "1000000"},    {"1.5E3", "1500"},      {"25e-4", "0.0025"},
      {"1e+2", "100"},     {"0.1", "0.1"},      {"694000000", "694000000"}, {"007", "7"},      {"100.00100", "100.001"},
      {"0e99999999999", "0"},
      {"100000000000000000000000000000000000000000000000", "100000000000000000000000000000000000000000000000"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(number(c.text).to_string() == c.printed);
  }
  for (const char* text : {"", "-", ".", "5.", "1,000", "1 000", "1e", "1e+", "e5", "--1", "1.2.3", "0x10", "1e99999", "1e-99999", "nan"}) {
    CAPTURE(text);
    CHECK_FALSE(Decimal::parse(text).has_value());
  }
  CHECK(number(nines).to_string() == nines);
  CHECK_FALSE(Decimal::parse(nines + "1").has_value());
  CHECK_FALSE(Decimal::parse("1" + std::string(37, '0') + "01").has_value());
}

TEST_CASE("decimal: equal numbers have equal parts") {
  CHECK(number("1.50") == number("1.5"));
  CHECK(number("1e3") == Decimal(1000));
  CHECK(Decimal::scaled(15000, -4) == number("1.5"));
  CHECK(Decimal(-7).to_string() == "-7");
}

TEST_CASE("decimal: arithmetic is exact") {
  CHECK((number("0.1") + number("0.2")).to_string() == "0.3");
  CHECK((number("5") - number("5.0")).is_zero());
  CHECK((number("-1.25") + number("1")).to_string() == "-0.25");
  CHECK((number("694.5") * Decimal(1'000'000)).to_string() == "694500000");
  CHECK((number("-0.02") * number("0.3")).to_string() == "-0.006");
  CHECK((-number("3.5")).to_string() == "-3.5");
  CHECK(number("1.2").shifted(9).to_string() == "1200000000");
  CHECK(number("1200").shifted(-4).to_string() == "0.12");
}

TEST_CASE("decimal: division") {
  CHECK(number("1").divided_by(number("4")).to_string() == "0.25");
  CHECK(number("2").divided_by(number("3")).to_string() == "0.6666666667");
  CHECK(number("-2").divided_by(number("3"), 2).to_string() == "-0.67");
  CHECK(number("600").divided_by(number("0.3")).to_string() == "2000");
  struct Case {
    const char* value;
    const char* rounded;
  };
  for (const Case& c : {Case{"0.5", "0"}, {"1.5", "2"}, {"2.5", "2"}, {"2.51", "3"}, {"-2.5", "-2"}, {"-3.5", "-4"}, {"0.04", "0"}}) {
    CAPTURE(c.value);
    CHECK(number(c.value).divided_by(Decimal(1), 0).to_string() == c.rounded);
  }
  CHECK(Decimal(1).divided_by(Decimal(8), 2).to_string() == "0.12");
  CHECK(Decimal(3).divided_by(Decimal(8), 2).to_string() == "0.38");
  CHECK(number("1e-9000").divided_by(number("7")).is_zero());
  CHECK(number("12345678901234567890123456789012345678").divided_by(number("98765432109876543210987654321098765432"), 5).to_string() ==
        "0.125");
  CHECK(Decimal(1).divided_by(Decimal(0)).overflowed());
}

TEST_CASE("decimal: overflow is known and stays") {
  const Decimal most = number(nines);
  CHECK((most + most).overflowed());
  CHECK((most + Decimal(1)).to_string() == "1" + std::string(38, '0'));
  CHECK((most * most).overflowed());
  CHECK((number("1e40") + number("1e-40")).overflowed());
  CHECK((most * most - most).overflowed());
  CHECK(number("1e9000").shifted(2000).overflowed());
  CHECK((number("1e9000") * number("1e9000")).overflowed());
  CHECK_FALSE((most - most).overflowed());
}

TEST_CASE("decimal: order") {
  const char* rising[] = {"-1e50", "-12.5", "-12.4", "-1e-40", "0", "1e-40", "0.09", "0.1", "9", "10", "10.0001", "1e37", "1e50"};
  for (std::size_t i = 0; i + 1 < std::size(rising); ++i) {
    CAPTURE(rising[i]);
    CHECK(number(rising[i]) < number(rising[i + 1]));
    CHECK(number(rising[i + 1]) > number(rising[i]));
  }
  CHECK((number("2.50") <=> number("2.5")) == std::strong_ordering::equal);
}

TEST_CASE("decimal: conversions") {
  CHECK(number("1e3").to_integer() == 1000);
  CHECK_FALSE(number("1.5").to_integer().has_value());
  CHECK(number("9223372036854775807").to_integer() == INT64_MAX);
  CHECK_FALSE(number("9223372036854775808").to_integer().has_value());
  CHECK(number("-9223372036854775808").to_integer() == INT64_MIN);
  CHECK_FALSE(number("1e30").to_integer().has_value());
  CHECK(Decimal(INT64_MIN).to_string() == "-9223372036854775808");
  CHECK(number("-2.5").to_double() == doctest::Approx(-2.5));
  CHECK(number("1.1").is_integer() == false);
  CHECK(number("-1.1").is_negative());
}
