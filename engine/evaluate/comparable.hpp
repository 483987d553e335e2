// Gold and system in one form that can be compared: spans in code points, values as text.
#ifndef SLUICE_EVALUATE_COMPARABLE_HPP
#define SLUICE_EVALUATE_COMPARABLE_HPP

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sluice/document.hpp"
#include "sluice/span.hpp"

namespace sluice {

/// What a gold file says of a value, in the form of value_text(): numbers without superfluous zeros.
[[nodiscard]] std::string comparable_value(std::string_view type, std::string_view gold);

/// Code points before each byte of a text.
class CodePoints {
 public:
  explicit CodePoints(std::string_view text);
  [[nodiscard]] Span of(Span bytes) const { return {at(bytes.begin), at(bytes.end)}; }

 private:
  std::vector<std::uint32_t> before_;

  [[nodiscard]] std::uint32_t at(std::uint32_t byte) const { return byte < before_.size() ? before_[byte] : before_.back(); }
};

/// A maximum one-to-one matching by augmenting paths: `edges[i]` lists what `i` may be paired with. Its size does not depend on any order.
/// For each `i` its partner, or `none`.
[[nodiscard]] std::vector<std::uint32_t> best_pairs(const std::vector<std::vector<std::uint32_t>>& edges);

}  // namespace sluice

#endif
