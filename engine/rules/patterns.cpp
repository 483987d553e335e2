#include "rules/patterns.hpp"

#include <algorithm>
#include <array>

#include "text/analyze.hpp"

namespace sluice {
namespace {

bool is_look_around(const ast::Item& item) {
  return item.kind == ast::Item::followed_by || item.kind == ast::Item::not_followed_by || item.kind == ast::Item::preceded_by ||
         item.kind == ast::Item::not_preceded_by;
}

std::size_t capped(std::size_t n) { return std::min(n, most_positions + 1); }

}  // namespace

std::size_t PatternChecker::token_count(std::string_view text) {
  tokens_.clear();
  tokenize(text, 0, tokens_);
  return tokens_.size();
}

NameTable::Known* PatternChecker::resolve(std::string_view name, ast::Place place) {
  const auto found = names_.names.find(name);
  if (found != names_.names.end()) {
    found->second.used = true;
    return found->second.broken ? nullptr : &found->second;
  }
  if (names_.facts.contains(name)) reporter_.report("C007", place, {name});
  else reporter_.report("C001", place, {name}, suggest_(name, names_.sorted));
  return nullptr;
}

bool PatternChecker::resolve_list(std::string_view name, ast::Place place) {
  const NameTable::Known* known = resolve(name, place);
  if (known == nullptr) return false;
  if (known->kind == NameTable::list) return true;
  reporter_.report("C033", place, {name});
  return false;
}

bool PatternChecker::check(const ast::Pattern& pattern, const Role& role) {
  bool good = check(pattern, role, false);
  const std::size_t size = positions(pattern);
  if (size > most_positions) {
    reporter_.report("C045", pattern.place, {"more than " + std::to_string(most_positions), std::to_string(most_positions)});
    good = false;
  }
  return good;
}

bool PatternChecker::check(const ast::Pattern& pattern, const Role& role, bool repeated) {
  bool good = true;
  for (const ast::Sequence& sequence : pattern.alternatives)
    for (const ast::Item& item : sequence) good = check(item, role, repeated) && good;
  return good;
}

bool PatternChecker::check(const ast::Item& item, const Role& role, bool repeated) {
  bool good = true;
  if (!item.capture.empty() && !role.captures) {
    reporter_.report("C019", item.place, {item.capture});
    good = false;
  } else if (!item.capture.empty() && repeated) {
    reporter_.report("C018", item.place, {item.capture});
    good = false;
  }
  if (item.each && role.captures && !role.each) {
    reporter_.report("C017", item.place, {role.owner});
    good = false;
  }
  good = check_repetition(item) && good;
  good = check_atom(item) && good;
  Role inside = role;
  if (is_look_around(item)) inside.captures = false;
  for (const ast::Pattern& inner : item.patterns) good = check(inner, inside, repeated || item.maximum > 1) && good;
  return good;
}

bool PatternChecker::check_repetition(const ast::Item& item) {
  if (item.kind == ast::Item::gap && item.maximum > 1) {
    reporter_.report("C042", item.place, {std::to_string(widest_gap)});
    return false;
  }
  if (item.maximum == ast::unbounded || (item.maximum >= item.minimum && item.maximum >= 1 && item.maximum <= most_repetitions))
      return true;
  reporter_.report("C044", item.place, {std::to_string(item.minimum), std::to_string(item.maximum), std::to_string(most_repetitions)});
  return false;
}

bool PatternChecker::check_atom(const ast::Item& item) {
  switch (item.kind) {
    case ast::Item::literal:
      if (token_count(item.text) != 0) return true;
      reporter_.report("C047", item.place, {item.text});
      return false;
    case ast::Item::exact:
    case ast::Item::form: {
      const std::size_t count = token_count(item.text);
      if (count == 1) return true;
      if (count == 0) reporter_.report("C047", item.place, {item.text});
      else reporter_.report("C048", item.place, {item.text, std::to_string(count)});
      return false;
    }
    case ast::Item::reference: return check_reference(item);
    case ast::Item::features: return check_features(item);
    case ast::Item::regex: {
      WordTest test;
      test.kind = WordTest::regex;
      std::string error;
      if (item.text.find_first_of(" \t") != std::string::npos) error = "it wants white space";
      else expressions_.add_test(test, item.text, error);
      if (error.empty()) return true;
      reporter_.report("C049", item.place, {error});
      return false;
    }
    case ast::Item::gap:
      if (item.number >= 1 && item.number <= widest_gap) return true;
      reporter_.report("C041", item.place, {std::to_string(item.number), std::to_string(widest_gap)});
      return false;
    case ast::Item::all_within:
      if (item.patterns.size() >= 2 && item.patterns.size() <= most_unordered_items && item.number >= 1 && item.number <= widest_gap)
        return true;
      reporter_.report("C043", item.place, {std::to_string(item.patterns.size()), std::to_string(most_unordered_items),
          std::to_string(widest_gap)});
      return false;
    default: return true;
  }
}

bool PatternChecker::check_reference(const ast::Item& item) {
  if (item.text.empty() || item.text[0] < 'A' || item.text[0] > 'Z') {
    reporter_.report("C006", item.place, {item.text});
    return false;
  }
  return resolve(item.text, item.place) != nullptr;
}

bool PatternChecker::check_features(const ast::Item& item) {
  static constexpr std::array<std::string_view, 11> known = {"cap",     "upper", "lower",      "digit",       "acronym", "initial",
                                                             "mixed", "alphabetic", "punctuation", "first",   "in"};
  bool good = true;
  for (const ast::Feature& feature : item.features_list) {
    const bool is_in = feature.name == "in";
    if (std::find(known.begin(), known.end(), feature.name) == known.end() || is_in == feature.list.empty()) {
      const std::string shown = is_in ? "in without (List)" : feature.list.empty() ? feature.name : feature.name + "(...)";
      reporter_.report("C040", feature.place, {shown}, suggest_(feature.name, known));
      good = false;
    } else if (is_in) {
      good = resolve_list(feature.list, feature.place) && good;
    }
  }
  return good;
}

std::size_t PatternChecker::positions(const ast::Pattern& pattern) const {
  std::size_t sum = 0;
  for (const ast::Sequence& sequence : pattern.alternatives)
    for (const ast::Item& item : sequence) {
      std::size_t one = item.kind == ast::Item::gap ? item.number : 1;
      if (item.kind == ast::Item::reference) {
        const auto found = names_.names.find(item.text);
        if (found != names_.names.end() && found->second.kind == NameTable::sub_pattern && !found->second.broken)
          one = lets_[found->second.index].positions;
      }
      for (const ast::Pattern& inner : item.patterns) one = capped(one + positions(inner));
      // Any order: one copy of the items for each set of those already seen.
      if (item.kind == ast::Item::all_within) one = capped(one << std::min<std::size_t>(item.patterns.size(), most_unordered_items));
      const std::uint32_t copies = item.maximum == ast::unbounded ? std::max<std::uint32_t>(1, item.minimum) : std::max<std::uint32_t>(1,
          item.maximum);
      sum = capped(sum + capped(one * std::min<std::size_t>(copies, most_positions + 1)));
    }
  return sum;
}

bool PatternChecker::nullable(const ast::Pattern& pattern) const {
  return std::any_of(pattern.alternatives.begin(), pattern.alternatives.end(), [&](const ast::Sequence& sequence) {
    return std::all_of(sequence.begin(), sequence.end(), [&](const ast::Item& item) {
      if (item.minimum == 0 || is_look_around(item) || item.kind == ast::Item::gap) return true;
      if (item.kind == ast::Item::reference) {
        const auto found = names_.names.find(item.text);
        return found != names_.names.end() && found->second.kind == NameTable::sub_pattern && !found->second.broken &&
               lets_[found->second.index].nullable;
      }
      return !item.patterns.empty() && std::all_of(item.patterns.begin(), item.patterns.end(), [&](const ast::Pattern& p) {
          return nullable(p); });
    });
  });
}

std::optional<std::vector<std::string>> PatternChecker::types(const ast::Item& item) const {
  if (item.minimum > 1 || item.maximum != 1) return std::nullopt;
  if (item.kind == ast::Item::group) return types(item.patterns.front());
  if (item.kind != ast::Item::reference) return std::nullopt;
  const auto found = names_.names.find(item.text);
  if (found == names_.names.end() || found->second.broken) return std::nullopt;
  if (found->second.kind == NameTable::sub_pattern) return lets_[found->second.index].types;
  return std::vector<std::string>{item.text};
}

std::optional<std::vector<std::string>> PatternChecker::types(const ast::Pattern& pattern) const {
  std::vector<std::string> all;
  for (const ast::Sequence& sequence : pattern.alternatives) {
    if (sequence.size() != 1) return std::nullopt;
    std::optional<std::vector<std::string>> one = types(sequence.front());
    if (!one) return std::nullopt;
    for (std::string& name : *one)
      if (std::find(all.begin(), all.end(), name) == all.end()) all.push_back(std::move(name));
    if (all.size() > most_captures) return std::nullopt;
  }
  return all;
}

bool surely_fills(const ast::Pattern& pattern, const std::vector<std::string>& wanted) {
  return std::all_of(pattern.alternatives.begin(), pattern.alternatives.end(), [&](const ast::Sequence& sequence) {
    return std::any_of(sequence.begin(), sequence.end(), [&](const ast::Item& item) {
      if (item.minimum == 0 || is_look_around(item)) return false;
      if (!item.capture.empty() && std::find(wanted.begin(), wanted.end(), item.capture) != wanted.end()) return true;
      return std::any_of(item.patterns.begin(), item.patterns.end(), [&](const ast::Pattern& inner) { return surely_fills(inner,
          wanted); });
    });
  });
}

}  // namespace sluice
