#include "io/json_buffer.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "io/json_text.hpp"

using namespace sluice;

TEST_CASE("a string in the buffer is written as append_json writes it") {
  std::mt19937 engine(3);
  JsonBuffer buffer;
  std::string wanted;
  buffer.string(std::string_view());
  append_json(wanted, std::string_view());
  const auto add = [&](const std::string& text) {
    buffer.string(text);
    append_json(wanted, text);
  };
  // Every byte at every place of a word and behind it.
  for (std::size_t length = 0; length < 40; ++length)
    for (std::size_t at = 0; at < length; ++at)
      for (int byte = 0; byte < 256; ++byte) {
        std::string text(length, 'a');
        text[at] = static_cast<char>(byte);
        add(text);
      }
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (std::size_t n = engine() % 40; n != 0; --n) text += static_cast<char>(engine() % (round % 2 == 0 ? 256 : 128));
    add(text);
  }
  const bool same = buffer.view() == wanted;   // not shown where it fails: it is long
  CHECK(same);
}

TEST_CASE("numbers, single bytes and what is put over them") {
  JsonBuffer buffer;
  buffer += '[';
  buffer.number(0);
  buffer += ',';
  buffer.number(18446744073709551615ull);
  buffer += std::string_view(",");
  buffer.number(Decimal::scaled(125, -2));
  buffer += ']';
  buffer.put(0, '{');
  CHECK(buffer.view() == "{0,18446744073709551615,1.25]");
  CHECK(buffer.size() == buffer.view().size());
  buffer.clear();
  CHECK(buffer.view().empty());
}
