// What a name is, by all that the document says of it.
#include <algorithm>
#include <tuple>

#include "resolve/names.hpp"

namespace sluice {
namespace {

constexpr std::string_view evidence_rule = "document.evidence";
constexpr std::string_view surname_voter = "surname", given_voter = "given name";
constexpr std::size_t kinds = sy_product + 1;
// In tenths. A rule weighs the square of its priority.
constexpr std::int64_t local_factor = 20;      // what is said here counts beside what is said anywhere
constexpr std::int64_t list_factor = 10;       // a list says the same everywhere, and of one word says little
constexpr std::int64_t anywhere_factor = 10;
constexpr std::int64_t surname_factor = 40;    // a full name tells more of its last word than a list of towns does
constexpr std::int64_t given_factor = 4;
constexpr std::int64_t company_factor = 40;    // "Tai Wing" of "Tai Wing Holdings": a company is called by what stands before its head
constexpr std::int64_t named_for_factor = 8;   // "Ivo Rask" of "Ivo Rask Foundation" more often means the person
constexpr std::int32_t company_priority = 56;

std::int64_t weight(std::int32_t priority) { return priority <= 0 ? 1 : std::int64_t{priority} * priority; }

/// What one reading says of a form. A list says the same at every place, and so does a rule: each voter counts once for a type.
struct Vote {
  std::uint64_t form = 0;
  SymbolId type = 0;
  bool short_form = false;           ///< for an organization that is called by these words
  const char* voter = nullptr;       ///< of a rule id or a fixed text: the same address, the same voter
  std::int64_t weight = 0;
};

/// All that the document says of one form.
struct Tally {
  std::uint64_t form = 0;
  std::int64_t score[kinds] = {};
  std::int64_t short_form = 0;       ///< for an organization that is called by these words: the best reason
};

class Evidence {
 public:
  Evidence(const Analysis& analysis, bool keep_lost, Names& names) : analysis_(analysis), keep_lost_(keep_lost), names_(names) {}

  void run() {
    forms_.reserve(names_.names.size());
    for (const Name& n : names_.names) {
      forms_.push_back(counts(n.type) ? key(n.begin, n.end) : 0);
      if (!counts(n.type)) continue;
      votes_.push_back({forms_.back(), n.type, false, n.rule.data(), weight(n.priority) * anywhere_factor});
      vote_for_parts(n);
    }
    for (const Reading& r : names_.readings)
      if (counts(names_.names[r.name].type) && counts(r.type))
        votes_.push_back({forms_[r.name], r.type, false, r.rule.data(), weight(r.priority) * anywhere_factor});
    add_up();
    decide();
    drop_words();
  }

 private:
  const Analysis& analysis_;
  bool keep_lost_;
  Names& names_;
  std::vector<std::uint64_t> forms_;   // of each name
  std::vector<Vote> votes_;
  std::vector<Tally> tallies_;         // by form

  static bool counts(SymbolId type) { return type <= sy_product && type != sy_demonym; }

  [[nodiscard]] std::uint64_t key(std::uint32_t begin, std::uint32_t end) const {
    std::uint64_t k = end - begin;
    for (std::uint32_t t = begin; t < end; ++t) k = (k ^ analysis_.word(t).fold_hash) * 0x9E3779B97F4A7C15ull, k ^= k >> 29;
    return k;
  }
  void vote(std::uint32_t begin, std::uint32_t end, SymbolId type, bool short_form, std::string_view voter, std::int64_t w) {
    votes_.push_back({key(begin, end), type, short_form, voter.data(), w});
  }

  void vote_for_parts(const Name& n) {
    if (n.length() < 2 || n.priority < possible_priority) return;
    if (n.type == sy_person) {
      vote(n.end - 1, n.end, n.type, false, surname_voter, weight(n.priority) * surname_factor);
      vote(n.begin, n.begin + 1, n.type, false, given_voter, weight(n.priority) * given_factor);
      if (n.length() > 2) vote(n.end - 2, n.end, n.type, false, surname_voter, weight(n.priority) * surname_factor);
    } else if (n.type == sy_organization && n.priority >= sure_priority) {
      const std::int64_t w = weight(n.priority) * (n.priority >= company_priority && !n.listed() ? company_factor : named_for_factor);
      for (std::uint32_t end = n.begin + 1; end < n.end; ++end) vote(n.begin, end, n.type, true, n.rule, w);
    }
  }

  void add_up() {
    std::sort(votes_.begin(), votes_.end(), [](const Vote& a, const Vote& b) {
      return std::tuple(a.form, a.short_form, a.type, a.voter, -a.weight) < std::tuple(b.form, b.short_form, b.type, b.voter, -b.weight);
    });
    const Vote* last = nullptr;
    for (const Vote& v : votes_) {
      if (last == nullptr || last->form != v.form) tallies_.push_back({v.form, {}, 0});
      Tally& tally = tallies_.back();
      if (v.short_form) tally.short_form = std::max(tally.short_form, v.weight);
      else if (last == nullptr || last->form != v.form || last->type != v.type || last->voter != v.voter) tally.score[v.type] += v.weight;
      last = &v;
    }
  }
  [[nodiscard]] const Tally& tally(std::uint64_t form) const {
    return *std::lower_bound(tallies_.begin(), tallies_.end(), form, [](const Tally& t, std::uint64_t f) { return t.form < f; });
  }

