#include "text/tailor.hpp"

#include <array>

#include "text/chars.hpp"

namespace sluice {

namespace {

constexpr std::size_t longest_listed = 16;

// ASCII lower case of a short word, or empty where it is no short ASCII word.
std::string_view lowered(std::string_view word, std::array<char, longest_listed>& buffer) {
  if (word.size() > buffer.size()) return {};
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (static_cast<unsigned char>(word[i]) >= 0x80) return {};
    buffer[i] = chars::lower(word[i]);
  }
  return {buffer.data(), word.size()};
}

bool is_clitic(std::string_view letters) {
  if (letters.empty() || letters.size() > 2) return false;
  const char a = chars::lower(letters[0]);
  if (letters.size() == 1) return a == 's' || a == 'd' || a == 'm';
  const char b = chars::lower(letters[1]);
  return (a == 'l' && b == 'l') || (b == 'e' && (a == 'r' || a == 'v'));
}

// Where the last clitic of the word [begin, end) begins, as in they|'ve and did|n't; `end` where there is none.
std::uint32_t clitic_begin(std::string_view text, std::uint32_t begin, std::uint32_t end) {
  // A clitic has at most two letters behind its apostrophe, which takes at most three bytes.
  for (std::uint32_t letters = 1; letters <= 2 && begin + letters < end; ++letters) {
    const std::uint32_t after = end - letters;
    if (!chars::ascii_letter(static_cast<unsigned char>(text[after]))) return end;
    const auto apostrophe = static_cast<std::uint32_t>(chars::before(text, after));
    if (apostrophe < begin || !chars::is_apostrophe(chars::at(text, apostrophe).value)) continue;
    const std::string_view tail = text.substr(after, letters);
    if (is_clitic(tail)) return apostrophe > begin ? apostrophe : end;
    if (letters == 1 && chars::lower(tail[0]) == 't' && apostrophe > begin + 1 && chars::lower(text[apostrophe - 1]) == 'n')
      return apostrophe - 1;
    return end;
  }
  return end;
}

// U.S, a.m, Ph.D, S.p.A: pieces of one or two letters parted by stops, the last of one.
bool has_inner_stops(std::string_view word) {
  std::size_t piece = 0;
  bool stops = false;
  for (std::size_t at = 0; at < word.size();) {
    const chars::Char c = chars::at(word, at);
    if (c.value == '.') {
      if (piece == 0) return false;
      stops = true;
      piece = 0;
    } else if (!chars::is_letter(c.value) || ++piece > 2) {
      return false;
    }
    at += c.length;
  }
  return stops && piece == 1;
}

// Characters of an address on the web; anything but ASCII counts in, until white space or a quotation mark ends it.
bool in_address(char32_t c) {
  if (c < 0x80) return c > 0x20 && c != '<' && c != '>' && c != '"' && c != '`' && c != 0x7F;
  return !chars::is_space(c) && c != 0x201C && c != 0x201D && c != 0x2019 && c != 0xBB && c != 0x2014;
}

bool in_mail_name(std::string_view piece) {
  const auto c = static_cast<unsigned char>(piece.back());
  return c < 0x80 && (chars::ascii_letter(c) || chars::ascii_digit(c) || c == '-' || c == '+' || c == '_' || c == '.');
}

bool in_domain(char c) {
  return chars::ascii_letter(static_cast<unsigned char>(c)) || chars::ascii_digit(static_cast<unsigned char>(c)) || c == '-' || c == '.';
}

bool ends_clause(char c) {
  return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '\'' || c == ')' || c == ']' || c == '}';
}

}  // namespace

Tailor::Tailor(std::string_view text, std::uint32_t base, std::vector<Token>& out)
    : text_(text), base_(base), out_(out), first_(out.size()), lists_(TextLists::get()) {}

std::uint8_t Tailor::gap_flags(std::uint32_t begin) const {
  for (std::uint32_t at = last_end_; at < begin;) {
    const chars::Char c = chars::at(text_, at);
    if (chars::is_line_end(c.value)) return space_before | newline_before;
    at += c.length;
  }
  return space_before;
}

void Tailor::retract(std::uint32_t begin) {
  while (any() && last_begin() >= begin) pop();
  resume_ = begin;
}

