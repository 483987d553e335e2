#include "rules/names.hpp"

#include <algorithm>
#include <utility>

namespace sluice {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Edits (insert, delete, replace, swap neighbours) from `a` to `b`, capitals apart.
std::size_t edits(std::string_view a, std::string_view b, std::vector<std::size_t> (&rows)[3]) {
  for (auto& row : rows) row.assign(b.size() + 1, 0);
  for (std::size_t j = 0; j <= b.size(); ++j) rows[1][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    rows[2][0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t same = lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1;
      std::size_t best = std::min({rows[1][j] + 1, rows[2][j - 1] + 1, rows[1][j - 1] + same});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]))
        best = std::min(best, rows[0][j - 2] + 1);
      rows[2][j] = best;
    }
    std::swap(rows[0], rows[1]);
    std::swap(rows[1], rows[2]);
  }
  return rows[1][b.size()];
}

}  // namespace

bool Suggester::consider(std::string_view written, std::string_view name) {
  if (budget_ == 0 || written.size() > 40) return false;
  --budget_;
  if (name.size() > written.size() + distance_ || written.size() > name.size() + distance_) return true;
  const std::size_t cost = written.size() * name.size() / 8;
  budget_ -= std::min(budget_, cost);
  const std::size_t distance = edits(written, name, rows_);
  if (distance <= distance_ && (nearest_.empty() || distance < distance_)) {
    nearest_ = name;
    distance_ = distance;
  }
  return true;
}

}  // namespace sluice
