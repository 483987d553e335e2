#include "evaluate/comparable.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace sluice {
namespace {

std::string number(std::string_view text) {
  const std::optional<Decimal> decimal = Decimal::parse(text);
  return decimal ? decimal->to_string() : std::string(text);
}

bool is_time_type(std::string_view type) { return type == "date" || type == "time" || type == "duration" || type == "set"; }

class Matching {
 public:
  explicit Matching(const std::vector<std::vector<std::uint32_t>>& edges) : edges_(edges) {
    std::uint32_t most = 0;
    for (const auto& list : edges)
      for (const std::uint32_t j : list) most = std::max(most, j + 1);
    taken_.assign(most, none);
  }

  std::vector<std::uint32_t> run() {
    std::vector<std::uint32_t> order(edges_.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return edges_[a].size() < edges_[b].size(); });
    for (const std::uint32_t i : order) {
      seen_.assign(taken_.size(), false);
      place(i);
    }
    std::vector<std::uint32_t> partner(edges_.size(), none);
    for (std::uint32_t j = 0; j < taken_.size(); ++j)
      if (taken_[j] != none) partner[taken_[j]] = j;
    return partner;
  }

 private:
  const std::vector<std::vector<std::uint32_t>>& edges_;
  std::vector<std::uint32_t> taken_;
  std::vector<char> seen_;

  bool place(std::uint32_t i) {
    for (const std::uint32_t j : edges_[i]) {
      if (seen_[j]) continue;
      seen_[j] = true;
      if (taken_[j] == none || place(taken_[j])) {
        taken_[j] = i;
        return true;
      }
    }
    return false;
  }
};

}  // namespace

std::string comparable_value(std::string_view type, std::string_view gold) {
  if (is_time_type(type)) return std::string(gold);
  static constexpr std::array<std::string_view, 5> modifiers = {">=", "<=", ">", "<", "~"};
  std::string out;
  std::string_view rest = gold;
  for (const std::string_view modifier : modifiers)
    if (rest.starts_with(modifier)) {
      out = modifier;
      rest.remove_prefix(modifier.size());
      break;
    }
  const std::size_t end = std::min(rest.find_first_not_of("-.0123456789"), rest.size());
  if (end == 0 || (end < rest.size() && rest[end] != ' ')) return std::string(gold);
  const std::string_view amount = rest.substr(0, end);
  const std::size_t dots = amount.find("..", 1);
  if (dots == std::string_view::npos || dots + 2 == amount.size()) out += number(amount);
  else out += number(amount.substr(0, dots)) + ".." + number(amount.substr(dots + 2));
  return out + std::string(rest.substr(end));
}

CodePoints::CodePoints(std::string_view text) : before_(text.size() + 1) {
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    before_[i] = count;
    // A byte inside a code point stands after it; no span should begin there.
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) ++count;
  }
  before_[text.size()] = count;
}

std::vector<std::uint32_t> best_pairs(const std::vector<std::vector<std::uint32_t>>& edges) { return Matching(edges).run(); }

}  // namespace sluice
