// What becomes of results: a stream, packed or not, a database or a folder; and how far an interrupted run had come there.
#ifndef SLUICE_CLI_DESTINATION_HPP
#define SLUICE_CLI_DESTINATION_HPP

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/journal.hpp"
#include "cli/output.hpp"
#include "io/compression.hpp"
#include "io/document_sink.hpp"
#include "io/write.hpp"

namespace sluice::cli {

/// One record of the input after its turn.
struct Done {
  std::size_t end = 0;        ///< of its text among the batch's
  bool failed = false;
  std::uint32_t facts = 0;
};

class Destination {
 public:
  enum class Opened : std::uint8_t { ready, complete, failed };

  /// `run` names what decides on the output: only a run of the same name is resumed.
  Opened open(const std::string& path, OutputFormat format, const WriteOptions& write, bool resume, std::string run);
  /// What is done and will not be undone by a kill; after open(), what an earlier run did.
  [[nodiscard]] const Tally& tally() const { return tally_; }

  /// Where documents are wanted whole, and not as text; else null.
  [[nodiscard]] DocumentSink* sink() { return sink_.get(); }
  /// Takes the text of some records; `done` says where each ends. False where nothing more can be written.
  bool add(std::string_view text, std::span<const Done> done);
  /// The same for a record that went into the sink.
  bool add(const Done& done, std::size_t bytes);
  /// All is in: everything comes into its place.
  bool finish();
  /// Leaves what there is so that it can be resumed. False where there is nothing to keep: standard output.
  bool keep();
  /// Leaves nothing.
  void discard();

  [[nodiscard]] bool closed() const { return output_.closed(); }
  [[nodiscard]] const std::string& problem() const {
    if (!problem_.empty()) return problem_;
    return sink_ != nullptr && !sink_->problem().empty() ? sink_->problem() : output_.problem();
  }

 private:
  Output output_;
  Journal journal_;
  Compression compression_ = Compression::none;
  std::string member_, packed_;            // plain bytes that wait to be packed; scratch
  std::unique_ptr<DocumentSink> sink_;
  bool renamed_ = false;                   // the sink writes beside its place
  std::string path_, run_, problem_;
  Tally tally_, ahead_;                    // `ahead_` counts what is not safe yet
  std::size_t unsaved_ = 0;                // bytes in the sink since its last commit

  Opened open_stream(OutputFormat format, const WriteOptions& write, bool resume);
  Opened open_sink(OutputFormat format, const WriteOptions& write, bool resume);
  Opened other_run(const std::string& what);
  bool flush_member();
  bool save();
};

}  // namespace sluice::cli

#endif
