#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <limits>
#include <string>
#include <vector>

#include "document.hpp"
#include "io/json_text.hpp"
#include "io/read_result.hpp"
#include "io/write.hpp"

using namespace sluice;
using sluice::test::sample_document;
using sluice::test::sample_record;

namespace {

std::string written(OutputFormat format, const InputRecord& record, const Document& document, OffsetUnit unit = OffsetUnit::codepoint, bool with_text = false) {
  WriteOptions options;
  options.offsets = unit;
  options.with_text = with_text;
  options.version = "0.1.0";
  options.rules = "abc";
  std::string out;
  Writer(format, options).document(record, document, out);
  return out;
}

std::string json_of(const Decimal& decimal) {
  std::string out;
  append_json(out, decimal);
  return out;
}

/// The slice by offsets of a unit, from the text in that unit.
std::string slice(const std::string& text, OffsetUnit unit, std::size_t start, std::size_t end) {
  if (unit == OffsetUnit::byte) return text.substr(start, end - start);
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (at >= start && at < end) out += text.substr(i, length);
    at += unit == OffsetUnit::utf16 && length == 4 ? 2 : 1;
    i += length;
  }
  return out;
}

void check_slices(const nlohmann::json& json, const std::string& text, OffsetUnit unit, int& seen) {
  if (json.is_object() && json.contains("start") && json.contains("text")) {
    CHECK(slice(text, unit, json["start"].get<std::size_t>(), json["end"].get<std::size_t>()) == json["text"].get<std::string>());
    ++seen;
  }
  if (json.is_structured())
    for (const auto& inner : json) check_slices(inner, text, unit, seen);
}

}  // namespace

TEST_CASE("one document is one line with every key in its place") {
  CHECK(written(OutputFormat::jsonl, sample_record(), sample_document()) ==
        R"({"schema":"sluice/1","engine":{"version":"0.1.0","rules":"abc"},"id":"a\"1","date":"2024-10-16","offsets":"codepoint","meta":{"url":"x"},)"
        R"("zones":[{"kind":"title","start":0,"end":25},{"kind":"body","start":25,"end":103}],)"
        R"("mentions":[)"
        R"({"id":"m1","type":"place","start":2,"end":9,"text":"T)" "\xC3\xBC" R"(rkiye","entity":"e1","rule":"place.country","value":{"country":"TR"}},)"
        R"({"id":"m2","type":"organization","start":20,"end":23,"text":"MSP","entity":"e2","rule":"organization.acronym"},)"
        R"({"id":"m3","type":"quantity","start":36,"end":50,"text":"about 5 to 7 t","rule":"grammar.quantity",)"
        R"("value":{"low":5,"high":7,"modifier":"~","unit":"t","dimension":"mass","si":{"low":5000,"high":7000,"unit":"kg"},"of":{"start":54,"end":57,"text":"ore"}}},)"
        R"({"id":"m4","type":"money","start":62,"end":67,"text":")" "\xE2\x82\xAC" R"(12.5","rule":"grammar.money","value":{"amount":12.5,"modifier":"=","currency":"EUR","per":"t"}},)"
        R"({"id":"m5","type":"date","start":79,"end":86,"text":"October","rule":"grammar.date","value":{"timex":"2024-10"}}],)"
        R"("entities":[{"id":"e1","type":"place","name":"T)" "\xC3\xBC" R"(rkiye","aliases":[],"mentions":["m1"]},)"
        R"({"id":"e2","type":"organization","name":"Minerals Security Partnership","aliases":["MSP"],"mentions":["m2"]}],)"
        R"("facts":[{"id":"f1","event":"v1","type":"membership","rule":"membership.join","zone":"title","sentence":{"start":0,"end":24},)"
        R"("trigger":{"start":10,"end":15,"text":"joins"},"polarity":"positive","modality":"actual",)"
        R"("args":[{"role":"member","start":2,"end":9,"text":"T)" "\xC3\xBC" R"(rkiye","mention":"m1","entity":"e1"},)"
        R"({"role":"body","start":20,"end":23,"text":"MSP","mention":"m2","entity":"e2"}]},)"
        R"({"id":"f2","event":"v2","type":"trade","rule":"trade.buy","zone":"body","sentence":{"start":25,"end":103},)"
        R"("trigger":{"start":32,"end":35,"text":"buy"},"polarity":"negative","modality":"possible",)"
        R"("args":[{"role":"importer","start":25,"end":27,"text":"It","entity":"e1"},)"
        R"({"role":"commodity","start":54,"end":57,"text":"ore","refers":{"start":20,"end":23}},)"
        R"({"role":"direction","start":32,"end":35,"text":"buy","value":"up"}],)"
        R"("attribution":{"start":88,"end":97,"text":"officials"}}],)"
        R"("issues":[{"code":"I001","offset":0,"message":"a document with the id 'a\"1' came before"},)"
        R"({"code":"T009","offset":25,"message":"a cap was reached"}]})"
        "\n");
}

TEST_CASE("in every unit each text is the slice of its offsets") {
  const Document document = sample_document();
  for (const OffsetUnit unit : {OffsetUnit::byte, OffsetUnit::codepoint, OffsetUnit::utf16}) {
    const nlohmann::json json = nlohmann::json::parse(written(OutputFormat::jsonl, sample_record(), document, unit, true));
    CHECK(json["offsets"] == name(unit));
    int seen = 0;
    check_slices(json, json["text"].get<std::string>(), unit, seen);
    CHECK(seen == 14);
  }
}

