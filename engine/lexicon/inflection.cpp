#include "lexicon/inflection.hpp"

namespace sluice {

namespace {

bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

/// Whether letter `i` is a vowel; the u of qu counts as a consonant.
bool vowel_at(std::string_view word, std::size_t i) {
  return is_vowel(word[i]) && !(word[i] == 'u' && i != 0 && word[i - 1] == 'q');
}

bool ends_with_sibilant(std::string_view word) {
  return word.ends_with('s') || word.ends_with('x') || word.ends_with('z') || word.ends_with("ch") || word.ends_with("sh");
}

bool ends_in_consonant_and(std::string_view word, char last) {
  return word.size() >= 2 && word.back() == last && !vowel_at(word, word.size() - 2);
}

/// One syllable, one vowel letter, one final consonant that can be doubled: plan, stop, quit; not boat, show, box, stay.
bool doubles_by_rule(std::string_view word) {
  if (word.size() < 3) return false;
  const std::size_t last = word.size() - 1;
  const char c = word[last];
  if (is_vowel(c) || c == 'w' || c == 'x' || c == 'y' || c == 'h' || c == 's' || !vowel_at(word, last - 1)) return false;
  for (std::size_t i = 0; i + 1 < last; ++i)
    if (vowel_at(word, i) || (word[i] == 'y' && i != 0)) return false;
  return true;
}

std::vector<std::string> with_ending(std::string_view base, std::string_view ending, Doubling doubling) {
  const std::string single = std::string(base) + std::string(ending);
  const std::string doubled = std::string(base) + base.back() + std::string(ending);
  switch (doubling) {
    case Doubling::by_rule: return {doubles_by_rule(base) ? doubled : single};
    case Doubling::doubled: return {doubled};
    case Doubling::either: return {single, doubled};
    case Doubling::single: return {single};
  }
  return {};
}

std::string without_last(std::string_view word, std::size_t n) { return std::string(word.substr(0, word.size() - n)); }

}  // namespace

std::string verb_s_form(std::string_view base) {
  if (base.empty()) return {};
  if (ends_in_consonant_and(base, 'y')) return without_last(base, 1) + "ies";
  // One z behind one vowel is doubled: quizzes, fezzes.
  if (base.ends_with('z') && doubles_by_rule(base)) return std::string(base) + "zes";
  if (ends_with_sibilant(base) || ends_in_consonant_and(base, 'o')) return std::string(base) + "es";
  return std::string(base) + "s";
}

std::vector<std::string> verb_ed_forms(std::string_view base, Doubling doubling) {
  if (base.empty()) return {};
  if (base.back() == 'e') return {std::string(base) + "d"};
  if (ends_in_consonant_and(base, 'y')) return {without_last(base, 1) + "ied"};
  if (base.size() > 2 && base.ends_with('c') && is_vowel(base[base.size() - 2])) return {std::string(base) + "ked"};
  return with_ending(base, "ed", doubling);
}

std::vector<std::string> verb_ing_forms(std::string_view base, Doubling doubling) {
  if (base.empty()) return {};
  if (base.size() > 2 && base.ends_with("ie")) return {without_last(base, 2) + "ying"};
  if (base.ends_with("ee") || base.ends_with("oe") || base.ends_with("ye")) return {std::string(base) + "ing"};
  if (base.size() > 2 && base.back() == 'e') {
    // Singeing keeps its e, apart from singing; aging and ageing are both current.
    if (base.ends_with("inge") && doubling == Doubling::single) return {std::string(base) + "ing"};
    return {without_last(base, 1) + "ing"};
  }
  if (base.size() > 2 && base.ends_with('c') && is_vowel(base[base.size() - 2])) return {std::string(base) + "king"};
  return with_ending(base, "ing", doubling);
}

std::vector<std::string> noun_plurals(std::string_view singular) {
  if (singular.empty()) return {};
  if (ends_in_consonant_and(singular, 'y')) return {without_last(singular, 1) + "ies"};
  if (ends_with_sibilant(singular)) return {std::string(singular) + "es"};
  if (ends_in_consonant_and(singular, 'o')) return {std::string(singular) + "s", std::string(singular) + "es"};
  return {std::string(singular) + "s"};
}

std::vector<std::string> singular_candidates(std::string_view plural) {
  std::vector<std::string> out;
  if (plural.size() < 3) return out;
  if (plural.ends_with("men") && plural.size() > 4) out.push_back(without_last(plural, 2) + "an");
  if (!plural.ends_with('s') || plural.ends_with("ss")) return out;
  if (plural.ends_with("ies") && plural.size() > 4) {
    out.push_back(without_last(plural, 3) + "y");
    out.push_back(without_last(plural, 1));
    return out;
  }
  if (plural.ends_with("ves") && plural.size() > 4) {
    out.push_back(without_last(plural, 1));
    out.push_back(without_last(plural, 3) + "f");
    out.push_back(without_last(plural, 3) + "fe");
    return out;
  }
  if (plural.ends_with("es") && (ends_with_sibilant(plural.substr(0, plural.size() - 2)) || plural.ends_with("oes"))) {
    out.push_back(without_last(plural, 2));
    out.push_back(without_last(plural, 1));
    return out;
  }
  out.push_back(without_last(plural, 1));
  return out;
}

}  // namespace sluice
