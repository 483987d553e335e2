// The regular expressions of word tests. RE2's own types stay in regex.cpp.
#ifndef SLUICE_LEXICON_REGEX_HPP
#define SLUICE_LEXICON_REGEX_HPP

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Empty where RE2 accepts `pattern`, else its message.
[[nodiscard]] std::string regex_error(std::string_view pattern);

/// Several patterns asked at once of a whole word. Shared by threads once it is set. A set that is never asked is never compiled, which
/// keeps a start short.
class RegexSet {
 public:
  RegexSet();
  ~RegexSet();
  RegexSet(RegexSet&&) noexcept;
  RegexSet& operator=(RegexSet&&) noexcept;

  /// Takes copies of the patterns.
  void set(const std::vector<std::string_view>& patterns);
  /// Compiles the patterns now, unless they are; false where one is wrong, and then none matches anything.
  bool compile() const;
  /// Appends the indexes of the patterns that match all of `word`, in no certain order.
  void match(std::string_view word, std::vector<int>& out) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