TEST_CASE("a result read back is the document that was written") {
  const Document document = sample_document();
  for (const OffsetUnit unit : {OffsetUnit::byte, OffsetUnit::codepoint, OffsetUnit::utf16}) {
    Result<StoredResult> stored = read_result(written(OutputFormat::jsonl, sample_record(), document, unit), "p.jsonl:1");
    REQUIRE(stored);
    CHECK(stored->id == "a\"1");
    const Document back = in_bytes(std::move(*stored), document.text());
    REQUIRE(back.mentions().size() == document.mentions().size());
    for (std::size_t i = 0; i < back.mentions().size(); ++i) {
      CHECK(back.mentions()[i].span == document.mentions()[i].span);
      CHECK(back.mentions()[i].entity == document.mentions()[i].entity);
      if (i != 2) CHECK(back.mentions()[i].value == document.mentions()[i].value);
    }
    REQUIRE(back.facts().size() == 2);
    CHECK(back.facts()[1].polarity == Polarity::negative);
    CHECK(back.facts()[1].modality == Modality::possible);
    CHECK(back.facts()[1].arguments[1].refers == document.facts()[1].arguments[1].refers);
    CHECK(back.facts()[1].attribution->span == document.facts()[1].attribution->span);
    CHECK(back.facts()[0].arguments[0].mention == 0);
  }
  CHECK_FALSE(read_result("{\"id\":\"a\",", "p.jsonl:1"));
  CHECK_FALSE(read_result(R"({"id":"a","mentions":[{"type":"x"}]})", "p.jsonl:1"));
  CHECK_FALSE(read_result(R"({"id":"a","mentions":5})", "p.jsonl:1"));
  CHECK_FALSE(read_result(R"({"id":"a","mentions":[{"type":"x","start":-1,"end":2}]})", "p.jsonl:1"));
  CHECK(read_result(R"({"schema":"sluice/1","id":"a","error":{"code":"x","message":"y"}})", "p.jsonl:1"));
}

TEST_CASE("amounts are exact, and in quotes where doubles would round them") {
  CHECK(json_of(*Decimal::parse("0.1")) == "0.1");
  CHECK(json_of(Decimal(694000000)) == "694000000");
  CHECK(json_of(Decimal(9007199254740992)) == "9007199254740992");
  CHECK(json_of(Decimal(9007199254740993)) == "\"9007199254740993\"");
  CHECK(json_of(Decimal(-9007199254740993)) == "\"-9007199254740993\"");
  CHECK(json_of(*Decimal::parse("1e20")) == "\"100000000000000000000\"");
}

TEST_CASE("no output holds invalid UTF-8 or a bare control") {
  std::string out;
  append_json(out, std::string_view("a\"\\\n\r\t\x01\x7F\xFF\xE2\x82z\xED\xA0\x80\xC0\xAF\xF0\x9F\x8C\x8D\0b", 23));
  const nlohmann::json back = nlohmann::json::parse(out);
  CHECK(back.get<std::string>().starts_with("a\"\\\n\r\t\x01\x7F\xEF\xBF\xBD\xEF\xBF\xBDz\xEF\xBF\xBD"));
  CHECK(back.get<std::string>().ends_with(std::string_view("\xF0\x9F\x8C\x8D\0b", 6)));
  InputRecord record;
  record.id = "a\xFF";
  record.error = Error{"io.open", "a\xFE: no"};
  WriteOptions options;
  std::string line;
  Writer(OutputFormat::jsonl, options).error(record, line);
  const nlohmann::json json = nlohmann::json::parse(line);
  CHECK(json["id"] == "a\xEF\xBF\xBD");
  CHECK(json["error"]["code"] == "io.open");
}

TEST_CASE("CSV has a line for each argument and quotes what must be quoted") {
  Document document = sample_document();
  const std::string out = written(OutputFormat::csv, sample_record(), document);
  CHECK(std::count(out.begin(), out.end(), '\n') == 5);
  CHECK(out.find("\"a\"\"1\",2024-10-16,f1,v1,membership,positive,actual,title,body,MSP,20,23,Minerals Security Partnership,,membership.join\n") != std::string::npos);
  CHECK(out.find("f2,v2,trade,negative,possible,body,commodity,ore,54,57,,officials,trade.buy\n") != std::string::npos);
}

TEST_CASE("a table shows facts in columns and mentions by type") {
  const std::string out = written(OutputFormat::table, sample_record(), sample_document());
  CHECK(out ==
        "a\"1  2024-10-16  2 facts, 5 mentions\n\n"
        "FACT        STATE         ROLES                                         SOURCE     RULE\n"
        "membership                member: T\xC3\xBCrkiye  body: MSP                               membership.join\n"
        "trade       not possible  importer: It (T\xC3\xBCrkiye)  commodity: ore (MSP)  officials  trade.buy\n"
        "                          direction: up (buy)\n\n"
        "date             1  October = 2024-10\n"
        "money            1  \xE2\x82\xAC" "12.5 = 12.5 EUR/t\n"
        "organization     1  MSP\n"
        "place            1  T\xC3\xBCrkiye\n"
        "quantity         1  about 5 to 7 t = ~5..7 t\n"
        "issue I001: a document with the id 'a\"1' came before\n"
        "issue T009: a cap was reached\n\n");
}

TEST_CASE("what a terminal would obey is not in a table") {
  Document document = sample_document();
  document.text_.replace(document.text_.find("MSP"), 3, "\x1B[m");
  CHECK(written(OutputFormat::table, sample_record(), document).find('\x1B') == std::string::npos);
}
