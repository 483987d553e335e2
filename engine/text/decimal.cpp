#include "sluice/decimal.hpp"

#include <array>
#include <cstdlib>
#include <iterator>
#include <limits>

namespace sluice {

namespace {

using Coefficient = Decimal::Coefficient;
__extension__ using Magnitude = unsigned __int128;

constexpr int max_digits = 38;
// Keeps to_string short whatever the input says; no amount in a text comes near it.
constexpr std::int64_t max_exponent = 9999;

constexpr Magnitude power_of_ten(int power) {
  Magnitude result = 1;
  for (int i = 0; i < power; ++i) result *= 10;
  return result;
}
constexpr Magnitude limit = power_of_ten(max_digits);

Magnitude magnitude_of(Coefficient value) { return value < 0 ? -static_cast<Magnitude>(value) : static_cast<Magnitude>(value); }

Coefficient with_sign(Magnitude value, bool negative) {
  return negative ? -static_cast<Coefficient>(value) : static_cast<Coefficient>(value);
}

int digits_of(Magnitude value) {
  int digits = 0;
  for (; (value >> 64) != 0; value /= 10) ++digits;
  for (auto small = static_cast<std::uint64_t>(value); small != 0; small /= 10) ++digits;
  return digits;
}

// value x 10^power, or false when that needs more than 38 digits.
bool scale_up(Magnitude& value, std::int64_t power) {
  if (value == 0) return true;
  if (power > max_digits) return false;
  for (; power > 0; --power) {
    if (value >= limit / 10) return false;
    value *= 10;
  }
  return true;
}

// Next digit of remainder / divisor, both under 10^38; the sums stay under 2 x 10^38, which fits where remainder x 10 would not.
unsigned next_digit(Magnitude& remainder, Magnitude divisor) {
  unsigned digit = 0;
  Magnitude sum = 0;
  for (int i = 0; i < 10; ++i) {
    sum += remainder;
    if (sum >= divisor) {
      sum -= divisor;
      ++digit;
    }
  }
  remainder = sum;
  return digit;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

Decimal Decimal::scaled(Coefficient coefficient, std::int32_t exponent) {
  Decimal result;
  result.coefficient_ = coefficient;
  result.exponent_ = exponent;
  result.normalize();
  return result;
}

void Decimal::normalize() {
  if (coefficient_ == 0) exponent_ = 0;
  // Exponents are bounded by max_exponent or come straight from a caller: widen, so that no count wraps.
  std::int64_t exponent = exponent_;
  // Amounts in texts are short: division of machine words does for nearly all.
  if (coefficient_ == static_cast<std::int64_t>(coefficient_)) {
    auto value = static_cast<std::int64_t>(coefficient_);
    for (; value != 0 && value % 10 == 0; ++exponent) value /= 10;
    coefficient_ = value;
  } else {
    for (; coefficient_ % 10 == 0; ++exponent) coefficient_ /= 10;
  }
  if (magnitude_of(coefficient_) >= limit || exponent > max_exponent || exponent < -max_exponent) overflowed_ = true;
  exponent_ = overflowed_ ? 0 : static_cast<std::int32_t>(exponent);
  if (overflowed_) coefficient_ = 0;
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  const bool negative = at < text.size() && text[at] == '-';
  if (negative) ++at;
  Magnitude value = 0;
  std::int64_t exponent = 0;
  std::int64_t zeros = 0;  // seen and not yet part of the value: they count only when another digit follows
  bool digits = false;
  bool point = false;
  for (; at < text.size() && (is_digit(text[at]) || (text[at] == '.' && !point)); ++at) {
    if (text[at] == '.') {
      if (at + 1 == text.size() || !is_digit(text[at + 1])) return std::nullopt;
      point = true;
      continue;
    }
    digits = true;
    if (point) --exponent;
    if (text[at] == '0') {
      ++zeros;
      continue;
    }
    if (value != 0 && !scale_up(value, zeros)) return std::nullopt;
    zeros = 0;
    if (value >= limit / 10) return std::nullopt;
    value = value * 10 + static_cast<unsigned>(text[at] - '0');
  }
  if (!digits) return std::nullopt;
  exponent += zeros;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    const bool down = at < text.size() && text[at] == '-';
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
    if (at == text.size()) return std::nullopt;
    std::int64_t written = 0;
    for (; at < text.size() && is_digit(text[at]); ++at)
      if (written <= 10 * max_exponent) written = written * 10 + (text[at] - '0');
    exponent += down ? -written : written;
  }
  if (at != text.size()) return std::nullopt;
  if (value == 0) return Decimal();
  if (exponent > max_exponent || exponent < -max_exponent) return std::nullopt;
  Decimal result = scaled(with_sign(value, negative), static_cast<std::int32_t>(exponent));
  if (result.overflowed()) return std::nullopt;
  return result;
}

std::string Decimal::to_string() const {
  if (overflowed_) return "overflow";
  // From the back; 128 bits have 39 digits at most, and nearly all numbers need 64 bits alone.
  std::array<char, 40> reversed{};
  std::size_t count = 0;
  Magnitude value = magnitude_of(coefficient_);
  for (; (value >> 64) != 0; value /= 10) reversed[count++] = static_cast<char>('0' + static_cast<int>(value % 10));
  for (auto small = static_cast<std::uint64_t>(value); small != 0; small /= 10) reversed[count++] = static_cast<char>('0' + static_cast<int>(small % 10));
  if (count == 0) reversed[count++] = '0';
  std::string digits(std::make_reverse_iterator(reversed.begin() + static_cast<std::ptrdiff_t>(count)), reversed.rend());
  if (exponent_ >= 0) {
    digits.append(static_cast<std::size_t>(exponent_), '0');
  } else {
    const auto places = static_cast<std::size_t>(-exponent_);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, 1, '.');
  }
  if (is_negative()) digits.insert(digits.begin(), '-');
  return digits;
}

Decimal Decimal::operator-() const {
  Decimal result = *this;
  result.coefficient_ = -coefficient_;
  return result;
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  Decimal result;
  result.overflowed_ = a.overflowed_ || b.overflowed_;
  if (result.overflowed_) return result;
  if (a.is_zero()) return b;
  if (b.is_zero()) return a;
  const Decimal& low = a.exponent_ <= b.exponent_ ? a : b;
  const Decimal& high = a.exponent_ <= b.exponent_ ? b : a;
  Magnitude raised = magnitude_of(high.coefficient_);
  if (!scale_up(raised, std::int64_t{high.exponent_} - low.exponent_)) {
    result.overflowed_ = true;
    return result;
  }
  // Both sides are under 10^38, but their sum may be more than 128 bits hold: try it with the halves.
  result.coefficient_ = with_sign(raised, high.is_negative()) / 2 + low.coefficient_ / 2;
  if (magnitude_of(result.coefficient_) > limit / 2) {
    result.coefficient_ = 0;
    result.overflowed_ = true;
    return result;
  }
  result.coefficient_ = with_sign(raised, high.is_negative()) + low.coefficient_;
  result.exponent_ = low.exponent_;
  result.normalize();
  return result;
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + -b; }

Decimal operator*(const Decimal& a, const Decimal& b) {
  Decimal result;
  result.overflowed_ = a.overflowed_ || b.overflowed_;
  if (result.overflowed_ || a.is_zero() || b.is_zero()) return result;
  const Magnitude x = magnitude_of(a.coefficient_);
  const Magnitude y = magnitude_of(b.coefficient_);
  if (((x | y) >> 63) != 0 && x > (std::numeric_limits<Magnitude>::max() >> 1) / y) {
    result.overflowed_ = true;
    return result;
  }
  result.coefficient_ = with_sign(x * y, a.is_negative() != b.is_negative());
  result.exponent_ = a.exponent_ + b.exponent_;
  result.normalize();
  return result;
}

Decimal Decimal::divided_by(const Decimal& divisor, int places) const {
  Decimal result;
  result.overflowed_ = overflowed_ || divisor.overflowed_ || divisor.is_zero();
  if (result.overflowed_ || is_zero()) return result;
  const Magnitude by = magnitude_of(divisor.coefficient_);
  Magnitude quotient = magnitude_of(coefficient_) / by;
  Magnitude remainder = magnitude_of(coefficient_) % by;
  std::int64_t exponent = std::int64_t{exponent_} - divisor.exponent_;
  const std::int64_t last = -std::int64_t{places};
  for (; remainder != 0 && exponent > last; --exponent) {
    if (quotient >= limit / 10) {
      result.overflowed_ = true;
      return result;
    }
    quotient = quotient * 10 + next_digit(remainder, by);
  }
  bool above = false;  // the part that is dropped is more than half of the last place
  bool half = false;   // ... exactly half
  if (exponent < last) {
    bool rest = remainder != 0;
    unsigned digit = 0;
    for (; exponent < last; ++exponent) {
      if (quotient == 0 && digit == 0) {
        // Nothing but what has been shifted out is left.
        exponent = last;
        break;
      }
      rest = rest || digit != 0;
      digit = static_cast<unsigned>(quotient % 10);
      quotient /= 10;
    }
    above = digit > 5 || (digit == 5 && rest);
    half = digit == 5 && !rest;
  } else if (remainder != 0) {
    const Magnitude other = by - remainder;
    above = remainder > other;
    half = remainder == other;
  }
  if (above || (half && quotient % 2 == 1)) ++quotient;
  result.coefficient_ = with_sign(quotient, is_negative() != divisor.is_negative());
  if (exponent > max_exponent || exponent < -max_exponent) {
    result.overflowed_ = quotient != 0;
    result.coefficient_ = 0;
    return result;
  }
  result.exponent_ = static_cast<std::int32_t>(exponent);
  result.normalize();
  return result;
}

Decimal Decimal::shifted(std::int32_t power) const {
  if (overflowed_ || is_zero()) return *this;
  Decimal result = *this;
  const std::int64_t exponent = std::int64_t{exponent_} + power;
  if (exponent > max_exponent || exponent < -max_exponent) {
    result = Decimal();
    result.overflowed_ = true;
    return result;
  }
  result.exponent_ = static_cast<std::int32_t>(exponent);
  return result;
}

std::optional<std::int64_t> Decimal::to_integer() const {
  if (overflowed_ || exponent_ < 0) return std::nullopt;
  Magnitude value = magnitude_of(coefficient_);
  if (!scale_up(value, exponent_)) return std::nullopt;
  const Magnitude most = static_cast<Magnitude>(std::numeric_limits<std::int64_t>::max()) + (is_negative() ? 1 : 0);
  if (value > most) return std::nullopt;
  return static_cast<std::int64_t>(with_sign(value, is_negative()));
}

double Decimal::to_double() const {
  if (overflowed_) return std::numeric_limits<double>::quiet_NaN();
  std::string text = scaled(coefficient_, 0).to_string() + 'e' + std::to_string(exponent_);
  return std::strtod(text.c_str(), nullptr);
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  if (a.overflowed_ || b.overflowed_) return a.overflowed_ <=> b.overflowed_;
  const auto sign = [](const Decimal& d) { return d.coefficient_ < 0 ? -1 : d.coefficient_ > 0 ? 1 : 0; };
  if (sign(a) != sign(b) || a.is_zero()) return sign(a) <=> sign(b);
  Magnitude x = magnitude_of(a.coefficient_);
  Magnitude y = magnitude_of(b.coefficient_);
  if (a.exponent_ == b.exponent_) return a.is_negative() ? y <=> x : x <=> y;
  const auto places = [](const Decimal& d, Magnitude m) { return std::int64_t{d.exponent_} + digits_of(m); };
  std::strong_ordering order = places(a, x) <=> places(b, y);
  if (order == 0) {
    // The same leading place: the shorter coefficient can be raised to the exponent of the longer, under 38 digits.
    scale_up(x, std::int64_t{a.exponent_} - b.exponent_);
    scale_up(y, std::int64_t{b.exponent_} - a.exponent_);
    order = x <=> y;
  }
  return a.is_negative() ? 0 <=> order : order;
}

}  // namespace sluice
