// Where whole documents go that are no lines of one stream: a database, a folder with files for each.
#ifndef SLUICE_IO_DOCUMENT_SINK_HPP
#define SLUICE_IO_DOCUMENT_SINK_HPP

#include <string>
#include <string_view>

#include "io/record.hpp"
#include "sluice/document.hpp"

namespace sluice {

/// Calls come from one thread, in the order of the input. Each returns false where nothing more can be written, with problem() saying why.
class DocumentSink {
 public:
  virtual ~DocumentSink() = default;

  virtual bool document(const InputRecord& record, const Document& document) = 0;
  /// In place of a document that could not be read.
  virtual bool error(const InputRecord& record) = 0;
  /// Everything so far is to outlive the end of this process, and `note` with it.
  virtual bool commit(std::string_view note) = 0;
  /// The note of the last commit, of a process before this one; empty where there is none.
  [[nodiscard]] virtual std::string note() const = 0;
  /// All is in.
  virtual bool finish() = 0;
  [[nodiscard]] virtual const std::string& problem() const = 0;
};

}  // namespace sluice

#endif
