// Results as rows of an Arrow table, nested or flat.
#ifndef SLUICE_C_ARROW_TABLES_HPP
#define SLUICE_C_ARROW_TABLES_HPP

#include <memory>

#include "c/arrow_column.hpp"
#include "c/batch.hpp"

namespace sluice {

/// A table that grows document by document. What it looks like depends on its form and on `with_text` alone.
class ArrowTable {
 public:
  virtual ~ArrowTable() = default;
  ArrowTable(const ArrowTable&) = delete;
  ArrowTable& operator=(const ArrowTable&) = delete;

  /// What was read from `record`, whose id is null where there is none. Every row of it, or an error in its place.
  virtual void add(const InputRecord& record, bool has_id, const Document& document, const Offsets& offsets) = 0;
  void give(ArrowArray& out) { rows_.give(out); }
  void give_type(ArrowSchema& out) const { rows_.give_type(out, {{"sluice:schema", "arrow/1"}}); }

 protected:
  explicit ArrowTable(Column rows) : rows_(std::move(rows)) {}
  Column rows_;
};

/// SLUICE_DOCUMENTS: the JSON's shape, a row for each document.
[[nodiscard]] std::unique_ptr<ArrowTable> make_document_table(const WriteOptions& options);
/// SLUICE_MENTIONS ... SLUICE_ARGUMENTS.
[[nodiscard]] std::unique_ptr<ArrowTable> make_flat_table(int form);
/// Any of them; throws BadCall where there is no such form.
[[nodiscard]] std::unique_ptr<ArrowTable> make_table(int form, const WriteOptions& options);

}  // namespace sluice

#endif
