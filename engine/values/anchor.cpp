#include "values/anchor.hpp"

#include <chrono>
#include <optional>

#include "values/calendar.hpp"

namespace sluice {

namespace {

using namespace std::chrono;

std::string two_digits(int n) { return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)}; }
int year_of(Day day) { return static_cast<int>(year_month_day{day}.year()); }
unsigned month_of(Day day) { return static_cast<unsigned>(year_month_day{day}.month()); }

/// What an expression is seen from.
struct Reference {
  std::optional<Day> document;
  std::optional<TimePoint> last;
  TimeDirection tense = TimeDirection::unknown;
  bool narrative = false;   ///< no document date: the last date mentioned stands for it
  unsigned fiscal_start = 1;

  /// The fiscal year that `day` lies in, named by the year that it ends in.
  [[nodiscard]] int fiscal_year(Day day) const { return year_of(day) + (fiscal_start > 1 && month_of(day) >= fiscal_start ? 1 : 0); }
  [[nodiscard]] std::optional<Day> day() const {
    if (document) return document;
    if (last) return last->day;
    return std::nullopt;
  }
};

bool has_part(const TimeExpression& e) {
  return e.month != 0 || e.day != 0 || e.quarter != 0 || e.half != 0 || e.season[0] != 0 || e.weekday != 0;
}

std::string year_text(const TimeExpression& e, int year) { return (e.fiscal ? "FY" : "") + timex_year(year); }

Day start_of(const TimeExpression& e, int year);

/// A part of a year whose year is known.
std::string in_year(const TimeExpression& e, int year) {
  if (e.unit == 'P') return timex_of(easter_sunday(year) + days{e.count}, 'D');
  const unsigned month = static_cast<unsigned>(e.month);
  if (e.unit == 'N' && e.month != 0) return timex_of(nth_weekday(year, month, static_cast<unsigned>(e.weekday), e.count) + days{e.shift},
      'D');
  if (e.unit == 'W' && e.count != 0) {
    const bool last_one = e.count < 0;
    if (month == 0 && !last_one) return timex_of(week_start(Day{std::chrono::year{year} / January / 4}) + weeks{e.count - 1}, 'W');
    // As ISO counts them, a week belongs to the month and year that its Thursday is in.
    const unsigned of_month = last_one && month == 0 ? 12 : month;
    return timex_of(nth_weekday(year, of_month, 4, e.count), 'W');
  }
  if ((e.unit == 'W' || e.unit == 'Q') && e.day != 0) return timex_of(start_of(e, year), e.unit);
  if (e.quarter != 0) return year_text(e, year) + "-Q" + std::to_string(e.quarter);
  if (e.half != 0) return year_text(e, year) + "-H" + std::to_string(e.half);
  if (e.season[0] != 0) return year_text(e, year) + '-' + e.season;
  std::string text = year_text(e, year);
  if (e.month != 0) text += '-' + two_digits(e.month);
  if (e.month != 0 && e.day != 0) text += '-' + two_digits(e.day);
  return text;
}

/// The same without a year.
std::string in_no_year(const TimeExpression& e) {
  if (e.weekday != 0 && e.month == 0) return "XXXX-WXX-" + std::to_string(e.weekday);
  TimeExpression part = e;
  part.unit = 0;
  part.fiscal = false;
  std::string text = in_year(part, 1);
  text.replace(0, 4, "XXXX");
  if (e.month == 0 && e.day != 0) text += "-XX-" + two_digits(e.day);
  return e.fiscal ? "FY" + text : text;
}

/// First day of a part of a year.
Day start_of(const TimeExpression& e, int year) {
  if (e.unit == 'P') return easter_sunday(year) + days{e.count};
  unsigned month = 1;
  if (e.month != 0) month = static_cast<unsigned>(e.month);
  else if (e.quarter != 0) month = static_cast<unsigned>(e.quarter) * 3 - 2;
  else if (e.half != 0) month = e.half == 2 ? 7 : 1;
  else if (e.season[0] == 'S') month = e.season[1] == 'P' ? 3 : 6;
  else if (e.season[0] == 'F') month = 9;
  else if (e.season[0] == 'W') month = 12;
  if (e.unit == 'N' && e.month != 0) return nth_weekday(year, month, static_cast<unsigned>(e.weekday), e.count) + days{e.shift};
  if (e.day != 0 && exists(year, month, static_cast<unsigned>(e.day))) return Day{std::chrono::year{year} / std::chrono::month{month} / e.day};
  return Day{std::chrono::year{year} / std::chrono::month{month} / 1};
}

