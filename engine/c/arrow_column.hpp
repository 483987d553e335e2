// Arrow columns that grow item by item and are handed over through the C data interface.
//
//   Column names = Column::list("names", Column::text("item"));
//   names.child(0).add("copper");
//   names.end_list();                         // one list of one
#ifndef SLUICE_C_ARROW_COLUMN_HPP
#define SLUICE_C_ARROW_COLUMN_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sluice/arrow.h"

namespace sluice {

/// A column with its type. Every item may be null.
class Column {
 public:
  static Column text(std::string name) { return Column(Kind::text, std::move(name), {}); }
  static Column integer(std::string name) { return Column(Kind::integer, std::move(name), {}); }
  static Column real(std::string name) { return Column(Kind::real, std::move(name), {}); }
  static Column list(std::string name, Column item);
  static Column record(std::string name, std::vector<Column> fields) { return Column(Kind::record, std::move(name), std::move(fields)); }

  [[nodiscard]] Column& child(std::size_t i) { return children_[i]; }
  [[nodiscard]] std::size_t children() const { return children_.size(); }

  /// Throws BadCall where a batch would hold over 2 GB of one column's text.
  void add(std::string_view text);
  void add(std::int64_t number);
  void add(double number);
  /// The items that were added to the child since the last list are one list.
  void end_list();
  /// One item was added to each field.
  void end_record();
  /// A null in this column, and in those under it where they must keep step.
  void add_null();

  /// Hands over the items; the column is empty then. `out` is released by whoever reads it.
  void give(ArrowArray& out);
  /// `metadata` are pairs of key and value.
  void give_type(ArrowSchema& out, const std::vector<std::pair<std::string, std::string>>& metadata = {}) const;

 private:
  enum class Kind : std::uint8_t { text, integer, real, list, record };

  Column(Kind kind, std::string name, std::vector<Column> children);

  Kind kind_;
  std::string name_;
  std::vector<Column> children_;
  std::int64_t length_ = 0, nulls_ = 0;
  std::vector<std::uint8_t> present_;     // a bit for each item, from the first null on
  std::vector<std::int32_t> ends_;        // of texts and lists, behind a zero
  std::vector<char> bytes_;               // of texts and numbers

  void count(bool present);
  void add_end(std::size_t end);
  [[nodiscard]] const char* format() const;
  void clear();
};

}  // namespace sluice

#endif