void Tailor::extend_last(std::uint32_t end) {
  out_.back().end = end + base_;
  last_end_ = resume_ = end;
}

void Tailor::segment(std::uint32_t begin, std::uint32_t end) {
  const chars::Char c = chars::at(text_, begin);
  resume_ = end;
  if (chars::is_blank(c.value)) return blank(begin, end);
  if (c.length == end - begin) {
    if (c.value == '.') return stop(begin);
    if (c.value == '-') return hyphen(begin);
  }
  switch (chars::kind_of(c.value)) {
    case TokenKind::word:
      return word(begin, end);
    case TokenKind::number:
      return number(begin, end);
    default:
      break;
  }
  // A segment of several characters is a word that begins with @ or _.
  if ((c.value == '@' || c.value == '_') && end > begin + 1) {
    for (std::uint32_t at = begin; at < end; at += chars::at(text_, at).length)
      if (chars::is_letter(chars::at(text_, at).value)) return push(begin, end, TokenKind::word);
  }
  push(begin, end, chars::kind_of(c.value));
}

// White space is no token; a combining mark that stands on white space is one, together with the one character below it.
void Tailor::blank(std::uint32_t begin, std::uint32_t end) {
  std::uint32_t below = begin;
  for (std::uint32_t at = begin; at < end;) {
    const chars::Char c = chars::at(text_, at);
    if (chars::is_space(c.value)) below = at;
    if (!chars::is_blank(c.value)) {
      push(below, end, TokenKind::symbol);
      return;
    }
    at += c.length;
  }
}

void Tailor::word(std::uint32_t begin, std::uint32_t end) {
  if (address(begin, end) || clitic_of_mark(begin, end)) return;
  parts(begin, end);
}

void Tailor::parts(std::uint32_t begin, std::uint32_t end) {
  const std::uint32_t second = clitic_begin(text_, begin, end);
  if (second == end) return push(begin, end, TokenKind::word);
  const std::uint32_t first = clitic_begin(text_, begin, second);
  push(begin, first, TokenKind::word);
  if (first != second) push(first, second, TokenKind::word);
  push(second, end, TokenKind::word);
}

void Tailor::number(std::uint32_t begin, std::uint32_t end) {
  if (address(begin, end)) return;
  for (std::uint32_t at = begin; at < end;) {
    const chars::Char c = chars::at(text_, at);
    if (chars::kind_of(c.value) == TokenKind::word) {
      push(begin, at, TokenKind::number);
      return parts(at, end);
    }
    at += c.length;
  }
  push(begin, end, TokenKind::number);
}

// What is left of 's and its like where UAX #29 cuts: behind a digit, a bracket or an abbreviation's stop, or where a
// corpus has put a space before it.
bool Tailor::clitic_of_mark(std::uint32_t begin, std::uint32_t end) {
  if (end - begin > 2 || !glued_to_last(begin) || !is_clitic(text_.substr(begin, end - begin))) return false;
  const Token& mark = out_.back();
  if (!chars::is_apostrophe(chars::at(text_, last_begin()).value) || mark.kind != TokenKind::punctuation) return false;
  if (chars::at(text_, last_begin()).length != last_end() - last_begin()) return false;
  const char32_t next = chars::at(text_, end).value;
  if (chars::is_apostrophe(next)) return false;
  if (!mark.glued() && end < text_.size() && !chars::is_blank(next) && next != '.' && next != ',') return false;
  out_.back().kind = TokenKind::word;
  extend_last(end);
  return true;
}

void Tailor::hyphen(std::uint32_t begin) {
  if (glued_to_last(begin) && text_[last_begin()] == '-' && text_[last_end() - 1] == '-') return extend_last(begin + 1);
  push(begin, begin + 1, TokenKind::punctuation);
}

void Tailor::stop(std::uint32_t begin) {
  if (glued_to_last(begin)) {
    if (text_[last_begin()] == '.' && text_[last_end() - 1] == '.') return extend_last(begin + 1);
    const bool ellipsis = begin + 1 < text_.size() && text_[begin + 1] == '.';
    if (!ellipsis && out_.back().kind == TokenKind::word && takes_stop(begin)) return extend_last(begin + 1);
  }
  push(begin, begin + 1, TokenKind::punctuation);
}

