#include "lexicon/shape.hpp"

#include <string>

#include "lexicon/lexicon.hpp"
#include "text/analyze.hpp"

namespace sluice {

namespace {

enum class Kind : std::uint8_t { upper, lower, caseless, mark, digit, punctuation, other };

/// Reads one code point and moves `at` on; a byte that begins none reads as U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  if (lead < 0x80) return static_cast<void>(++at), static_cast<char32_t>(lead);
  if (lead < 0xC0 || at + length > text.size()) return static_cast<void>(++at), char32_t{0xFFFD};
  char32_t c = lead & (0xFFu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) c = (c << 6) | (byte(at + i) & 0x3Fu);
  at += length;
  return c;
}

bool in(char32_t c, char32_t first, char32_t last) { return first <= c && c <= last; }

Kind ascii_kind(char32_t c) {
  if (in(c, 'a', 'z')) return Kind::lower;
  if (in(c, 'A', 'Z')) return Kind::upper;
  if (in(c, '0', '9')) return Kind::digit;
  return std::string_view("!\"#%&'()*,-./:;?@[\\]_{}").find(static_cast<char>(c)) != std::string_view::npos ? Kind::punctuation
                                                                                                           : Kind::other;
}

bool is_punctuation(char32_t c) {
  return c == 0xA1 || c == 0xA7 || c == 0xAB || c == 0xB6 || c == 0xB7 || c == 0xBB || c == 0xBF || in(c, 0x2010, 0x2027) ||
         in(c, 0x2030, 0x205E) || in(c, 0x3001, 0x3003) || in(c, 0x3008, 0x301F) || in(c, 0xFF01, 0xFF0F);
}

/// Alphabets in which a letter that folds to something else is a capital; letters that fold for another reason (ß, final sigma,
/// ligatures) are named here.
bool has_case(char32_t c) {
  return in(c, 0xC0, 0x24F) || in(c, 0x370, 0x3CF) || in(c, 0x3D8, 0x3EF) || in(c, 0x400, 0x52F) || in(c, 0x531, 0x586) ||
         in(c, 0x1E00, 0x1E95) || in(c, 0x1E9E, 0x1EFF);
}
bool folds_in_lower_case(char32_t c) {
  return c == 0xDF || c == 0x149 || c == 0x17F || in(c, 0x1C4, 0x1CC) || c == 0x1F0 || in(c, 0x1F1, 0x1F3) || c == 0x390 ||
         c == 0x3B0 || c == 0x3C2 || in(c, 0x132, 0x133) || in(c, 0x13F, 0x140);
}

Kind kind_of(char32_t c, std::string_view bytes) {
  if (c < 0x80) return ascii_kind(c);
  if (in(c, 0x300, 0x36F) || in(c, 0x200B, 0x200F) || in(c, 0xFE00, 0xFE0F)) return Kind::mark;
  if (is_punctuation(c)) return Kind::punctuation;
  if (in(c, 0xFF10, 0xFF19)) return Kind::digit;
  if (in(c, 0xFF21, 0xFF3A)) return Kind::upper;
  if (in(c, 0xFF41, 0xFF5A)) return Kind::lower;
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return c == 0xAA || c == 0xB5 || c == 0xBA ? Kind::lower : Kind::other;
  if (in(c, 0x2000, 0x2BFF) || in(c, 0x1F000, 0x1FFFF) || in(c, 0xFFF0, 0xFFFF)) return Kind::other;
  if (!has_case(c)) return Kind::caseless;
  if (folds_in_lower_case(c)) return Kind::lower;
  std::string folded;
  fold(bytes, folded);
  return folded == bytes ? Kind::lower : Kind::upper;
}

/// Counts over a word's characters.
struct Census {
  std::size_t upper = 0, lower = 0, caseless = 0, digits = 0, punctuation = 0, others = 0;
  bool first_is_upper = false, begins_with_digit = false, capital_behind_lower = false, last_is_s = false;
  bool acronym_characters = true;   ///< letters, digits, dots and & alone
  std::size_t dots = 0;
  [[nodiscard]] std::size_t letters() const { return upper + lower + caseless; }
};

Census take_census(std::string_view surface) {
  Census n;
  bool behind_lower = false;
  for (std::size_t at = 0; at < surface.size();) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(surface, at);
    const Kind kind = kind_of(c, surface.substr(begin, at - begin));
    if (kind == Kind::mark) continue;
    n.last_is_s = c == 's';
    switch (kind) {
      case Kind::upper:
        if (n.letters() == 0) n.first_is_upper = true;
        if (behind_lower) n.capital_behind_lower = true;
        ++n.upper;
        break;
      case Kind::lower: ++n.lower; break;
      case Kind::caseless: ++n.caseless; break;
      case Kind::digit:
        if (begin == 0) n.begins_with_digit = true;
        ++n.digits;
        break;
      case Kind::punctuation:
        ++n.punctuation;
        if (c == '.') ++n.dots;
        else if (c != '&') n.acronym_characters = false;
        break;
      default: ++n.others; n.acronym_characters = false;
    }
    behind_lower = kind == Kind::lower;
  }
  return n;
}

}  // namespace

std::uint32_t word_shape(std::string_view surface) {
  const Census n = take_census(surface);
  const std::size_t letters = n.letters();
  std::uint32_t shape = 0;
  if (n.first_is_upper) shape |= ws_capitalised;
  if (letters != 0 && n.upper == letters) shape |= ws_upper;
  if (letters != 0 && n.lower == letters) shape |= ws_lower;
  if (n.begins_with_digit) shape |= ws_digit;
  if (letters != 0) shape |= ws_has_letter;
  if (n.capital_behind_lower) shape |= ws_mixed;
  if (letters != 0 && n.digits + n.punctuation + n.others == 0) shape |= ws_alphabetic;
  if (letters + n.digits + n.others == 0 && n.punctuation != 0) shape |= ws_punctuation;
  // G20 has one letter; its digits make up for the second.
  const bool enough = n.upper >= 2 || (n.upper == 1 && n.digits != 0 && n.lower == 0);
  const bool no_lower = n.lower == 0 || (n.lower == 1 && n.last_is_s);
  if (enough && no_lower && n.caseless == 0 && n.acronym_characters && n.first_is_upper && !n.begins_with_digit && letters <= 8)
    shape |= ws_acronym;
  if (n.upper == 1 && letters == 1 && n.digits + n.others == 0 && n.punctuation == n.dots && n.dots <= 1) shape |= ws_initial;
  return shape;
}

CaseRule case_rule(std::string_view entry_token) {
  const Census n = take_census(entry_token);
  if (n.upper == 0) return CaseRule::any;
  if (n.upper == 1 && n.first_is_upper) return CaseRule::capital;
  return n.lower == 0 ? CaseRule::upper : CaseRule::exact;
}

bool case_fits(CaseRule rule, std::uint32_t shape, std::string_view surface, std::string_view spelling) {
  switch (rule) {
    case CaseRule::any: return true;
    case CaseRule::capital: return (shape & ws_capitalised) != 0;
    case CaseRule::upper: return (shape & ws_upper) != 0;
    case CaseRule::exact: return (shape & ws_upper) != 0 || surface == spelling;
  }
  return false;
}

}  // namespace sluice
