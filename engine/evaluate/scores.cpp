#include "evaluate/scores.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace sluice {
namespace {

double ratio(double part, double whole) { return whole == 0 ? 0 : part / whole; }
double harmonic(double a, double b) { return a + b == 0 ? 0 : 2 * a * b / (a + b); }

}  // namespace

double Counts::precision() const { return ratio(static_cast<double>(right), static_cast<double>(right + extra)); }
double Counts::recall() const { return ratio(static_cast<double>(right), static_cast<double>(right + missed)); }
double Counts::f1() const { return harmonic(precision(), recall()); }

Counts& Counts::operator+=(const Counts& other) {
  right += other.right;
  extra += other.extra;
  missed += other.missed;
  return *this;
}

Accuracy& Accuracy::operator+=(const Accuracy& other) {
  right += other.right;
  all += other.all;
  return *this;
}

double PartialCounts::precision() const {
  return ratio(static_cast<double>(same) + 0.5 * static_cast<double>(overlapping), static_cast<double>(system));
}
double PartialCounts::recall() const { return ratio(static_cast<double>(same) + 0.5 * static_cast<double>(overlapping), static_cast<double>(gold)); }
double PartialCounts::f1() const { return harmonic(precision(), recall()); }

Counts total(const CountsByName& by_name) {
  Counts sum;
  for (const auto& [name, counts] : by_name) sum += counts;
  return sum;
}

Accuracy total(const std::map<std::string, Accuracy>& by_name) {
  Accuracy sum;
  for (const auto& [name, accuracy] : by_name) sum += accuracy;
  return sum;
}

double macro_f1(const CountsByName& by_name) {
  double sum = 0;
  for (const auto& [name, counts] : by_name) sum += counts.f1();
  return ratio(sum, static_cast<double>(by_name.size()));
}

bool is_value_type(const std::string& type) {
  static constexpr std::array<std::string_view, 9> types = {"number", "ordinal", "percent", "money", "quantity", "date", "time", "duration", "set"};
  return std::find(types.begin(), types.end(), type) != types.end();
}

Counts total_of(const CountsByName& by_name, bool values) {
  Counts sum;
  for (const auto& [name, counts] : by_name)
    if (is_value_type(name) == values) sum += counts;
  return sum;
}

}  // namespace sluice
