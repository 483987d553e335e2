// Counted nouns, measured things and rates: what stands behind an amount.
#include "grammars/measure.hpp"
#include "values/amount_context.hpp"

namespace sluice {

namespace {

constexpr std::uint32_t closed = wc_determiner | wc_possessive | wc_pronoun | wc_relative | wc_preposition | wc_coordinator | wc_subordinator |
                                 wc_auxiliary | wc_modal | wc_negation | wc_to | wc_be | wc_have | wc_do | wc_possessive_marker;

bool plain_word(const AmountText& text, std::uint32_t at) {
  return text.token(at).kind == TokenKind::word && (text.word(at).shape & ws_has_letter) != 0;
}

bool looks_plural(const AmountText& text, std::uint32_t at) {
  if (text.is(at, AmountRole::noun)) return true;
  const Word& word = text.word(at);
  if (word.plural) return true;
  // A word that no table knows is judged by its ending.
  if (word.noun != no_fold || (word.classes & (wc_noun | wc_adjective | wc_adverb)) != 0) return false;
  const std::string_view s = text.folded(at);
  return s.size() > 3 && s.ends_with('s') && !s.ends_with("ss") && !s.ends_with("us") && !s.ends_with("is");
}

std::string strip_plural(std::string_view s) {
  if (s.size() > 4 && s.ends_with("ies")) return std::string(s.substr(0, s.size() - 3)) + 'y';
  for (const std::string_view hiss : {"sses", "shes", "ches", "xes", "zzes"})
    if (s.size() > hiss.size() && s.ends_with(hiss)) return std::string(s.substr(0, s.size() - 2));
  if (s.size() > 2 && s.ends_with('s') && !s.ends_with("ss")) return std::string(s.substr(0, s.size() - 1));
  return std::string(s);
}

std::string singular_of(const AmountText& text, std::uint32_t at) {
  if (const AmountHit* hit = text.find(at, AmountRole::noun, text.size())) return std::string(text.tables().text(hit->reading.index));
  const Word& word = text.word(at);
  if (word.noun != no_fold) return std::string(text.input().words.lexicon().text(word.noun));
  return looks_plural(text, at) ? strip_plural(text.folded(at)) : std::string(text.folded(at));
}

/// A word that may stand in a noun group before its head.
bool in_noun_group(const AmountText& text, std::uint32_t at) {
  if (!plain_word(text, at)) return false;
  const Word& word = text.word(at);
  if ((word.classes & (closed | wc_adverb | wc_quantifier | wc_particle)) != 0) return false;
  return word.verbs_count == 0 || (word.classes & (wc_noun | wc_adjective)) != 0 || word.noun != no_fold;
}

}  // namespace

std::optional<CountedNoun> counted_noun(const AmountText& text, const Amount& amount, const Sentence& sentence) {
  std::uint32_t at = amount.end;
  const std::uint32_t limit = sentence.end;
  const NumberReading& n = amount.term.number;
  if (at >= limit || n.fraction || n.ordinal || n.multiple) return std::nullopt;
  const bool hyphen = text.joining_hyphen(at, limit);
  if (hyphen) ++at;
  else if (text.glued(at)) return std::nullopt;
  if (at >= limit || !plain_word(text, at)) return std::nullopt;
  const Word& word = text.word(at);
  if ((word.classes & (closed | wc_time_noun | wc_number_word)) != 0) return std::nullopt;
  const bool known_noun = (word.classes & wc_noun) != 0 || word.noun != no_fold || text.is(at, AmountRole::noun);
  const bool capital = (word.shape & ws_capitalised) != 0 && !sentence.title_case && !sentence.headline;
  if ((word.classes & (wc_adverb | wc_quantifier | wc_adjective)) != 0 && !known_noun) return std::nullopt;
  if (hyphen) {
    // six-member, 40-page; "three-way" and "one-off" have no noun known as such, or another word joined on.
    if (!known_noun || capital || n.value.above == Decimal(1) || text.joining_hyphen(at + 1, limit)) return std::nullopt;
    if ((word.classes & (wc_particle | wc_preposition)) != 0) return std::nullopt;
    return CountedNoun{at + 1, singular_of(text, at)};
  }
  const bool one = n.value.above == Decimal(1) && n.value.below == Decimal(1) && !amount.range;
  if (one ? !known_noun || word.plural : !looks_plural(text, at)) return std::nullopt;
  if (capital && at + 1 < limit && plain_word(text, at + 1) && (text.word(at + 1).shape & ws_capitalised) != 0) return std::nullopt;
  std::uint32_t next = at + 1;
  if (next < limit && text.joining_hyphen(next, limit)) return std::nullopt;
  if (next < limit && plain_word(text, next) && !text.glued(next)) {
    const Word& follow = text.word(next);
    const bool follow_noun = (follow.classes & wc_noun) != 0 || follow.noun != no_fold;
    const bool verb = follow.verbs_count != 0;
    if ((follow.classes & (closed | wc_adverb | wc_particle)) == 0) {
      if (one && follow_noun && !verb) return std::nullopt;
      if (!verb && looks_plural(text, next)) return std::nullopt;
    }
  }
  return CountedNoun{at + 1, singular_of(text, at)};
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> measured_words(const AmountText& text, std::uint32_t end, std::uint32_t limit,
                                                                      bool directly) {
  constexpr std::uint32_t longest = 7;
  std::uint32_t first = end;
  if (first >= limit) return std::nullopt;
  if (!directly) {
    if (text.folded(first) != "of") return std::nullopt;
    ++first;
    while (first < limit && (text.word(first).classes & (wc_determiner | wc_possessive)) != 0) ++first;
  }
  std::uint32_t last = first;
  if (directly && last + 1 < limit && text.folded(last) == "times") first = ++last;   // 2.3 times EBITDA
  while (last < limit && last - first < longest) {
    if (!in_noun_group(text, last)) {
      const bool hyphen = last > first && text.joining_hyphen(last, limit) && in_noun_group(text, last + 1);
      if (!hyphen) break;
    }
    if (last > first && (text.token(last).flags & (newline_before | paragraph_before)) != 0) break;
    ++last;
  }
  if (last == first) return std::nullopt;
  return std::pair(first, last);
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> measured_words_before(const AmountText& text, std::uint32_t begin, std::uint32_t floor) {
  constexpr std::uint32_t longest = 7;
  if (begin < floor + 2) return std::nullopt;
  const bool of = text.folded(begin - 1) == "of";
  const bool is = (text.word(begin - 1).classes & wc_be) != 0 && !text.glued(begin - 1);   // but not the 's of a possessor
  if (!of && !is) return std::nullopt;
  std::uint32_t first = begin - 1;
  while (first > floor && begin - first <= longest && in_noun_group(text, first - 1)) --first;
  if (first == begin - 1) return std::nullopt;
  // The last word is the head: "true of" measures nothing.
  const Word& head = text.word(begin - 2);
  if ((head.classes & wc_noun) == 0 && head.noun == no_fold && (head.classes & wc_adjective) != 0) return std::nullopt;
  return std::pair(first, begin - 1);
}

std::uint32_t settle_unit(const AmountText& text, std::uint32_t unit, std::uint32_t at, const Sentence& sentence) {
  constexpr std::uint32_t reach = 16, opening = 12;
  const auto near = [&](AmountRole role) {
    const bool place = role == AmountRole::american || role == AmountRole::british || role == AmountRole::metric;
    const std::uint32_t from = place ? 0 : at > sentence.begin + reach ? at - reach : sentence.begin;
    const std::uint32_t to = place ? std::min(opening, text.size()) : std::min(sentence.end, at + reach);
    for (std::uint32_t i = from; i < to; ++i)
      if (text.is(i, role)) return true;
    return false;
  };
  for (const QuantityTables::UnitContext& context : text.tables().unit_contexts())
    if (context.unit == unit && near(context.near) && (context.dateline == context.near || near(context.dateline))) return context.other;
  return unit;
}

std::string rate_behind(const AmountText& text, std::uint32_t end, const Sentence& sentence, TermKind kind) {
  const std::uint32_t limit = sentence.end;
  if (end + 1 >= limit) return {};
  const AmountHit* joint = text.find(end, AmountRole::per, limit);
  if (joint == nullptr || text.glued(end)) return {};
  const bool per = text.folded(end) == "per";
  std::uint32_t at = joint->end, unit = no_unit;
  if (at >= limit) return {};
  if (parse_denominator(text, at, limit, unit)) {
    // "a year ago" dates the amount, "a year earlier" another.
    const TimeClassSet behind = at < limit ? text.time_classes(at) : TimeClassSet{};
    const bool dates = !per && (behind.has(tc_ago) || behind.has(tc_earlier) || behind.has(tc_later) || behind.has(tc_before) ||
                                behind.has(tc_after) || behind.has(tc_previous));
    return dates ? std::string() : text.tables().unit(settle_unit(text, unit, at, sentence)).ucum;
  }
  if (!per && kind != TermKind::money) return {};
  // A noun: a share, per person.
  if (!plain_word(text, at) || (text.word(at).classes & (closed | wc_adverb)) != 0 || (text.word(at).shape & ws_capitalised) != 0) return {};
  const Word& word = text.word(at);
  const bool noun = (word.classes & wc_noun) != 0 || word.noun != no_fold || text.is(at, AmountRole::noun);
  if (!noun && !per) return {};
  if (word.plural || text.is(at, AmountRole::noun)) return {};
  return '{' + std::string(text.folded(at)) + '}';
}

}  // namespace sluice
