// One row of an Arrow table, filled field by field in the order of its columns.
#ifndef SLUICE_C_ARROW_ROW_HPP
#define SLUICE_C_ARROW_ROW_HPP

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "c/arrow_column.hpp"
#include "sluice/decimal.hpp"
#include "sluice/document.hpp"

namespace sluice {

/// `m1` for the first mention, as results spell it.
inline void add_reference(Column& column, char kind, std::uint64_t index) {
  std::array<char, 24> name{kind};
  const auto end = std::to_chars(name.data() + 1, name.data() + name.size(), index + 1).ptr;
  column.add(std::string_view(name.data(), static_cast<std::size_t>(end - name.data())));
}

class Row {
 public:
  explicit Row(Column& record) : record_(record) {}

  /// Fields that were not filled yet.
  [[nodiscard]] std::size_t left() const { return record_.children() - at_; }

  void text(std::string_view text) { next().add(text); }
  /// Null where `text` is empty.
  void present(std::string_view text) { text.empty() ? next().add_null() : next().add(text); }
  void integer(std::uint64_t number) { next().add(static_cast<std::int64_t>(number)); }
  void exact(const std::optional<Decimal>& number) { number ? next().add(std::string_view(number->to_string())) : next().add_null(); }
  void real(const std::optional<Decimal>& number) { number ? next().add(number->to_double()) : next().add_null(); }
  void reference(char kind, std::uint64_t index) { add_reference(next(), kind, index); }
  void reference_or_null(char kind, std::uint32_t index) { index == none ? next().add_null() : add_reference(next(), kind, index); }
  void null() { next().add_null(); }

  template <class Fill>
  void record(Fill fill) {
    Row inner(next());
    fill(inner);
    inner.end();
  }

  /// A list of records, one for each item.
  template <class Items, class Fill>
  void list(const Items& items, Fill fill) {
    Column& column = next();
    fill_list(column, items, fill);
    column.end_list();
  }
  /// The same with the items of both.
  template <class Items, class Others, class Fill>
  void lists(const Items& items, const Others& others, Fill fill) {
    Column& column = next();
    fill_list(column, items, fill);
    fill_list(column, others, fill);
    column.end_list();
  }
  /// A list of texts.
  template <class Items, class Add>
  void texts(const Items& items, Add add) {
    Column& column = next();
    for (const auto& item : items) add(column.child(0), item);
    column.end_list();
  }

  /// Every field must have been filled.
  void end() { record_.end_record(); }

 private:
  Column& record_;
  std::size_t at_ = 0;

  Column& next() { return record_.child(at_++); }

  template <class Items, class Fill>
  static void fill_list(Column& column, const Items& items, Fill& fill) {
    for (const auto& item : items) {
      Row row(column.child(0));
      fill(row, item);
      row.end();
    }
  }
};

}  // namespace sluice

#endif
