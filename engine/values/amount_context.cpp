#include "values/amount_context.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t function_words = wc_determiner | wc_possessive | wc_pronoun | wc_relative | wc_preposition | wc_coordinator |
                                         wc_subordinator | wc_auxiliary | wc_modal | wc_negation | wc_adverb | wc_particle | wc_to | wc_be |
                                         wc_have | wc_do | wc_quantifier;

bool letters(const AmountText& text, std::uint32_t at) {
  return text.token(at).kind == TokenKind::word && (text.word(at).shape & ws_has_letter) != 0;
}
bool capital(const AmountText& text, std::uint32_t at) { return (text.word(at).shape & ws_capitalised) != 0; }

bool dash(std::string_view s) { return s == "-" || s == "\xE2\x80\x93" || s == "\xE2\x80\x94" || s == "\xE2\x80\x90" || s == "\xE2\x80\x91"; }

/// A phone number, a page of a report, a serial: digits joined to more digits or to letters.
bool joined_left(const AmountText& text, std::uint32_t begin) {
  if (begin == 0) return false;
  // "1 . 8500" in text that was cut into words.
  if (!text.glued(begin)) return begin >= 2 && text.surface(begin - 1) == "." && !text.glued(begin - 1) && text.token(begin - 2).kind == TokenKind::number;
  // x>10
  if (text.is(begin, AmountRole::before) && text.token(begin).kind != TokenKind::word) return false;
  const std::string_view before = text.surface(begin - 1);
  if (before == "#" || before == "_" || before == "/" || before == "@" || before == "\\" || before == "=") return true;
  if (before == "+" && begin >= 2 && text.glued(begin - 1)) return true;
  const TokenKind kind = text.token(begin - 1).kind;
  if (kind == TokenKind::word || kind == TokenKind::number) return true;
  if (begin < 2 || !text.glued(begin - 1)) return false;
  const TokenKind further = text.token(begin - 2).kind;
  if (dash(before)) return further == TokenKind::word || further == TokenKind::number;
  return (before == ":" || before == "." || before == "," || before == "'") && (further == TokenKind::number || before == ".");
}
bool joined_right(const AmountText& text, std::uint32_t end, std::uint32_t limit) {
  if (end >= limit || !text.glued(end)) return false;
  const TokenKind kind = text.token(end).kind;
  // The 80s and 80's are no number either.
  if (kind == TokenKind::word || kind == TokenKind::number) return true;
  const std::string_view mark = text.surface(end);
  if (end + 1 >= limit || !text.glued(end + 1)) return false;
  const TokenKind further = text.token(end + 1).kind;
  // 23-CV-1187
  if (dash(mark) && further == TokenKind::word && end + 3 < limit && text.glued(end + 2) && dash(text.surface(end + 2)) && text.glued(end + 3) &&
      text.token(end + 3).kind == TokenKind::number && (text.word(end + 1).shape & ws_upper) != 0)
    return true;
  if (mark == "/" || mark == ":" || mark == "_" || mark == "." || dash(mark)) return further == TokenKind::number;
  return false;
}

bool list_number(const AmountText& text, const Amount& a, const Sentence& sentence) {
  const NumberReading& n = a.term.number;
  if (!n.digits || n.length > 3) return false;
  const bool closed_right = a.end < text.size() && text.glued(a.end) && (text.surface(a.end) == "." || text.surface(a.end) == ")");
  if (!closed_right) return false;
  const bool line_start = (text.token(a.begin).flags & (newline_before | paragraph_before)) != 0 || a.begin == sentence.begin;
  const bool more = a.end + 1 < text.size() && (text.token(a.end + 1).flags & (newline_before | paragraph_before)) == 0;
  if (line_start) return more;
  // (1), (2) inside a sentence.
  return a.begin > 0 && text.surface(a.begin - 1) == "(" && text.glued(a.begin) && text.surface(a.end) == ")" && n.length == 1;
}

/// 020 7946 0958, +44 20 7946 0958: a telephone number, from its first digits on.
bool in_phone_number(const AmountText& text, std::uint32_t at) {
  const auto digits = [&](std::uint32_t i) {
    return i < text.size() && text.token(i).kind == TokenKind::number && text.surface(i).find_first_not_of("0123456789") == std::string_view::npos;
  };
  const auto joint = [&](std::uint32_t i) { return text.surface(i) == "-" || text.surface(i) == ")" || text.surface(i) == "("; };
  if (!digits(at)) return false;
  constexpr std::uint32_t reach = 8;   // tokens on either side, so that a table of numbers costs no more than its length
  std::uint32_t first = at, last = at;
  while (first > 0 && at - first < reach && (digits(first - 1) || (joint(first - 1) && first > 1 && digits(first - 2)))) first -= digits(first - 1) ? 1 : 2;
  while (last - at < reach && (digits(last + 1) || (last + 1 < text.size() && joint(last + 1) && digits(last + 2)))) last += digits(last + 1) ? 1 : 2;
  if (first == last) return false;
  // (713) 705-7201
  const bool area = last > first + 2 && first > 0 && text.surface(first - 1) == "(" && text.surface(first + 1) == ")" && text.surface(first).size() == 3;
  if (area) return true;
  const bool plus = first > 0 && text.glued(first) && text.surface(first - 1) == "+";
  return plus || (text.surface(first).starts_with('0') && text.surface(first).size() > 1 && text.surface(first).size() < 6);
}

/// Article | 50, No. | 10.
bool behind_designator(const AmountText& text, std::uint32_t at, std::uint32_t floor) {
  constexpr std::uint32_t longest = 3;
  if (at > floor && text.tables().names_number(text.word(at - 1).fold)) return true;
  for (std::uint32_t i = at; i > floor && at - i < longest; --i)
    for (const AmountHit& hit : text.hits(i - 1))
      if (hit.reading.role == AmountRole::designator && hit.end == at) return true;
  return false;
}