bool to_future(const TimeExpression& e, const Reference& from) {
  if (e.direction != 0) return e.direction == 1;
  return from.tense == TimeDirection::future || e.outlook == TimeOutlook::ahead ||
         (e.outlook == TimeOutlook::limit && from.tense != TimeDirection::past);
}

/// Which year a part of a year without one belongs to, seen from `day`.
int year_for(const TimeExpression& e, Day day, const Reference& from) {
  const int year = year_of(day);
  if (e.direction == 2) return year;
  if (from.narrative && e.direction == 0) {
    // A story moves on: January behind December is the next year's.
    const bool months = from.last && (from.last->unit == 'D' || from.last->unit == 'M') && e.month != 0;
    return months && e.month + 8 <= static_cast<int>(month_of(from.last->day)) ? year + 1 : year;
  }
  const Day start = start_of(e, year);
  // A month, quarter or season that is running counts as past and as present; "last May" in May is a year ago.
  const bool exact = e.day != 0 || e.unit == 'P' || e.unit == 'N';
  const Day now = exact ? day : Day{year_month_day{day}.year() / year_month_day{day}.month() / 1};
  if (to_future(e, from)) {
    if (start < now || (e.direction == 1 && start == now)) return year + 1;
    return year;
  }
  // "The show opens on 14 November": a day told in the present is the nearest one.
  if (exact && e.direction == 0 && from.tense == TimeDirection::present && start > now && start - now < days{183}) return year;
  if (start > now || (e.direction == -1 && start == now)) return year - 1;
  // Figures are told of quarters and halves that are over.
  const char unit = e.quarter != 0 ? 'Q' : 'H';
  if (e.direction == 0 && (e.quarter != 0 || e.half != 0) && from.tense != TimeDirection::present && shifted(start, 1,
      unit) > day) return year - 1;
  return year;
}

/// The fiscal year of a fiscal quarter or half without one: figures are told of those that are over.
int fiscal_year_for(const TimeExpression& e, Day day, const Reference& from) {
  const int year = from.fiscal_year(day);
  const Day first{std::chrono::year{year - 1} / std::chrono::month{from.fiscal_start} / 1};
  const Day end = e.quarter != 0 ? shifted(first, e.quarter, 'Q') : shifted(first, e.half, 'H');
  if (e.direction == 2) return year;
  if (to_future(e, from)) return end <= day ? year + 1 : year;
  return end > day ? year - 1 : year;
}

/// The weekend that is meant without a pointer: over, unless the verb looks ahead.
Day weekend_near(Day day, const Reference& from) {
  const Day saturday = week_start(day) + days{5};
  return from.tense == TimeDirection::future || saturday <= day ? saturday : saturday - weeks{1};
}

Day weekday_near(const TimeExpression& e, Day day, const Reference& from) {
  const weekday wanted{static_cast<unsigned>(e.weekday) % 7};
  const Day back = day - (weekday{day} - wanted);
  if (e.direction == 2) return week_start(day) + (wanted - Monday);
  if (from.narrative && e.direction == 0) return back;
  if (to_future(e, from)) {
    const Day on = day + (wanted - weekday{day});
    return e.direction == 1 && on == day ? on + weeks{1} : on;
  }
  return e.direction == -1 && back == day ? back - weeks{1} : back;
}

std::string partial(const TimeExpression& e, const Reference& from) {
  if (e.unit == 'T' && e.year != 0) return timex_of(Day{std::chrono::year{e.year} / 1 / 1}, 'T');
  if (e.year != 0) return in_year(e, e.year);
  const auto day = from.day();
  if (e.unit == 'E') return day ? timex_of(weekend_near(*day, from), 'E') : "XXXX-WXX-WE";
  if (e.weekday != 0 && e.month == 0 && e.day == 0) return day ? timex_of(weekday_near(e, *day, from), 'D') : in_no_year(e);
  if (e.month == 0 && e.day != 0) {   // a day of the month alone: the month last mentioned, or the document's
    const auto base = from.last && (from.last->unit == 'D' || from.last->unit == 'M') ? std::optional<Day>(from.last->day) : day;
    if (!base) return in_no_year(e);
    TimeExpression full = e;
    full.month = static_cast<std::int8_t>(month_of(*base));
    return exists(year_of(*base), month_of(*base), static_cast<unsigned>(e.day)) ? in_year(full, year_of(*base)) : in_no_year(e);
  }
  if (!has_part(e) && e.unit != 'P' && !(e.unit == 'W' && e.count != 0)) {   // a clock time or part of a day alone
    if (from.last && from.last->unit == 'D') return timex_of(from.last->day, 'D');
    return day ? timex_of(*day, 'D') : "XXXX-XX-XX";
  }
  if (!day) return in_no_year(e);
  if (e.fiscal && from.fiscal_start > 1 && (e.quarter != 0 || e.half != 0)) return in_year(e, fiscal_year_for(e, *day, from));
  return in_year(e, year_for(e, *day, from));
}

