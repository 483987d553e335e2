// Results as an SQLite database: the tables of schemas/sqlite.sql.
#ifndef SLUICE_IO_SQLITE_WRITER_HPP
#define SLUICE_IO_SQLITE_WRITER_HPP

#include <memory>
#include <string>

#include "io/document_sink.hpp"
#include "io/write.hpp"

namespace sluice {

/// Version of the tables: grows whenever they change.
inline constexpr int sqlite_schema_version = 1;

class SqliteWriter : public DocumentSink {
 public:
  explicit SqliteWriter(const WriteOptions& options);
  ~SqliteWriter() override;

  /// A new database at `path`, or with `resume` the one that is there.
  bool open(const std::string& path, bool resume);
  bool document(const InputRecord& record, const Document& document) override;
  bool error(const InputRecord& record) override;
  bool commit(std::string_view note) override;
  [[nodiscard]] std::string note() const override;
  /// Makes indexes and the full-text table, and closes.
  bool finish() override;
  [[nodiscard]] const std::string& problem() const override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