bool Tailor::takes_stop(std::uint32_t stop_at) const {
  const std::string_view form = text_.substr(last_begin(), stop_at - last_begin());
  const chars::Char lead = chars::at(form, 0);
  // A unit: 318p. 5 Mt. 20 C.
  const bool counted = out_.size() > first_ + 1 && out_[out_.size() - 2].kind == TokenKind::number;
  if (counted && out_.back().glued() && form.size() > lead.length) return form.size() <= longest_listed && has_inner_stops(form);
  std::uint32_t next = stop_at + 1;
  while (next < text_.size() && chars::is_space(chars::at(text_, next).value)) next += chars::at(text_, next).length;
  const char32_t ahead = chars::at(text_, next).value;

  if (form.size() == lead.length) {
    // An initial: J. P. Morgan, Jean-J. Servan. Not the end of "Plan B. The ..." or of "R&D. Sales ...".
    if (counted) return false;
    if (!chars::is_upper(lead.value)) return lists_.abbreviation(form) == Abbreviation::number && chars::is_digit(ahead);
    if (out_.back().glued() && out_.size() > first_ + 1) {
      const char32_t mark = chars::at(text_, chars::before(text_, last_begin())).value;
      if (!chars::is_opening(mark) && !chars::is_dash(mark) && mark != '.') return false;
    }
    if (next == stop_at + 1) return ahead == '-' || chars::is_upper(ahead);
    if (!chars::is_upper(ahead)) return false;
    std::uint32_t end = next;
    while (end < text_.size() && end - next <= longest_listed && chars::ascii_letter(static_cast<unsigned char>(text_[end]))) ++end;
    if (end - next == 1 && end < text_.size() && text_[end] == '.') return true;
    std::array<char, longest_listed> buffer{};
    const std::string_view starter = lowered(text_.substr(next, end - next), buffer);
    return starter.empty() || !lists_.starts_sentence(starter);
  }
  if (form.size() > longest_listed) return false;
  if (has_inner_stops(form)) return true;
  const Abbreviation kind = lists_.abbreviation(form);
  if (kind == Abbreviation::number) return chars::is_digit(ahead);
  return kind == Abbreviation::common || (kind == Abbreviation::title && !counted);
}

// One token for an address on the web or of mail. Each looks ahead over its own characters alone, which are then skipped.
bool Tailor::address(std::uint32_t begin, std::uint32_t end) {
  const std::string_view form = text_.substr(begin, end - begin);
  std::array<char, longest_listed> buffer{};
  const bool scheme = text_.substr(end, 3) == "://";
  bool web = false;
  if (scheme && form.size() <= 5) {
    const std::string_view name = lowered(form, buffer);
    web = name == "http" || name == "https" || name == "ftp";
  } else if (form.size() > 4 && chars::lower(form[0]) == 'w') {
    web = lowered(form.substr(0, 4), buffer) == "www.";
  }
  std::uint32_t stop = end;
  if (web) {
    // From the start, not from the segment's end: where the fast path sees a shorter segment, the address is the same.
    stop = scheme ? end + 3 : begin + 4;
    const std::uint32_t least = scheme ? end : begin + 4;
    while (stop < text_.size()) {
      const chars::Char c = chars::at(text_, stop);
      if (!in_address(c.value)) break;
      stop += c.length;
    }
    while (stop > least && ends_clause(text_[stop - 1])) --stop;
  } else {
    const std::size_t at = form.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == form.size()) return false;
    // UAX #29 cuts mail addresses at hyphens and plus signs: take back what stands before, and go on over the domain.
    while (glued_to_last(begin) && in_mail_name(text_.substr(last_begin(), last_end() - last_begin()))) {
      begin = last_begin();
      pop();
    }
    while (stop < text_.size() && in_domain(text_[stop])) ++stop;
    while (stop > end && (text_[stop - 1] == '-' || text_[stop - 1] == '.')) --stop;
  }
  while (stop < text_.size() && chars::is_extender(chars::at(text_, stop).value)) stop += chars::at(text_, stop).length;
  push(begin, stop, TokenKind::word);
  return true;
}

}  // namespace sluice
