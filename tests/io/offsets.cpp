#include "io/offsets.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace sluice;

namespace {

const std::vector<std::string> pieces = {"a", "Z", " ", "\n", "\r\n", "\xC3\xA9", "e\xCC\x81", "\xE2\x82\xAC", "\xEF\xBF\xBD", "\xEF\xBB\xBF", "\xF0\x9F\x8C\x8D", "\xF0\x90\x8D\x88"};

/// Units before each byte, the slow way.
std::vector<std::uint32_t> counted(std::string_view text, OffsetUnit unit) {
  std::vector<std::uint32_t> before;
  std::uint32_t count = 0;
  for (const char c : text) {
    before.push_back(count);
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) == 0x80) continue;
    count += unit == OffsetUnit::utf16 && byte >= 0xF0 ? 2 : 1;
  }
  before.push_back(count);
  return before;
}

bool is_boundary(std::string_view text, std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; }

}  // namespace

TEST_CASE("offsets agree with counting from the start, and lead back") {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    const std::size_t length = random() % 300;
    // Some texts are plain ASCII, which goes another way.
    const std::size_t kinds = round % 5 == 0 ? 5 : pieces.size();
    for (std::size_t i = 0; i < length; ++i) text += pieces[random() % kinds];
    for (const OffsetUnit unit : {OffsetUnit::codepoint, OffsetUnit::utf16}) {
      Offsets offsets;
      offsets.assign(text, unit, {});
      const std::vector<std::uint32_t> expected = counted(text, unit);
      for (std::size_t at = 0; at <= text.size(); ++at) {
        if (!is_boundary(text, at)) continue;
        const auto byte = static_cast<std::uint32_t>(at);
        REQUIRE(offsets.from_byte(byte) == expected[at]);
        REQUIRE(offsets.to_byte(expected[at]) == byte);
      }
      CHECK(offsets.to_byte(expected.back() + 5) == text.size());
    }
  }
}

TEST_CASE("byte offsets are those of the input before bytes were replaced") {
  // ab<FF>cd<E2 82>e: one byte became three, then two did.
  const std::string text = "ab\xEF\xBF\xBD" "cd\xEF\xBF\xBD" "e";
  const std::vector<Replacement> replacements = {{2, 1}, {7, 2}};
  Offsets offsets;
  offsets.assign(text, OffsetUnit::byte, replacements);
  const std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs = {{0, 0}, {2, 2}, {5, 3}, {7, 5}, {10, 7}, {11, 8}};
  for (const auto& [now, before] : pairs) {
    CHECK(offsets.from_byte(now) == before);
    CHECK(offsets.to_byte(before) == now);
  }
}

TEST_CASE("offset units have the names that results carry") {
  for (const OffsetUnit unit : {OffsetUnit::byte, OffsetUnit::codepoint, OffsetUnit::utf16}) CHECK(offset_unit(name(unit)) == unit);
  CHECK_FALSE(offset_unit("char"));
}
