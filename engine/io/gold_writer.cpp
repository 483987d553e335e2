#include "io/gold_writer.hpp"

#include <filesystem>

#include "io/document_file.hpp"

namespace sluice {

bool GoldWriter::write(const AnnotatedDocument& document) {
  const bool single = path_.ends_with(".gold");
  if (single && written_) {
    problem_ = path_ + ": a gold file holds one document: name a folder";
    may_go_on_ = false;
    return false;
  }
  const Result<GoldDocument> gold = to_gold(document);
  if (!gold) {
    problem_ = gold.error().message;
    return false;
  }
  const std::filesystem::path path = single ? std::filesystem::path(path_) : std::filesystem::path(path_) / (file_name_of(document.record.id) + ".gold");
  written_ = true;
  may_go_on_ = write_whole_file(path, print_gold(*gold), problem_);
  return may_go_on_;
}

}  // namespace sluice
