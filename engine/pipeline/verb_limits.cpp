#include "pipeline/verb_limits.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace sluice {

void VerbLimits::compile(const Pack& pack, LexiconBuilder& lexicon, Diagnostics& diagnostics) {
  constexpr std::string_view path = "grammar/verb_limits.tsv";
  const std::string* file = pack.find(path);
  if (file == nullptr) return;
  const auto origin = pack.origins.find(path);
  for (const TsvRow& row : parse_tsv(*file)) {
    std::uint32_t forms = 0;
    bool good = row.columns.size() >= 2;
    std::string_view rest = good ? row.columns[1] : std::string_view();
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      std::string_view form = rest.substr(0, comma);
      while (form.starts_with(' ')) form.remove_prefix(1);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
      const std::uint32_t bit = form == "passive" ? passive + 0u : form == "participle" ? participle + 0u : form == "infinitive" ? infinitive + 0u : 0u;
      good = good && bit != 0;
      forms |= bit;
    }
    if (!good) {
      diagnostics.push_back({Severity::error, "D020", "a row of this table is not as its first lines say", "see the comment at the top",
                             (origin == pack.origins.end() ? std::string() : origin->second) + std::string(path), row.line, 1});
      continue;
    }
    for (const std::string& verb : phrase_alternatives(row.columns[0])) {
      const std::size_t space = verb.find(' ');
      const FoldId particle = space == std::string::npos ? no_fold : lexicon.intern(std::string_view(verb).substr(space + 1));
      verbs_.push_back({lexicon.intern(std::string_view(verb).substr(0, space)), particle, forms});
    }
  }
}

bool VerbLimits::lacks(FoldId lemma, FoldId particle, Form form) const {
  return std::any_of(verbs_.begin(), verbs_.end(),
                     [&](const Verb& v) { return v.lemma == lemma && v.particle == particle && (v.forms & form) != 0; });
}

}  // namespace sluice
