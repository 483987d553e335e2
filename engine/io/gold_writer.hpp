// Documents as gold files: one for each in a folder, or the only one as a file.
#ifndef SLUICE_IO_GOLD_WRITER_HPP
#define SLUICE_IO_GOLD_WRITER_HPP

#include <string>

#include "io/annotated.hpp"

namespace sluice {

class GoldWriter {
 public:
  /// `path` is a file where it ends in .gold, else a folder.
  explicit GoldWriter(std::string path) : path_(std::move(path)) {}

  /// False, with problem(), where the document cannot stand in a gold file (then may_go_on()), or nothing more can be written.
  bool write(const AnnotatedDocument& document);
  [[nodiscard]] bool may_go_on() const { return may_go_on_; }
  [[nodiscard]] const std::string& problem() const { return problem_; }

 private:
  std::string path_, problem_;
  bool may_go_on_ = true, written_ = false;
};

}  // namespace sluice

#endif