/// 221 Baker Street.
bool house_number(const AmountText& text, std::uint32_t end, std::uint32_t limit) {
  constexpr std::uint32_t reach = 4;
  if (end < limit && text.glued(end)) return false;
  for (std::uint32_t i = end; i < std::min(limit, end + reach) && letters(text, i) && capital(text, i); ++i)
    if (i > end && text.is(i, AmountRole::street)) return true;
  return false;
}

bool near_score_word(const AmountText& text, const Amount& a, const Sentence& sentence) {
  constexpr std::uint32_t reach = 8;
  const std::uint32_t from = a.begin > sentence.begin + reach ? a.begin - reach : sentence.begin;
  const std::uint32_t to = std::min(sentence.end, a.end + reach);
  for (std::uint32_t i = from; i < to; ++i)
    if (text.is(i, AmountRole::score_word)) return true;
  return false;
}

/// "one" counts before a noun, of, a number's other parts and behind a bound; "the one", "no one" and "one can" do not.
bool one_counts(const AmountText& text, const Amount& a, const Sentence& sentence, bool counted) {
  if (a.begin > sentence.begin) {
    const std::string_view before = text.folded(a.begin - 1);
    for (const std::string_view word : {"no", "the", "this", "that", "which", "any", "every", "some", "another", "each"})
      if (before == word) return a.end < sentence.end && text.folded(a.end) == "of" && (before == "the" || before == "every");
  }
  if (counted) return true;
  return a.end < sentence.end && text.folded(a.end) == "of";
}

}  // namespace

bool is_amount(const AmountText& text, const Amount& a, const Sentence& sentence, bool counted) {
  const AmountTerm& term = a.term;
  if (term.kind != TermKind::number && term.kind != TermKind::ordinal) {
    const bool cut = a.begin > 0 && !text.glued(a.begin);
    // "in their 30s", "the mid-50s": years of a life or degrees, and no seconds.
    const bool tens = term.kind == TermKind::quantity && term.number.digits && term.number.length == 2 && text.surface(term.end - 1) == "s" &&
                      text.surface(term.begin).ends_with('0') && a.begin > sentence.begin;
    if (tens && ((text.word(a.begin - 1).classes & (wc_determiner | wc_possessive)) != 0 || text.time_classes(a.begin - 1).has(tc_edge) ||
                 text.time_classes(a.begin - 1).has(tc_hyphen)))
      return false;
    // No. 4471-B.
    if (term.hyphen && behind_designator(text, a.begin, sentence.begin)) return false;
    return !joined_left(text, a.begin) || (!cut && (!term.number.digits || term.sign_first));
  }
  const NumberReading& n = term.number;
  if (n.doubtful) return false;
  if (n.proportion && near_score_word(text, a, sentence)) return false;
  if (joined_left(text, a.begin)) return false;
  if (!counted && joined_right(text, a.end, sentence.end)) return false;
  const std::uint32_t first = a.range ? a.low.begin : term.begin;
  const bool at_start = a.begin == sentence.begin || (text.token(a.begin).flags & (newline_before | paragraph_before)) != 0;
  const std::uint32_t before = a.begin - 1;

  if (term.kind == TermKind::ordinal) {
    if (n.words && capital(text, term.begin) && !at_start && !sentence.title_case) return false;
    if (a.end < sentence.end && letters(text, a.end) && !text.glued(a.end) && text.word(a.end).verbs_count != 0 &&
        (text.word(a.end).classes & (wc_noun | wc_adjective)) == 0 && text.word(a.end).noun == no_fold)
      return false;
    // "two-tenths of a second"
    if (!at_start && n.words && n.value.above == Decimal(2) && text.is(before, AmountRole::article) && before > sentence.begin &&
        text.folded(before - 1) == "of")
      return false;
    return at_start || text.folded(before) != "at";
  }
  const bool one = n.words && n.value.above == Decimal(1) && n.value.below == Decimal(1) && term.end == term.begin + 1;
  if (one && !a.modified && !a.range && !one_counts(text, a, sentence, counted)) return false;
  if (n.words && n.fraction && !a.modified && term.end == term.begin + 1 && !at_start && text.is(before, AmountRole::not_half)) return false;
  // A number written large inside a name: the Group of Seven.
  if (n.words && capital(text, first) && !at_start && !a.modified && !sentence.title_case) return false;
  if (n.digits && n.length > 1 && text.surface(term.begin).starts_with('0')) return false;
  if (n.digits && n.length > 15) return false;
  if (list_number(text, a, sentence)) return false;
  if (!n.words && in_phone_number(text, text.token(term.begin).kind == TokenKind::number ? term.begin : term.begin + 1)) return false;
  if (n.digits && n.length <= 5 && house_number(text, a.end, sentence.end)) return false;
  if (a.range && a.glued_range && near_score_word(text, a, sentence) && !counted) return false;
  if (at_start || a.modified) return true;
  if (behind_designator(text, a.begin, sentence.begin) && n.scale == Decimal(1) && !n.fraction) return false;
  // Washington, DC 20500
  const bool postcode = n.digits && n.length == 5 && text.token(before).kind == TokenKind::word && text.surface(before).size() == 2 &&
                        (text.word(before).shape & ws_upper) != 0 && before > sentence.begin && text.surface(before - 1) == ",";
  if (postcode) return false;
  // Boeing 737, Voyager 2, Windows 10.
  const bool name_before = letters(text, before) && capital(text, before) && (text.word(before).classes & function_words) == 0 &&
                           before > sentence.begin && !sentence.title_case;
  return !(name_before && !counted && n.digits && n.length <= 4 && !a.range);
}

}  // namespace sluice
