// Bitmaps of a text and the small word table, each against its plain twin.
#include "text/byte_masks.hpp"

#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "text/chars.hpp"
#include "text/word_table.hpp"

using namespace sluice;

TEST_CASE("byte masks: whole blocks at once mark what single bytes mark") {
  std::mt19937 engine(4);
  const auto random = [&] { return static_cast<unsigned>(engine()); };
  ByteMasks fast, plain;
  for (std::size_t size = 0; size < 300; ++size) {
    // Long runs too, so that some go over several words of a mask.
    std::string text;
    while (text.size() < size) {
      const unsigned kind = random() % 5;
      for (unsigned n = 1 + random() % (kind == 0 ? 200 : 9); n != 0; --n)
        text += kind == 0 ? 'x' : kind == 1 ? ' ' : kind == 2 ? '7' : static_cast<char>(random());
    }
    text.resize(size);
    fast.assign(text);
    plain.assign_plain(text);
    REQUIRE(fast == plain);
    for (std::uint32_t at = 0; at <= size; ++at) {
      const auto behind = [&](auto is) {
        std::uint32_t end = at;
        while (end < size && is(static_cast<unsigned char>(text[end]))) ++end;
        return end;
      };
      REQUIRE(fast.behind_letters(at) == behind([](unsigned char c) { return chars::ascii_letter(c); }));
      REQUIRE(fast.behind_digits(at) == behind([](unsigned char c) { return chars::ascii_digit(c); }));
      REQUIRE(fast.behind_blanks(at) == behind([](unsigned char c) { return c <= 0x20 || c == 0x7F; }));
    }
  }
}

TEST_CASE("a word table answers as a map does") {
  std::mt19937 engine(9);
  const auto random = [&] { return static_cast<unsigned>(engine()); };
  std::vector<std::string> words;
  for (int i = 0; i < 3000; ++i) {
    std::string word;
    for (unsigned n = 1 + random() % 40; n != 0; --n) word += static_cast<char>('a' + random() % (i % 2 == 0 ? 2 : 26));
    words.push_back(word);
  }
  WordTable<int> table;
  std::map<std::string_view, int> map;
  for (int i = 0; i < 3000; i += 2) {
    table[words[static_cast<std::size_t>(i)]] = i;
    map[words[static_cast<std::size_t>(i)]] = i;
  }
  int found = 0;
  for (const std::string& word : words) {
    const auto known = map.find(word);
    const int* value = table.find(word);
    REQUIRE((value != nullptr) == (known != map.end()));
    if (value == nullptr) continue;
    CHECK(*value == known->second);
    ++found;
  }
  CHECK(found >= 1500);
  CHECK(table.find("") == nullptr);
}
