// The fast path: English text is nearly all ASCII, and a small table cuts that as ICU's rules would. Where a character
// stands that the table does not know, ICU cuts the whole piece between white space, so no rule of UAX #29 is lost.
#include <array>

#include "text/analyze.hpp"
#include "text/byte_masks.hpp"
#include "text/chars.hpp"
#include "text/segments.hpp"

namespace sluice {

namespace {

enum class Class : std::uint8_t {
  letter,
  digit,
  mid_number,  ///< joins digits: , ;
  mid_both,    ///< joins digits, and joins letters: . ' and curly apostrophes
  blank,       ///< white space and controls
  mark,        ///< a token of its own
  multibyte,   ///< look at the whole character
  unknown,     ///< for ICU
};

constexpr std::array<Class, 256> byte_classes = [] {
  std::array<Class, 256> table{};
  for (std::size_t c = 0; c < 256; ++c) {
    table[c] = c >= 0x80 ? Class::multibyte : c <= 0x20 || c == 0x7F ? Class::blank : Class::mark;
    if (chars::ascii_letter(static_cast<char32_t>(c))) table[c] = Class::letter;
    if (chars::ascii_digit(static_cast<char32_t>(c))) table[c] = Class::digit;
  }
  table[','] = table[';'] = Class::mid_number;
  table['.'] = table['\''] = Class::mid_both;
  table['@'] = table['_'] = Class::unknown;  // these join words; rare enough
  return table;
}();

constexpr std::array<TokenKind, 128> mark_kinds = [] {
  std::array<TokenKind, 128> table{};
  for (TokenKind& kind : table) kind = TokenKind::punctuation;
  for (const char c : {'$', '%', '+', '<', '=', '>', '^', '`', '|', '~'}) table[static_cast<std::size_t>(c)] = TokenKind::symbol;
  return table;
}();

// The class of a character beyond ASCII.
constexpr Class class_of(char32_t c) {
  if (c >= 0xC0 && c <= 0x24F) return c == 0xD7 || c == 0xF7 ? Class::mark : Class::letter;
  switch (c) {
    case 0xA3:    // pound
    case 0xA5:    // yen
    case 0xA7:    // section
    case 0xAB:    // left guillemet
    case 0xB0:    // degree
    case 0xBB:    // right guillemet
    case 0xBC:    // quarter
    case 0xBD:    // half
    case 0xBE:    // three quarters
    case 0x2013:  // en dash
    case 0x2014:  // em dash
    case 0x201C:  // left quotation mark
    case 0x201D:  // right quotation mark
    case 0x2022:  // bullet
    case 0x2026:  // ellipsis
    case 0x20AC:  // euro
      return Class::mark;
    case 0xA0:  // no-break space
      return Class::blank;
    case 0x2018:
    case 0x2019:
      return Class::mid_both;
    default:
      return Class::unknown;
  }
}

struct Seen {
  Class kind = Class::blank;
  std::uint32_t length = 0;  ///< 0 at the end of the text
};

class FastPath {
 public:
  FastPath(std::string_view text, std::uint32_t base, ByteMasks& masks, std::vector<Token>& out)
      : text_(text), size_(static_cast<std::uint32_t>(text.size())), masks_(masks), tailor_(text, base, out) {
    masks.assign(text);
  }

  void run() {
    for (;;) {
      at_ = masks_.behind_blanks(at_);
      if (at_ >= size_) return;
      const auto byte = static_cast<unsigned char>(text_[at_]);
      switch (byte_classes[byte]) {
        case Class::letter:
          word();
          break;
        case Class::digit:
          number();
          break;
        case Class::mid_number:
        case Class::mid_both:
        case Class::mark:
          mark(byte);
          break;
        default:
          multibyte();
      }
    }
  }

 private:
  [[nodiscard]] Seen seen(std::uint32_t at) const {
    if (at >= size_) return {};
    const Class kind = byte_classes[static_cast<unsigned char>(text_[at])];
    if (kind != Class::multibyte) return {kind, 1};
    const chars::Char c = chars::at(text_, at);
    return {class_of(c.value), c.length};
  }