std::string shifted_from(const TimeExpression& e, Day day, const Reference& from) {
  char unit = e.unit;
  const Day then = shifted(day, e.count, unit);
  if (has_part(e)) {
    if (unit == 'W' && e.weekday != 0)
      return timex_of(week_start(then) + (weekday{static_cast<unsigned>(e.weekday) % 7} - Monday), 'D');
    if (unit == 'M' && e.day != 0) {
      TimeExpression full = e;
      full.month = static_cast<std::int8_t>(month_of(then));
      full.unit = 0;
      return in_year(full, year_of(then));
    }
    TimeExpression part = e;
    part.unit = 0;
    part.count = 0;
    return in_year(part, e.fiscal ? from.fiscal_year(then) : year_of(then));
  }
  if (e.fiscal && unit == 'Y') return year_text(e, from.fiscal_year(then));
  if (unit == 'h' || unit == 'm' || unit == 's') return timex_of(day, 'D');
  return timex_of(then, unit);
}

std::string unknown_of(char unit) {
  switch (unit) {
    case 'Y': return "XXXX";
    case 'M': return "XXXX-XX";
    case 'Q': return "XXXX-QX";
    case 'H': return "XXXX-HX";
    case 'W': return "XXXX-WXX";
    case 'E': return "XXXX-WXX-WE";
    case 'T': return "XXX";
    case 'C': return "XX";
    default: return "XXXX-XX-XX";
  }
}

std::string date_of(const TimeExpression& e, const Reference& from) {
  switch (e.kind) {
    case TimeExpression::none: return {};
    case TimeExpression::absolute: return std::string(e.timex.view());
    case TimeExpression::partial: return partial(e, from);
    case TimeExpression::relative: {
      const auto day = from.day();
      if (day) return shifted_from(e, *day, from);
      return has_part(e) ? in_no_year(e) : unknown_of(e.unit);
    }
    case TimeExpression::following: {
      if (from.last) return shifted_from(e, from.last->day, from);
      if (from.document) return shifted_from(e, *from.document, from);
      return has_part(e) ? in_no_year(e) : unknown_of(e.unit);
    }
  }
  return {};
}

std::string with_clock(const TimeExpression& e, std::string date) {
  if (e.hour < 0 && e.day_part[0] == 0) return date;
  const std::size_t old = date.find('T');
  if (old != std::string::npos) date.resize(old);
  date += 'T';
  if (e.hour < 0) return date + e.day_part;
  date += two_digits(e.hour) + ':' + two_digits(e.minute < 0 ? 0 : e.minute);
  if (e.second >= 0) date += ':' + two_digits(e.second);
  return date.append(e.zone.view());
}

/// The second of two dates lends its year, month and day to the first where that has none: `March-June 2024`.
void lend(TimeExpression& first, const TimeExpression& second) {
  if (first.kind != TimeExpression::partial || first.year != 0) return;
  if (second.kind == TimeExpression::partial && second.year != 0) {
    first.year = second.year;
    if (first.month > second.month && second.month != 0) --first.year;
  }
}

std::string without_clock(const std::string& timex) { return timex.substr(0, timex.find('T')); }

}  // namespace

