// Which name a writer may have meant.
#ifndef SLUICE_RULES_NAMES_HPP
#define SLUICE_RULES_NAMES_HPP

#include <string>
#include <string_view>
#include <vector>

namespace sluice {

/// Offers the nearest of known names, up to a budget of comparisons, so that a file of nothing but mistakes stays cheap.
class Suggester {
 public:
  /// `did you mean 'Place'?`, or empty where nothing is near.
  template <class Names>
  [[nodiscard]] std::string operator()(std::string_view written, const Names& known) {
    nearest_ = {};
    distance_ = written.size() / 3 + 1;
    for (const auto& name : known)
      if (!consider(written, name)) break;
    return nearest_.empty() ? std::string() : "did you mean '" + std::string(nearest_) + "'?";
  }

 private:
  std::size_t budget_ = 500'000;
  std::size_t distance_ = 0;
  std::string_view nearest_;
  std::vector<std::size_t> rows_[3];

  bool consider(std::string_view written, std::string_view name);
};

}  // namespace sluice

#endif