  /// Each winner takes the type that has most for it.
  void decide() {
    std::vector<Reading> local = names_.readings;
    std::stable_sort(local.begin(), local.end(), [](const Reading& a, const Reading& b) { return a.name < b.name; });
    std::size_t at = 0;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      Name& n = names_.names[i];
      if (!counts(n.type)) continue;
      const Tally& all = tally(forms_[i]);
      std::int64_t score[kinds];
      std::copy(std::begin(all.score), std::end(all.score), std::begin(score));
      const auto say = [&](SymbolId type, std::int32_t priority, bool listed) {
        if (counts(type)) score[type] += (listed && n.length() == 1 ? list_factor : local_factor) * weight(priority);
      };
      say(n.type, n.priority, n.listed() && !n.in_context);
      while (at < local.size() && local[at].name < i) ++at;
      for (std::size_t r = at; r < local.size() && local[r].name == i; ++r) say(local[r].type, local[r].priority, local[r].listed);
      // A listed place stays one beside companies that are named after it.
      if (n.type != sy_place || !n.listed()) score[sy_organization] += all.short_form;
      SymbolId best = n.type;
      for (SymbolId type = 0; type < kinds; ++type)
        if (score[type] > score[best]) best = type;
      if (best == n.type) continue;
      if (keep_lost_) names_.lost.push_back({n, evidence_rule, n.begin, n.end});
      n.type = best;
      n.rule = evidence_rule;
      n.identity = 0;
      n.country = {};
    }
  }

  /// Guesses of words that the document uses as words.
  void drop_words() {
    std::vector<std::uint32_t> wanted;
    std::uint64_t filter[16] = {};
    for (const Name& n : names_.names) {
      if (!is_guess(n)) continue;
      for (std::uint32_t t = n.begin; t < n.end; ++t) {
        const std::uint32_t h = analysis_.word(t).fold_hash;
        wanted.push_back(h);
        filter[h >> 6 & 15] |= 1ull << (h & 63);
      }
    }
    if (wanted.empty()) return;
    std::vector<std::uint32_t> lower;
    for (const Token& token : analysis_.text.tokens) {
      const Word& w = analysis_.words[token.word];
      if ((w.shape & ws_lower) != 0 && (filter[w.fold_hash >> 6 & 15] >> (w.fold_hash & 63) & 1) != 0) lower.push_back(w.fold_hash);
    }
    std::sort(lower.begin(), lower.end());
    const auto is_word = [&](std::uint32_t t) {
      return (analysis_.word(t).shape & ws_capitalised) == 0 || std::binary_search(lower.begin(), lower.end(), analysis_.word(t).fold_hash);
    };
    std::vector<std::uint32_t> new_index(names_.names.size(), none);
    std::vector<Name> kept;
    for (std::uint32_t i = 0; i < names_.names.size(); ++i) {
      const Name& n = names_.names[i];
      bool words = is_guess(n);
      for (std::uint32_t t = n.begin; t < n.end && words; ++t) words = is_word(t);
      words |= is_guess(n) && n.priority < possible_priority && part_of_unknown(i);
      if (words) {
        if (keep_lost_) names_.lost.push_back({n, evidence_rule, n.begin, n.end});
        continue;
      }
      new_index[i] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(n);
    }
    for (Name& n : kept)
      if (n.same_as != none) n.same_as = new_index[n.same_as];
    names_.names = std::move(kept);
  }

  /// A single guess in a run of capitals that nothing else explains ("Steele Prize", "Calabi-Yau") is but a part of something.
  [[nodiscard]] bool part_of_unknown(std::uint32_t index) const {
    const Name& n = names_.names[index];
    const auto& tokens = analysis_.text.tokens;
    const auto capital = [&](std::uint32_t t) { return (analysis_.word(t).shape & ws_capitalised) != 0; };
    const auto starts = [&](std::uint32_t t) { return (tokens[t].flags & sentence_start) != 0; };
    if (n.end < tokens.size() && !starts(n.end)) {
      const bool claimed = index + 1 < names_.names.size() && names_.names[index + 1].begin == n.end;
      if (capital(n.end) && !claimed) return true;
      if (joins(n.end) && n.end + 1 < tokens.size() && !starts(n.end + 1) && capital(n.end + 1)) return true;
    }
    if (n.begin == 0 || starts(n.begin)) return false;
    const bool claimed = index > 0 && names_.names[index - 1].end == n.begin;
    if (capital(n.begin - 1) && !claimed && !starts(n.begin - 1)) return true;
    return joins(n.begin - 1) && n.begin > 1 && capital(n.begin - 2);
  }
  [[nodiscard]] bool joins(std::uint32_t t) const {
    return analysis_.surface(t) == "-" && analysis_.token(t).glued() && t + 1 < analysis_.text.tokens.size() && analysis_.token(t + 1).glued();
  }
  static bool is_guess(const Name& n) { return n.priority < sure_priority && !n.listed() && n.same_as == none && counts(n.type); }
};

}  // namespace

void weigh_evidence(const Analysis& analysis, bool keep_lost, Names& names) {
  Evidence(analysis, keep_lost, names).run();
  names.readings.clear();
}

}  // namespace sluice
