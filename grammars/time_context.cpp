#include "grammars/time_context.hpp"

namespace sluice {

namespace {

bool is_any(const TimeScan& scan, const Token& token, std::initializer_list<TimeClass> classes) {
  const TimeClassSet set = scan.classes_of(token);
  for (const TimeClass c : classes)
    if (set.has(c)) return true;
  return false;
}

bool behind_preposition(const TimeScan& scan) {
  const Token* before = scan.before(1);
  return before != nullptr && is_any(scan, *before, {tc_in, tc_of, tc_on, tc_from, tc_to, tc_until, tc_through, tc_between, tc_before,
      tc_after,
      tc_since, tc_by, tc_for, tc_during, tc_within, tc_around, tc_about, tc_edge, tc_mid});
}

bool is_word(const Token* token) { return token != nullptr && token->kind == TokenKind::word; }

bool ends_phrase(const TimeScan& scan, const Token* token) {
  if (token == nullptr || token->kind == TokenKind::punctuation) return true;
  return (scan.word(*token).classes & (wc_preposition | wc_coordinator | wc_auxiliary | wc_modal | wc_subordinator | wc_pronoun |
      wc_relative)) != 0;
}

bool capitalised(const TimeScan& scan, const Token* token) {
  return is_word(token) && (scan.word(*token).shape & ws_capitalised) != 0;
}
bool lower_plural(const TimeScan& scan, const Token* token) {
  if (!is_word(token)) return false;
  const Word& word = scan.word(*token);
  return (word.shape & ws_lower) != 0 && word.plural && (word.classes & (wc_preposition | wc_auxiliary | wc_possessive_marker |
      wc_pronoun)) == 0;
}

char first_char(const TimeScan& scan, const Token& token) { return scan.input().text.of(token).front(); }

/// Digits that are joined to something that makes them part of a code, an amount or an address.
bool joined_before(const TimeScan& scan) {
  const Token* before = scan.before(1);
  const TimeToken& first = scan[0];
  if (before == nullptr) return false;
  const char c = first_char(scan, *before);
  if (c == '$' || c == '#' || scan.input().text.of(*before) == "€" || scan.input().text.of(*before) == "£") return true;
  if (!first.glued) return false;
  if (before->kind == TokenKind::word || before->kind == TokenKind::number) return true;
  if (c == '-' || scan.has_class(*before, tc_hyphen)) {   // pre-2008, but not A-2024
    const Token* word = scan.before(2);
    return before->glued() && !(is_word(word) && (scan.word(*word).shape & ws_lower) != 0);
  }
  return c == '/' || c == '.' || c == '_' || c == '@' || c == '=' || c == ':' || c == '+' || c == ',';
}
bool joined_behind(const TimeScan& scan, std::uint32_t end) {
  const Token* next = scan.token(end);
  if (next == nullptr || !next->glued()) return false;
  if (next->kind == TokenKind::number) return true;
  const char c = first_char(scan, *next);
  if (c == '%' || c == '_' || c == '@') return true;
  if (c == '-' || c == '/' || c == ':') {
    const Token* behind = scan.token(end + 1);
    return behind != nullptr && behind->glued() && behind->kind == TokenKind::number;
  }
  return next->kind == TokenKind::word && c >= 'a' && c <= 'z' && !scan.has_class(*next, tc_plural_s);
}

bool year_fits(const TimeScan& scan, std::uint32_t end, int year) {
  if (scan[0].is(tc_cardinal)) {   // in words
    const Token* before = scan.before(1);
    return before != nullptr && is_any(scan, *before, {tc_in, tc_since, tc_by, tc_until, tc_from, tc_during, tc_and}) &&
        ends_phrase(scan, scan.token(end)) && (end > 2 || year % 1000 != 0);
  }
  if (year < 0 || (end > 1 && scan[end - 1].digits != 4)) return true;   // BC, '98
  // "the end of 1780", "early in 1862"
  if (end > 1 && (scan[0].is(tc_the) || scan[0].is(tc_edge) || scan[0].is(tc_edge_noun) || scan[0].is(tc_mid) || scan[0].is(tc_earlier) || scan[0].is(tc_later)))
    return true;
  const Token* before = scan.before(1);
  const Token* next = scan.token(end);
  const Word* previous = before == nullptr ? nullptr : &scan.word(*before);
  if (next != nullptr && (scan.has_class(*next, tc_unit) || first_char(scan, *next) == '%')) return false;
  const bool preposition = behind_preposition(scan) || (before != nullptr && is_any(scan, *before, {tc_and, tc_or}));
  const bool determined = previous != nullptr && !is_any(scan, *before, {tc_about, tc_vague}) && (previous->classes & (wc_determiner |
      wc_possessive | wc_possessive_marker)) != 0;
  if (next != nullptr && scan.has_class(*next, tc_dated)) return true;   // "above 2019 levels"
  const char open = before == nullptr ? '\0' : first_char(scan, *before);
  const char close = next == nullptr ? '\0' : first_char(scan, *next);
  if (open == '(' && (close == ')' || close == ',')) return true;
  if (year < 1900 || year > 2100) {
    if (open == ',' && next == nullptr) return true;
    if (!preposition && !determined) return false;
    // 1777 is no round number: a count would be written with a comma or not at all.
    return !lower_plural(scan, next) || (determined && year % 10 != 0);
  }
  if (lower_plural(scan, next) && !determined) return false;
  if (previous == nullptr || before->kind != TokenKind::word) return true;
  if (preposition || determined) return true;
  // "Vision 2030", "Windows 2000": a capitalised name in front takes the number, unless the phrase ends there.
  const bool name = (previous->shape & ws_capitalised) != 0 && scan.before(2) != nullptr;
  return !name || ends_phrase(scan, next);
}

bool month_fits(const TimeScan& scan, std::uint32_t end, bool weak) {
  const Token* before = scan.before(1);
  const Token* next = scan.token(end);
  const bool preposition = behind_preposition(scan) ||
                           (before != nullptr && is_any(scan, *before, {tc_this, tc_last, tc_next, tc_coming, tc_previous, tc_and, tc_or,
                               tc_hyphen, tc_earlier, tc_later}));
  if (!weak) return preposition || !capitalised(scan, next) || before == nullptr || !capitalised(scan, before);
  if (!preposition) return false;
  // "from May" yes, "by May Smith" no.
  return !capitalised(scan, next);
}

bool season_fits(const TimeScan& scan, std::uint32_t end, const TimeEntry& season) {
  const bool article = scan[0].is(tc_the) && scan[1].is(tc_season);
  const Token* next = scan.token(end);
  if (season.weak) {
    const Token* before = scan.before(1);
    return !article && before != nullptr && is_any(scan, *before, {tc_in, tc_during, tc_by, tc_since, tc_until, tc_edge, tc_mid}) &&
        ends_phrase(scan, next);
  }
  if (article) return ends_phrase(scan, next) && !(next != nullptr && scan.has_class(*next, tc_of));
  if (end == 1 && capitalised(scan, next)) return false;
  const Token* before = scan.before(1);
  // "the summer offensive", "its winter quarters": of the noun behind it.
  if (end == 1 && before != nullptr && is_word(next) && (scan.word(*before).classes & (wc_determiner | wc_possessive |
      wc_possessive_marker)) != 0)
    return true;
  return behind_preposition(scan) || ends_phrase(scan, next);
}

bool date_fits(const TimeScan& scan, std::uint32_t end, const TimeReading& reading) {
  const TimeExpression& e = reading.first;
  const TimeToken& first = scan[0];
  const TimeToken& last = scan[end - 1];
  const Token* next = scan.token(end);
  const bool digits_first = first.begin[0] >= '0' && first.begin[0] <= '9';
  if (digits_first && joined_before(scan)) return false;
  const bool digits_last = last.begin[0] >= '0' && last.begin[0] <= '9';
  if (digits_last && joined_behind(scan, end)) return false;
  if (e.season[0] != 0) {   // "may fall next year"
    const TimeHit* hit = first.hit(tc_season);
    const Token* before = scan.before(1);
    const bool led = before != nullptr && is_any(scan, *before, {tc_in, tc_during, tc_by, tc_since, tc_until, tc_of, tc_edge, tc_mid,
        tc_from});
    if (hit != nullptr && hit->entry->weak && !first.capital && !led) return false;
  }
  if (reading.second.kind != TimeExpression::none) {
    if (e.month == 0 && reading.second.month == 0 && e.kind == TimeExpression::partial && lower_plural(scan, next)) {
      const Token* before = scan.before(1);
      return before != nullptr && (scan.word(*before).classes & (wc_determiner | wc_possessive | wc_possessive_marker)) != 0;
    }
    return true;
  }
  if (e.unit == 'E' && e.kind == TimeExpression::partial) return ends_phrase(scan, next);   // "the weekend paper"
  if (e.kind == TimeExpression::partial) {
    const bool only_year = e.year != 0 && e.month == 0 && e.quarter == 0 && e.half == 0 && e.season[0] == 0 && !e.fiscal && e.unit == 'Y';
    if (only_year) return year_fits(scan, end, e.year);
    if (e.unit == 'T' && first.digits == 2) return false;   // "in their 70s"
    if (e.year == 0 && e.direction == 0) {
      if (e.month != 0 && e.day == 0 && e.unit == 'M' && end == 1) return month_fits(scan, end, first.hit(tc_month)->entry->weak);
      if (e.season[0] != 0) {
        for (std::uint32_t i = 0; i < end; ++i)
          if (const TimeHit* hit = scan[i].hit(tc_season)) return season_fits(scan, end, *hit->entry);
      }
      if (e.day != 0 && e.month == 0 && e.weekday == 0) {   // "the 14th"
        for (std::uint32_t i = 0; i < end; ++i)
          if (scan[i].digits != 0) return (first.is(tc_the) || first.is(tc_weekday) || behind_preposition(scan)) && ends_phrase(scan,
              next) && !(next != nullptr && is_any(scan, *next, {tc_of, tc_hyphen}));
        return false;
      }
      if (e.half != 0) {
        if (first.numeric()) return behind_preposition(scan) || (scan.before(1) != nullptr && scan.has_class(*scan.before(1), tc_the));
        return next == nullptr || !scan.has_class(*next, tc_of);
      }
      if (first.is(tc_holiday)) return !capitalised(scan, next);
      if (e.quarter != 0 && next != nullptr && scan.has_class(*next, tc_of) && e.unit == 'Q') return false;
    }
    return true;
  }
  if (e.kind == TimeExpression::absolute) {
    if (first.is(tc_vague_past_noun) || first.is(tc_vague_future)) {
      const Token* before = scan.before(1);
      return before != nullptr && scan.has_class(*before, tc_in) && ends_phrase(scan, next) && !(next != nullptr && scan.has_class(*next,
          tc_of));
    }
    return true;
  }
  if (e.kind == TimeExpression::relative && end == 2 && first.is(tc_the) && last.is(tc_unit) && e.count == 0) {   // "for the day"
    const Token* before = scan.before(1);
    const bool closed = next == nullptr || next->kind == TokenKind::punctuation || is_any(scan, *next, {tc_at, tc_in, tc_on, tc_to,
        tc_and, tc_after});
    return e.unit != 'C' && e.unit != 'T' && e.unit != 'h' && e.unit != 'm' && e.unit != 's' && before != nullptr && closed &&
        is_any(scan, *before, {tc_for, tc_on, tc_ends});
  }
  // "today" in a name, and "three weeks before the vote".
  if (first.is(tc_day_word) && end == 1 && first.capital && capitalised(scan, scan.before(1))) return false;
  if ((last.is(tc_before) || last.is(tc_after) || last.is(tc_previous)) && end > 1) {
    if (!ends_phrase(scan, next)) return false;
    // "18 months after it was passed": a clause follows, and the length is counted from what it tells.
    if (next != nullptr && next->kind == TokenKind::word && (scan.word(*next).classes & (wc_pronoun | wc_subordinator)) != 0) return false;
  }
  if (last.is(tc_later) && next != nullptr && is_any(scan, *next, {tc_this, tc_that})) return false;
  if ((last.is(tc_before) || last.is(tc_after)) && next != nullptr && scan.has_class(*next, tc_hyphen)) return false;
  if (e.unit == 'h' || e.unit == 'm' || e.unit == 's')
    return last.is(tc_ago) || last.is(tc_later) || last.is(tc_earlier) || last.is(tc_hence) || last.is(tc_present) ||
        last.is(tc_after) || last.is(tc_before);
  return true;
}

bool duration_fits(const TimeScan& scan, std::uint32_t end, const TimeReading& reading) {
  const TimeToken& first = scan[0];
  const TimeToken& last = scan[end - 1];
  const Token* next = scan.token(end);
  if (first.digits != 0 && joined_before(scan)) return false;
  if (first.is(tc_a) && end > 1 && scan[1].is(tc_unit)) {
    if (scan[1].hit(tc_unit)->entry->many) return false;            // "in a years' time"
    if (next != nullptr && scan.has_class(*next, tc_hyphen)) return false;
    if (last.is(tc_long)) return false;                             // "a month-long": the article is the noun's
  }
  // "$40m over three years": a bound only where something stands before it that takes a length of time.
  if (first.is(tc_more) && first.is(tc_for)) {
    const Token* before = scan.before(1);
    const Word* word = before == nullptr ? nullptr : &scan.word(*before);
    if (word != nullptr && (word->classes & (wc_preposition | wc_be | wc_subordinator | wc_adverb)) == 0 && !scan.has_class(*before,
        tc_takes)) return false;
  }
  const char unit = reading.first.unit;
  if (next != nullptr && is_any(scan, *next, {tc_ago, tc_hence})) return false;
  if (next != nullptr && next->glued() && scan.has_class(*next, tc_hyphen)) {   // "less than a | year-earlier loss"
    const Token* behind = scan.token(end + 1);
    if (behind != nullptr && is_any(scan, *behind, {tc_ago, tc_earlier})) return false;
  }
  // "the third time in as many weeks"
  if (first.is(tc_vague) && scan.before(1) != nullptr && scan.input().text.of(*scan.before(1)) == "as") return false;
  const TimeHit* hit = last.hit(tc_unit);
  if (end == 1 && hit != nullptr) {   // bare plurals: "for decades"
    const Token* before = scan.before(1);
    return before != nullptr && is_any(scan, *before, {tc_for, tc_in, tc_within, tc_after, tc_through, tc_more}) && ends_phrase(scan, next);
  }
  if (unit == 'Q') return reading.first.count > 1 && (next == nullptr || !scan.has_class(*next, tc_of)) && (reading.first.count != 3 ||
      end > 2);
  if (unit == 's' && (first.is(tc_a) || first.is(tc_another) || first.is(tc_ordinal))) return false;
  if (first.is(tc_all) && next != nullptr && scan.has_class(*next, tc_of)) return false;
  return true;
}

bool set_fits(const TimeScan& scan, std::uint32_t end, const TimeReading&) {
  const TimeToken& first = scan[0];
  if (end == 1 && first.is(tc_day_part)) {   // "in the mornings"
    const Token* before = scan.before(1);
    return before != nullptr && is_any(scan, *before, {tc_the, tc_in, tc_on}) && ends_phrase(scan, scan.token(end));
  }
  if (first.is(tc_frequency) && first.capital && scan.before(1) != nullptr)
    return !capitalised(scan, scan.token(end)) && !capitalised(scan, scan.before(1));
  if (first.is(tc_frequency) && first.capital) return !capitalised(scan, scan.token(end));
  return true;
}

}  // namespace

bool follows_amount(const TimeScan& scan) {
  constexpr std::uint32_t reach = 8;
  const Token* before = scan.before(1);
  if (before == nullptr) return false;
  for (std::uint32_t back = 1; back <= reach; ++back) {
    const Token* token = scan.before(back);
    if (token == nullptr) return false;
    if (token->kind == TokenKind::number) return !scan.has_class(*token, tc_month);
    const Word& word = scan.word(*token);
    if (token->kind == TokenKind::symbol) continue;
    if (token->kind == TokenKind::punctuation) {
      const char c = first_char(scan, *token);
      if (c == '%' || c == '-') continue;
      return false;
    }
    if ((word.classes & wc_number_word) != 0 || scan.has_class(*token, tc_cardinal)) return true;
    const std::uint32_t closed = wc_auxiliary | wc_modal | wc_pronoun | wc_subordinator | wc_coordinator;
    if ((word.classes & closed) != 0) return false;
    const bool preposition = (word.classes & wc_preposition) != 0;
    if (back == 1 && (preposition || (word.classes & (wc_determiner | wc_adverb)) != 0)) return false;
    if (preposition && !scan.has_class(*token, tc_of)) return false;
  }
  return false;
}

bool leads_sentence(const TimeScan& scan) {
  const Token* before = scan.before(1);
  return before == nullptr || (scan.before(2) == nullptr && (scan.word(*before).classes & wc_preposition) != 0);
}

TimeOutlook outlook_of(const TimeScan& scan, std::uint32_t end) {
  constexpr std::uint32_t reach = 4;
  // "for December delivery"
  if (const Token* next = scan.token(end); next != nullptr && scan.has_class(*next, tc_to_come)) return TimeOutlook::ahead;
  TimeOutlook outlook = TimeOutlook::none;
  for (std::uint32_t back = 1; back <= reach; ++back) {
    const Token* token = scan.before(back);
    if (token == nullptr || token->kind != TokenKind::word) return outlook;
    if (scan.has_class(*token, tc_forward)) return TimeOutlook::ahead;
    if (back == 1 && is_any(scan, *token, {tc_by, tc_until, tc_before})) outlook = TimeOutlook::limit;
    if ((scan.word(*token).classes & (wc_preposition | wc_determiner | wc_to)) == 0) return outlook;
  }
  return outlook;
}

bool fits_context(const TimeScan& scan, std::uint32_t end, const TimeReading& reading) {
  if (end == 0) return false;
  switch (reading.type) {
    case sy_date: return date_fits(scan, end, reading);
    case sy_time: {
      if (scan[0].digits != 0 && joined_before(scan)) return false;
      if (!scan[0].is(tc_the) || end != 2) return true;
      const Token* before = scan.before(1);   // "in the morning", but not "the evening paper"
      return before != nullptr && is_any(scan, *before, {tc_in, tc_during, tc_by, tc_until, tc_through, tc_of, tc_for}) &&
          ends_phrase(scan, scan.token(end));
    }
    case sy_duration: return duration_fits(scan, end, reading);
    case sy_set: return set_fits(scan, end, reading);
    default: return false;
  }
}

}  // namespace sluice