namespace {

void anchor(ValueMention& mention, std::string_view document_date, std::string_view last_date, TimeDirection tense, unsigned fiscal_start) {
  if (mention.time.kind == TimeExpression::none) return;
  Reference from;
  from.fiscal_start = fiscal_start;
  from.document = parse_day(document_date);
  from.last = parse_point(last_date);
  from.tense = tense;
  from.narrative = !from.document && from.last;
  mention.value.mod = mod_text(mention.time.mod);
  if (mention.time_end.kind == TimeExpression::none) {
    mention.value.timex = with_clock(mention.time, date_of(mention.time, from));
    return;
  }
  const std::string end = with_clock(mention.time_end, date_of(mention.time_end, from));
  TimeExpression first = mention.time;
  lend(first, mention.time_end);
  Reference from_end = from;
  if (first.kind == TimeExpression::following) {   // "the 12 months to June": counted back from the end
    from_end.last = parse_point(end);
    if (!from_end.last) {
      mention.value.timex = end;
      return;
    }
  } else if (first.year == 0 && first.kind == TimeExpression::partial && mention.time_end.year == 0) {
    if (const auto point = parse_point(end)) {     // the latest such part before the end
      from_end.document = point->day;
      from_end.tense = TimeDirection::past;
      from_end.narrative = false;
    }
  }
  std::string begin = date_of(first, from_end);
  if (first.hour >= 0 && !has_part(first) && first.year == 0) begin = without_clock(end);
  mention.value.timex = with_clock(first, begin) + '/' + end;
}

/// Months of the year by season, halves by their first; 0 where a part has none.
int month_in_year(const TimeExpression& e) {
  if (e.month != 0) return e.month;
  if (e.season[0] == 'S') return e.season[1] == 'P' ? 3 : 6;
  if (e.season[0] == 'F') return 9;
  return e.season[0] == 'W' ? 12 : 0;
}

/// A clock time that says no day, and one that does.
bool lacks_day(const TimeExpression& e) { return e.kind == TimeExpression::partial && e.hour >= 0 && !has_part(e) && e.year == 0; }
bool has_day(const TimeExpression& e) { return e.hour >= 0 && (e.day != 0 || e.weekday != 0 || e.unit == 'D') &&
    e.kind != TimeExpression::absolute; }

/// "between March and April 1918": the first of two dates joined by a word has the year of the second, or the one before it. The second
/// of two has the year of the first: "in March 2018 and April".
void share_years(std::span<ValueMention> mentions) {
  const auto wants = [](const TimeExpression& e) {
    return e.kind == TimeExpression::partial && e.year == 0 && e.direction == 0 && month_in_year(e) != 0;
  };
  const auto gives = [](const TimeExpression& e) { return e.kind == TimeExpression::partial && e.year != 0 && month_in_year(e) != 0; };
  for (std::size_t i = 0; i + 1 < mentions.size(); ++i) {
    ValueMention& a = mentions[i];
    ValueMention& b = mentions[i + 1];
    if (b.begin != a.end + 1 || b.time.leads || b.time_end.kind != TimeExpression::none ||
        a.time_end.kind != TimeExpression::none) continue;
    if (lacks_day(a.time) && has_day(b.time)) {   // "9 to 11 a.m. on Tuesday"
      const TimeExpression clock = a.time;
      a.time = b.time;
      a.time.hour = clock.hour, a.time.minute = clock.minute, a.time.second = clock.second;
      continue;
    }
    const int first = month_in_year(a.time), second = month_in_year(b.time);
    if (wants(a.time) && gives(b.time)) a.time.year = b.time.year - (first > second ? 1 : 0);
    else if (gives(a.time) && wants(b.time)) b.time.year = a.time.year + (second < first ? 1 : 0);
  }
}

/// Whether the document tells of years long before its own date.
bool is_narrative(std::span<const ValueMention> mentions, std::string_view document_date) {
  const auto document = parse_day(document_date);
  if (!document) return false;
  std::size_t near = 0, far = 0;
  for (const ValueMention& mention : mentions)
    if (mention.time.kind == TimeExpression::partial && mention.time.year != 0) {
      const int distance = year_of(*document) - mention.time.year;
      const std::size_t weight = mention.time.month != 0 ? 2 : 1;   // a month with its year tells more than a year alone
      (distance > 1 ? far : near) += weight;
    }
  return (far >= 6 && 2 * far > 5 * near) || (far >= 24 && far > near);
}

}  // namespace

void anchor_time(ValueMention& mention, std::string_view document_date, std::string_view last_date, TimeDirection tense) {
  anchor(mention, document_date, last_date, tense, 1);
}

void anchor_times(std::span<ValueMention> mentions, std::string_view document_date, std::span<const TimeDirection> directions,
                  unsigned fiscal_start) {
  share_years(mentions);
  const bool narrative = is_narrative(mentions, document_date);
  std::string last;     // what a date without a year is seen from, in a narrative
  std::string recent;   // the last date of all
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    ValueMention& mention = mentions[i];
    const TimeExpression& e = mention.time;
    if (e.kind == TimeExpression::none) continue;
    const TimeDirection tense = i < directions.size() ? directions[i] : TimeDirection::unknown;
    const bool same = e.kind == TimeExpression::following && e.count == 0;   // "that year"
    anchor(mention, narrative && !last.empty() ? std::string_view{} : document_date, same ? recent : last, tense, fiscal_start);
    if (mention.type != sy_date && mention.type != sy_time) continue;
    const auto point = parse_point(mention.value.timex);
    if (!point) continue;
    recent = mention.value.timex;
    if (narrative && !last.empty() && (point->unit == 'Y' || point->unit == 'T' || point->unit == 'C')) {
      // A glance at another time ("ten years earlier", "the treaty of 1815") does not move the story.
      const int step = year_of(point->day) - year_of(parse_point(last)->day);
      const bool glance = e.kind != TimeExpression::partial || point->unit != 'Y' || (e.year > 0 && (step < 0 || step > 5));
      if (glance) continue;
    }
    last = mention.value.timex;
  }
}

}  // namespace sluice
