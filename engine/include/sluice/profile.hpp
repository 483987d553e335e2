// What each rule finds and costs on some texts.
//
//   sluice::Profiler profiler(engine);
//   for (const auto& text : texts) profiler.add(text, {});
//   for (const auto& rule : profiler.result().rules) std::cout << rule.rule << ' ' << rule.wins << '\n';
#ifndef SLUICE_PROFILE_HPP
#define SLUICE_PROFILE_HPP

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/engine.hpp"
#include "sluice/explain.hpp"

namespace sluice {

struct RuleProfile {
  std::string rule, type;
  RulePlace place;
  bool frame = false, fact = false;
  std::size_t fires = 0;      ///< matches, before any conflict is settled
  std::size_t wins = 0;       ///< mentions or facts of the result that carry its id
  std::size_t losses = 0;     ///< matches that did not come to the result under its id
  std::size_t alone = 0;      ///< wins for which no other rule of the type proposed anything in the same place
  std::uint64_t work = 0;     ///< nodes looked at; of a frame, clauses asked times its parts
  double seconds = 0;         ///< of the rule run by itself over the texts
  std::size_t nodes = 0;      ///< of its automaton, as compiled
  std::size_t states = 0;     ///< that its automaton by itself made on these texts; 0 for a frame
};

/// A word at which matching began, or a gap of a rule.
struct CostProfile {
  std::string what;           ///< the word, or the gap as written
  RulePlace place;            ///< of a gap
  std::uint64_t times = 0;    ///< of a word: how often it stands there
  std::uint64_t work = 0;
};

struct Profile {
  std::size_t documents = 0, bytes = 0, sentences = 0, tokens = 0;
  std::vector<RuleProfile> rules;         ///< in file order
  std::vector<CostProfile> words, gaps;   ///< the dearest first, at most `most_costs` of each
  static constexpr std::size_t most_costs = 50;
};

/// Reads documents one at a time and adds up. Far slower than extraction; all but `seconds` depends on texts and rules alone.
class Profiler {
 public:
  explicit Profiler(const Engine& engine);
  ~Profiler();
  Profiler(Profiler&&) noexcept;

  /// What extraction gives for the text, valid until the next call.
  const Document& add(std::string_view text, const ExtractOptions& options);
  [[nodiscard]] Profile result() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
