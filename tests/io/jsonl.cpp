#include "io/jsonl.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace sluice;

namespace {

InputRecord parse(std::string_view line) {
  InputRecord record;
  record.source = "a.jsonl:3";
  JsonlParser().parse(line, record);
  // The careful reading says the same.
  InputRecord plain;
  plain.source = "a.jsonl:3";
  parse_jsonl(line, plain);
  CHECK(record.id == plain.id);
  CHECK(record.text == plain.text);
  CHECK(record.date == plain.date);
  CHECK(record.title == plain.title);
  CHECK(record.meta == plain.meta);
  CHECK(record.issues.size() == plain.issues.size());
  CHECK(record.error.has_value() == plain.error.has_value());
  return record;
}

}  // namespace

TEST_CASE("the four known keys are taken and the others kept as they were written") {
  const InputRecord record = parse(R"( {"id":"a1","url":"http://x/\u00e9","text":"Oil\nrose \ud83c\udf0d","date":"2024-10-16","title":"T",)"
                                   R"("n":0.10000000000000000001,"big":123456789012345678901234567890,"none":null,)"
                                   R"("deep":{"a":[1,-2.50,"x",[],{},{"b":null}],"text":"inner","c":true},"tail":[{"k":1},2]} )");
  REQUIRE_FALSE(record.error);
  CHECK(record.id == "a1");
  CHECK(record.text == "Oil\nrose \xF0\x9F\x8C\x8D");
  CHECK(record.date == "2024-10-16");
  CHECK(record.title == "T");
  CHECK(record.meta == R"({"url":"http://x/)" "\xC3\xA9" R"(","n":0.10000000000000000001,"big":123456789012345678901234567890,)"
                       R"("deep":{"a":[1,-2.50,"x",[],{},{"b":null}],"text":"inner","c":true},"tail":[{"k":1},2]})");
}

TEST_CASE("a null key is an absent one, a number will do as id, of a repeated key the last counts") {
  const InputRecord record = parse(R"({"id":17,"date":null,"title":null,"x":null,"text":"a","text":"b","k":1,"k":[2]})");
  REQUIRE_FALSE(record.error);
  CHECK(record.id == "17");
  CHECK(record.text == "b");
  CHECK(record.date.empty());
  CHECK(record.meta == R"({"k":[2]})");
  CHECK(parse(R"({"text":""})").error == std::nullopt);
}

TEST_CASE("dates: a time may follow, anything else is noted and not used") {
  CHECK(parse(R"({"text":"a","date":"2024-10-16T08:00:00Z"})").date == "2024-10-16");
  const InputRecord record = parse(R"({"text":"a","date":"16/10/2024"})");
  CHECK(record.date.empty());
  REQUIRE(record.issues.size() == 1);
  CHECK(record.issues[0].code == "I002");
  CHECK(parse(R"({"text":"a","date":"2024-13-01"})").issues.size() == 1);
}

TEST_CASE("what is no such object names the line, and the column where JSON breaks") {
  const struct { std::string_view line, code, begin; } cases[] = {
      {R"({"text":"a" "id":"b"})", "io.json", "a.jsonl:3:13: "}, {R"({"text":"a")", "io.json", "a.jsonl:3:12: "},
      {R"({"text":"a"} x)", "io.json", "a.jsonl:3:14: "},      {R"(["a"])", "io.record", "a.jsonl:3: "},
      {R"("a")", "io.record", "a.jsonl:3: "},                   {R"({"id":"a"})", "io.record", "a.jsonl:3: there is no \"text\""},
      {R"({"text":null})", "io.record", "a.jsonl:3: there is no"}, {R"({"text":["a"]})", "io.record", "a.jsonl:3: \"text\" must be"},
      {R"({"text":"a","id":true})", "io.record", "a.jsonl:3: \"id\" must be"}, {R"({"text":5})", "io.record", "a.jsonl:3: \"text\" must be"},
      {R"({"text":"\ud800"})", "io.json", "a.jsonl:3:"},
  };
  for (const auto& c : cases) {
    const InputRecord record = parse(c.line);
    INFO(c.line);
    REQUIRE(record.error);
    CHECK(record.error->code == c.code);
    INFO(record.error->message);
    CHECK(record.error->message.starts_with(c.begin));
  }
}

TEST_CASE("bytes that are no UTF-8 are replaced and noted") {
  const InputRecord record = parse("{\"text\":\"a\xFF" "b\"}");
  REQUIRE_FALSE(record.error);
  CHECK(record.text == "a\xEF\xBF\xBD" "b");
  REQUIRE(record.issues.size() == 1);
  CHECK(record.issues[0].code == "I003");
}

TEST_CASE("depth costs no stack") {
  const std::size_t depth = 200000;
  std::string line = R"({"text":"a","x":)";
  line.append(depth, '[').append(depth, ']') += '}';
  const InputRecord record = parse(line);
  REQUIRE_FALSE(record.error);
  CHECK(record.meta.size() == 2 * depth + 6);
}

TEST_CASE("plain further keys are kept alike by both readings") {
  const InputRecord record = parse(R"({"a":"x\u00e9\n","text":"Oil","n":-12,"u":18446744073709551615,"t":true,"f":false,"id":"7"})");
  CHECK(record.meta == "{\"a\":\"x\xC3\xA9\\n\",\"n\":-12,\"u\":18446744073709551615,\"t\":true,\"f\":false}");
  CHECK(record.id == "7");
  for (const std::string_view line : {R"({"text":"a","z":-0})", R"({"text":"a","z":1e5})", R"({"z":1,"text":"a","z":2})", R"({"text":"","title":"T"})", "{\"text\":\"a\xFF\"}"})
    parse(line);
}
