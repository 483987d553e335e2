#include "lexicon/regex.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <mutex>

namespace sluice {

namespace {

RE2::Options options() {
  RE2::Options o;
  o.set_log_errors(false);
  o.set_never_capture(true);
  return o;
}

}  // namespace

std::string regex_error(std::string_view pattern) {
  const RE2 compiled(std::string(pattern), options());
  return compiled.ok() ? std::string() : compiled.error();
}

struct RegexSet::State {
  std::vector<std::string> patterns;
  std::once_flag compiled;
  bool sound = false;
  RE2::Set all{options(), RE2::ANCHOR_BOTH};
  std::vector<std::unique_ptr<RE2>> each;   ///< for words on which the set's automaton outgrows its memory
};

RegexSet::RegexSet() = default;
RegexSet::~RegexSet() = default;
RegexSet::RegexSet(RegexSet&&) noexcept = default;
RegexSet& RegexSet::operator=(RegexSet&&) noexcept = default;

void RegexSet::set(const std::vector<std::string_view>& patterns) {
  state_.reset();
  if (patterns.empty()) return;
  state_ = std::make_unique<State>();
  state_->patterns.assign(patterns.begin(), patterns.end());
}

bool RegexSet::compile() const {
  if (state_ == nullptr) return true;
  std::call_once(state_->compiled, [&s = *state_] {
    bool sound = true;
    for (const std::string& pattern : s.patterns) {
      s.each.push_back(std::make_unique<RE2>(pattern, options()));
      sound = sound && s.each.back()->ok() && s.all.Add(pattern, nullptr) >= 0;
    }
    s.sound = sound && s.all.Compile();
  });
  return state_->sound;
}

void RegexSet::match(std::string_view word, std::vector<int>& out) const {
  if (state_ == nullptr || !compile()) return;
  // A std::string turns into re2::StringPiece and, in newer versions, into absl::string_view alike.
  thread_local std::string text;
  thread_local std::vector<int> found;
  text = word;
  found.clear();
  RE2::Set::ErrorInfo error{};
  if (state_->all.Match(text, &found, &error)) {
    out.insert(out.end(), found.begin(), found.end());
  } else if (error.kind != RE2::Set::kNoError) {
    for (std::size_t i = 0; i < state_->each.size(); ++i)
      if (RE2::FullMatch(text, *state_->each[i])) out.push_back(static_cast<int>(i));
  }
}

}  // namespace sluice
