// Results as a brat collection: for each document ID.txt and ID.ann, and an annotation.conf that names the types.
//
// Mentions are text-bound annotations; what an argument fills that is no mention is one of type `argument`. Entities and values are normalizations, facts
// are events with their roles, polarity, modality and literals are attributes, what a noun refers to is a relation.
#ifndef SLUICE_IO_BRAT_WRITER_HPP
#define SLUICE_IO_BRAT_WRITER_HPP

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "io/document_sink.hpp"

namespace sluice {

/// The lines of the .ann file. Offsets count in code points, as brat's do.
[[nodiscard]] std::string brat_annotations(const Document& document);

class BratWriter : public DocumentSink {
 public:
  /// Into `folder`, which is made where it is missing. With `resume` the note of an earlier run is read.
  bool open(const std::string& folder, bool resume);
  bool document(const InputRecord& record, const Document& document) override;
  bool error(const InputRecord&) override { return problem_.empty(); }
  bool commit(std::string_view note) override;
  [[nodiscard]] std::string note() const override { return note_; }
  bool finish() override;
  [[nodiscard]] const std::string& problem() const override { return problem_; }

 private:
  std::string folder_, problem_, note_;
  std::set<std::string> types_, literals_;                // of mentions; roles that are filled by words such as `up`
  std::map<std::string, std::set<std::string>> events_;   // fact types and their roles
  bool grown_ = false;

  void learn(const Document& document);
  bool write_configuration();
};

}  // namespace sluice

#endif
