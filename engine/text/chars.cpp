#include "text/chars.hpp"

#include <unicode/uchar.h>

namespace sluice::chars {

namespace {
UChar32 code(char32_t c) { return static_cast<UChar32>(c); }
}  // namespace

bool is_letter(char32_t c) { return c < 0x80 ? ascii_letter(c) : u_isalpha(code(c)) != 0; }
bool is_upper(char32_t c) { return c < 0x80 ? ascii_upper(c) : u_isupper(code(c)) != 0 || u_istitle(code(c)) != 0; }
bool is_lower(char32_t c) { return c < 0x80 ? ascii_lower(c) : u_islower(code(c)) != 0; }
bool is_digit(char32_t c) { return c < 0x80 ? ascii_digit(c) : u_isdigit(code(c)) != 0; }
bool is_space(char32_t c) { return c < 0x80 ? c == ' ' || (c >= 9 && c <= 13) : u_isUWhiteSpace(code(c)) != 0; }

bool is_blank(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F;
  if (u_isUWhiteSpace(code(c))) return true;
  const std::int8_t category = u_charType(code(c));
  return category == U_CONTROL_CHAR || category == U_FORMAT_CHAR || u_hasBinaryProperty(code(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool is_extender(char32_t c) {
  if (c < 0x80) return false;
  const int word_break = u_getIntPropertyValue(code(c), UCHAR_WORD_BREAK);
  return word_break == U_WB_EXTEND || word_break == U_WB_FORMAT || word_break == U_WB_ZWJ;
}

TokenKind kind_of(char32_t c) {
  if (ascii_letter(c)) return TokenKind::word;
  if (ascii_digit(c)) return TokenKind::number;
  if (c == '%' || c == 0x2030) return TokenKind::symbol;
  switch (u_charType(code(c))) {
    case U_UPPERCASE_LETTER:
    case U_LOWERCASE_LETTER:
    case U_TITLECASE_LETTER:
    case U_MODIFIER_LETTER:
    case U_OTHER_LETTER:
    case U_LETTER_NUMBER:
      return TokenKind::word;
    case U_DECIMAL_DIGIT_NUMBER:
      return TokenKind::number;
    case U_OTHER_NUMBER: {
      // Fractions such as one half count; superscripts and circled digits do not.
      const double value = u_getNumericValue(code(c));
      return value != static_cast<double>(static_cast<int>(value)) ? TokenKind::number : TokenKind::symbol;
    }
    case U_DASH_PUNCTUATION:
    case U_START_PUNCTUATION:
    case U_END_PUNCTUATION:
    case U_CONNECTOR_PUNCTUATION:
    case U_OTHER_PUNCTUATION:
    case U_INITIAL_PUNCTUATION:
    case U_FINAL_PUNCTUATION:
      return TokenKind::punctuation;
    default:
      return TokenKind::symbol;
  }
}

}  // namespace sluice::chars
