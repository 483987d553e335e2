#include "markup/gold.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sluice;

namespace {

const std::string good =
    "id: msp\ndate: 2024-10-16\n---\n\n"
    "[T\xC3\xBCrkiye|place TR #turkey] joins the [Minerals Partnership|organization #msp], [aid|number >5] \\[sic\\].\n"
    "The [Partnership|organization #msp] said \"no\" to aid.\n\n---\n"
    "# a comment\n"
    "membership(member=#turkey, body=#msp) negative planned by #msp\n"
    "  change(measure=\"aid\"@3, direction=up)\n"
    "statement(speaker=\"\\\"no\\\"\")\n";

std::vector<std::string> places(const Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const Diagnostic& d : diagnostics) out.push_back(d.file + ':' + std::to_string(d.line) + ':' + std::to_string(d.column) + ' ' + d.code);
  return out;
}

}  // namespace

TEST_CASE("a gold file gives text, mentions and facts in bytes") {
  Diagnostics diagnostics;
  const auto gold = parse_gold(good, "x/msp.gold", diagnostics);
  REQUIRE(gold);
  CHECK(diagnostics.empty());
  CHECK(gold->id == "msp");
  CHECK(gold->date == "2024-10-16");
  CHECK(gold->text == "T\xC3\xBCrkiye joins the Minerals Partnership, aid [sic].\nThe Partnership said \"no\" to aid.\n");
  REQUIRE(gold->mentions.size() == 4);
  CHECK(gold->mentions[0].span == Span{0, 8});
  CHECK(gold->mentions[0].value == "TR");
  CHECK(gold->mentions[2].value == ">5");
  REQUIRE(gold->facts.size() == 3);
  const GoldFact& joins = gold->facts[0];
  CHECK(joins.polarity == Polarity::negative);
  CHECK(joins.modality == Modality::planned);
  REQUIRE(joins.attribution);
  CHECK(joins.attribution->entity == "msp");
  CHECK(joins.arguments[1].filler.spans.size() == 2);
  CHECK(gold->facts[1].arguments[0].filler.spans[0] == Span{81, 84});
  CHECK(gold->facts[1].arguments[1].filler.literal);
  CHECK(gold->facts[2].arguments[0].filler.text == "\"no\"");
}

TEST_CASE("printing a gold file and parsing it again gives the same") {
  Diagnostics diagnostics;
  const auto gold = parse_gold(good, "msp.gold", diagnostics);
  REQUIRE(gold);
  const std::string printed = print_gold(*gold);
  const auto again = parse_gold(printed, "msp.gold", diagnostics);
  REQUIRE(again);
  CHECK(print_gold(*again) == printed);
  CHECK(again->text == gold->text);
  CHECK(printed.find("change(measure=\"aid\"@3, direction=up)") != std::string::npos);
  CHECK(printed.find("statement(speaker=\"\\\"no\\\"\")") != std::string::npos);
  CHECK(printed.find("membership(member=#turkey, body=#msp) negative planned by #msp") != std::string::npos);
}

TEST_CASE("line ends of other systems and a byte-order mark change nothing") {
  std::string crlf = "\xEF\xBB\xBF";
  for (const char c : good) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
  Diagnostics diagnostics;
  const auto a = parse_gold(good, "a.gold", diagnostics);
  const auto b = parse_gold(crlf, "a.gold", diagnostics);
  REQUIRE(a);
  REQUIRE(b);
  CHECK(print_gold(*a) == print_gold(*b));
}

TEST_CASE("without an id in the header the file's name is the id") {
  Diagnostics diagnostics;
  const auto gold = parse_gold("---\ntext\n---\n", "some/where.gold", diagnostics);
  REQUIRE(gold);
  CHECK(gold->id == "where");
  CHECK(gold->text == "text\n");
}

TEST_CASE("every error of the facts is reported with its place") {
  Diagnostics diagnostics;
  CHECK_FALSE(parse_gold("---\nOil from [Oman|place #oman].\n---\n"
                         "trade(exporter=#oma)\n"
                         "trade(commodity=\"gas\")\n"
                         "trade(commodity=\"Oil\"@2)\n"
                         "trade(commodity=Oil)\n"
                         "trade(commodity=\"Oil)\n"
                         "trade(commodity=\"Oil\" exporter=#oman)\n"
                         "trade[commodity]\n"
                         "trade(commodity=\"Oil\") sure\n"
                         "trade(commodity=\"Oil\") by \"Oil\" planned\n",
                         "f.gold", diagnostics));
  CHECK(places(diagnostics) == std::vector<std::string>{"f.gold:4:16 G014", "f.gold:5:17 G016", "f.gold:6:17 G016", "f.gold:7:17 G013",
                                                        "f.gold:8:17 G015", "f.gold:9:23 G011", "f.gold:10:6 G010", "f.gold:11:24 G018",
                                                        "f.gold:12:33 G017"});
}

TEST_CASE("an unclosed bracket is named where it opens") {
  Diagnostics diagnostics;
  CHECK_FALSE(parse_gold("id: a\n---\n\nfirst line\nin [Oman|place #oman and on\n---\ntrade(exporter=#oman)\n", "f.gold", diagnostics));
  CHECK(places(diagnostics) == std::vector<std::string>{"f.gold:5:4 M004"});
}

TEST_CASE("a file without its three parts says so") {
  Diagnostics diagnostics;
  CHECK_FALSE(parse_gold("id: a\n---\ntext\n", "f.gold", diagnostics));
  CHECK_FALSE(parse_gold("", "g.gold", diagnostics));
  CHECK_FALSE(parse_gold("---\na\n---\nb\n---\n", "h.gold", diagnostics));
  CHECK(places(diagnostics) == std::vector<std::string>{"f.gold:3:1 G001", "g.gold:1:1 G001", "h.gold:5:1 G001"});
}

TEST_CASE("reading a directory keeps the good files beside a bad one") {
  Diagnostics diagnostics;
  const auto corpus = read_gold(std::string(SLUICE_SOURCE_DIR) + "/corpus/dev", diagnostics);
  for (const Diagnostic& d : diagnostics) MESSAGE(d.file << ':' << d.line << ' ' << d.message);
  CHECK(diagnostics.empty());
  REQUIRE(corpus.size() > 5);
  for (std::size_t i = 1; i < corpus.size(); ++i) CHECK(corpus[i - 1].file < corpus[i].file);
  for (const GoldDocument& document : corpus) CHECK_FALSE(document.facts.empty());
  CHECK(read_gold("no/such.gold", diagnostics).empty());
  CHECK(places(diagnostics) == std::vector<std::string>{"no/such.gold:0:0 G003"});
}