  [[nodiscard]] Class byte_class(std::uint32_t at) const {
    return at < size_ ? byte_classes[static_cast<unsigned char>(text_[at])] : Class::blank;
  }
  // Whether the byte at `at` ends a run whose characters are of class `last`: a blank, a mark, or what joins and has nothing to join.
  [[nodiscard]] bool ends_run(std::uint32_t at, Class last) const {
    switch (byte_class(at)) {
      case Class::blank:
      case Class::mark:
        return true;
      case Class::mid_number:
        if (last == Class::letter) return true;
        [[fallthrough]];
      case Class::mid_both: {
        const Class behind = byte_class(at + 1);
        return behind != last && behind != Class::multibyte;
      }
      default:
        return false;
    }
  }

  void word() {
    const std::uint32_t end = masks_.behind_letters(at_);
    if (!ends_run(end, Class::letter)) return join(end, Class::letter);
    tailor_.plain_word(at_, end);
    at_ = tailor_.resume();
  }

  void number() {
    std::uint32_t end = masks_.behind_digits(at_);
    while (byte_class(end + 1) == Class::digit && (byte_class(end) == Class::mid_number || byte_class(end) == Class::mid_both))
      end = masks_.behind_digits(end + 1);
    if (!ends_run(end, Class::digit)) return join(end, Class::digit);
    tailor_.plain_number(at_, end);
    at_ = end;
  }

  // WB5-WB12: letters and digits go on, and a joining mark between two letters or two digits goes on.
  void join(std::uint32_t end, Class last) {
    for (;;) {
      const Seen next = seen(end);
      if (next.kind == Class::letter || next.kind == Class::digit) {
        end += next.length;
        last = next.kind;
        continue;
      }
      const bool joins = next.kind == Class::mid_both || (next.kind == Class::mid_number && last == Class::digit);
      if (!joins) break;
      const Seen behind = seen(end + next.length);
      if (behind.length == 0 || behind.kind != last) break;
      end += next.length + behind.length;
    }
    tailor_.segment(at_, end);
    at_ = tailor_.resume();
  }

  void mark(unsigned char byte) {
    if (byte == '.')
      tailor_.stop(at_);
    else if (byte == '-')
      tailor_.segment(at_, at_ + 1);
    else
      tailor_.plain_mark(at_, at_ + 1, mark_kinds[byte]);
    ++at_;
  }

  void multibyte() {
    const Seen first = seen(at_);
    switch (first.kind) {
      case Class::letter:
        join(at_ + first.length, Class::letter);
        break;
      case Class::blank:
        at_ += first.length;
        break;
      case Class::unknown:
        by_icu();
        break;
      default:
        tailor_.segment(at_, at_ + first.length);
        at_ += first.length;
    }
  }

  static bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

  // Cuts anew from the white space before `at_`, and on to white space before a character that the table knows. The white
  // space itself goes with the piece when the unknown character follows it, which may be a combining mark.
  void by_icu() {
    std::uint32_t begin = at_;
    while (begin > done_ && !is_ascii_space(text_[begin - 1])) --begin;
    if (begin == at_ && begin > done_) --begin;
    std::uint32_t end = at_;
    while (end < size_) {
      if (is_ascii_space(text_[end])) {
        const Seen next = seen(end + 1);
        if (next.length == 0 || next.kind != Class::unknown) break;
      }
      ++end;
    }
    tailor_.retract(begin);
    segment_by_icu(text_, begin, end, tailor_);
    at_ = done_ = end;
  }

  std::string_view text_;
  std::uint32_t size_;
  const ByteMasks& masks_;
  std::uint32_t at_ = 0;
  std::uint32_t done_ = 0;  ///< ICU has cut up to here
  Tailor tailor_;
};

}  // namespace

void tokenize(std::string_view text, std::uint32_t base, std::vector<Token>& out) {
  thread_local ByteMasks masks;
  FastPath(text, base, masks, out).run();
}

void tokenize_plain(std::string_view text, std::uint32_t base, std::vector<Token>& out) {
  Tailor tailor(text, base, out);
  segment_by_icu(text, 0, static_cast<std::uint32_t>(text.size()), tailor);
}

}  // namespace sluice
