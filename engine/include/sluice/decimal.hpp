// Exact decimal numbers: what the amounts of values are made of.
//
//   auto amount = sluice::Decimal::parse("694.5").value() * sluice::Decimal(1'000'000);
//   amount.to_string();                       // "694500000"
#ifndef SLUICE_DECIMAL_HPP
#define SLUICE_DECIMAL_HPP

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#if defined(__GNUC__)
#pragma GCC visibility push(default)
#endif

namespace sluice {

/// A decimal number of up to 38 significant digits: coefficient x 10^exponent, kept without trailing zeros, so equal
/// numbers have equal parts. Arithmetic is exact as long as the result fits; beyond that `overflowed()` is true and stays so.
class Decimal {
 public:
  __extension__ using Coefficient = __int128;

  constexpr Decimal() = default;
  constexpr explicit Decimal(std::int64_t integer) {
    for (; integer != 0 && integer % 10 == 0; ++exponent_) integer /= 10;
    coefficient_ = integer;
  }
  /// coefficient x 10^exponent.
  static Decimal scaled(Coefficient coefficient, std::int32_t exponent);

  /// Reads `-12.50`, `1e6`, `.5`. No grouping. Empty when `text` is no such number or has over 38 significant digits.
  static std::optional<Decimal> parse(std::string_view text);

  /// Plain notation without exponent or trailing zeros: `0.1`, `694000000`, `-3`.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] Decimal operator-() const;
  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  /// Quotient, rounded half to even at `places` decimals where it does not end before. Division by zero overflows.
  [[nodiscard]] Decimal divided_by(const Decimal& divisor, int places = 10) const;
  /// This number x 10^power, exactly.
  [[nodiscard]] Decimal shifted(std::int32_t power) const;

  [[nodiscard]] bool overflowed() const { return overflowed_; }
  [[nodiscard]] bool is_zero() const { return coefficient_ == 0; }
  [[nodiscard]] bool is_negative() const { return coefficient_ < 0; }
  [[nodiscard]] bool is_integer() const { return exponent_ >= 0; }
  /// The number as an integer, where it is one and fits.
  [[nodiscard]] std::optional<std::int64_t> to_integer() const;
  /// Nearest double, for display and sorting only; no amount passes through here.
  [[nodiscard]] double to_double() const;

  friend bool operator==(const Decimal& a, const Decimal& b) = default;
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  Coefficient coefficient_ = 0;
  std::int32_t exponent_ = 0;
  bool overflowed_ = false;

  void normalize();
};

}  // namespace sluice

#if defined(__GNUC__)
#pragma GCC visibility pop
#endif

#endif
