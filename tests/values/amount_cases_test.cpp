// Runs grammars/*.cases of the amounts: every line is read and must give its marked values, with type and value, and no other.
#include <doctest/doctest.h>

#include <fstream>
#include <sstream>

#include "markup/markup.hpp"
#include "amounts.hpp"
#include "values/tables.hpp"

namespace sluice::test {

namespace {

std::string found_text(const AmountReader::Found& f, std::string_view text) {
  return '[' + std::string(f.span.of(text)) + '|' + f.type + ' ' + f.value() + ']';
}

void run_cases(const std::string& name, std::size_t least) {
  std::ifstream file(std::string(SLUICE_SOURCE_DIR "/grammars/") + name);
  REQUIRE(file.good());
  std::string line;
  std::uint32_t number = 0;
  std::size_t cases = 0;
  while (std::getline(file, line)) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    ++cases;
    Markup markup;
    Diagnostics diagnostics;
    REQUIRE_MESSAGE(parse_markup(line, name, number, 1, markup, diagnostics), line);
    const auto found = AmountReader::standard().read(markup.text);
    std::string wanted, got;
    for (const MarkupSpan& span : markup.spans) wanted += '[' + std::string(span.span.of(markup.text)) + '|' + span.label + ' ' + span.value + "] ";
    for (const auto& f : found) got += found_text(f, markup.text) + ' ';
    CHECK_MESSAGE(got == wanted, name << ':' << number << ": " << line);
  }
  CHECK(cases >= least);
}

}  // namespace

TEST_CASE("number cases") { run_cases("number.cases", 90); }
TEST_CASE("percent cases") { run_cases("percent.cases", 30); }
TEST_CASE("money cases") { run_cases("money.cases", 80); }
TEST_CASE("quantity cases") { run_cases("quantity.cases", 110); }

TEST_CASE("the amount tables compile without errors") {
  for (const Diagnostic& d : AmountReader::standard().diagnostics) CHECK_MESSAGE(d.severity != Severity::error, d);
  const QuantityTables& quantity = AmountReader::standard().tables.tables().quantity;
  CHECK(quantity.unit_count() >= 400);
  CHECK(quantity.currency_count() >= 150);
  CHECK(AmountReader::standard().symbols.find("Mass") != no_symbol);
}

}  // namespace sluice::test
