#include "cli/destination.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>

#include "io/brat_writer.hpp"
#include "io/sqlite_writer.hpp"

namespace sluice::cli {
namespace {

// Plain bytes of one member of packed output. It ends at a whole record, so that the bytes do not depend on threads, and a resumed run begins one.
constexpr std::size_t member_bytes = std::size_t{1} << 20;
// A sink is made safe after so much text, or so many records.
constexpr std::size_t most_unsaved_bytes = std::size_t{4} << 20;
constexpr std::uint64_t most_unsaved_records = 512;

bool exists(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0;
}

std::uint64_t size_of(const std::string& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::string journal_path(const std::string& path) { return path + ".journal"; }

void count(Tally& tally, const Done& done) {
  ++tally.records;
  ++(done.failed ? tally.failed : tally.written);
  tally.facts += done.facts;
}

}  // namespace

Destination::Opened Destination::open(const std::string& path, OutputFormat format, const WriteOptions& write, bool resume, std::string run) {
  path_ = path == "-" ? std::string() : path;
  run_ = std::move(run);
  const Opened opened = format == OutputFormat::sqlite || format == OutputFormat::brat ? open_sink(format, write, resume) : open_stream(format, write, resume);
  ahead_ = tally_;
  return opened;
}

Destination::Opened Destination::other_run(const std::string& what) {
  problem_ = what + " comes from a run with other input, options or rules: remove it to begin anew";
  return Opened::failed;
}

Destination::Opened Destination::open_stream(OutputFormat format, const WriteOptions& write, bool resume) {
  compression_ = compression_by_name(path_);
  const std::string partial = Output::partial_path(path_), journal = journal_path(path_);
  if (resume && !exists(partial) && exists(path_)) {
    // A run that was killed between its last two steps.
    ::unlink(journal.c_str());
    return Opened::complete;
  }
  if (resume && exists(partial)) {
    std::string run;
    if (const std::optional<Tally> before = Journal::read(journal, size_of(partial), run)) {
      if (run != run_) return other_run(partial);
      tally_ = *before;
      if (!output_.reopen(path_, tally_.bytes)) return Opened::failed;
      if (!journal_.reopen(journal)) {
        problem_ = journal + ": cannot be written: " + std::strerror(errno);
        return Opened::failed;
      }
      if (tally_.records > 0) return Opened::ready;
    }
  }
  if (!output_.is_beside()) {
    // The journal of an earlier run must not be taken for that of this one's output.
    if (!path_.empty()) ::unlink(journal.c_str());
    if (!output_.open(path_)) return Opened::failed;
    if (output_.is_beside() && !journal_.begin(journal, run_)) {
      problem_ = journal + ": cannot be written: " + std::strerror(errno);
      return Opened::failed;
    }
  }
  const std::string head = Writer(format, write).head();
  if (compression_ != Compression::none) member_ = head;
  else if (!output_.write(head)) return output_.closed() ? Opened::ready : Opened::failed;
  else tally_.bytes += head.size();
  return Opened::ready;
}

Destination::Opened Destination::open_sink(OutputFormat format, const WriteOptions& write, bool resume) {
  const std::string at = format == OutputFormat::sqlite ? Output::partial_path(path_) : path_;
  renamed_ = format == OutputFormat::sqlite;
  const bool begun = exists(renamed_ ? at : at + "/.sluice-run");
  if (resume && !begun && exists(renamed_ ? path_ : path_ + "/annotation.conf")) return Opened::complete;
  const auto open = [&](bool go_on) {
    if (!go_on && renamed_) {
      ::unlink(at.c_str());
      ::unlink((at + "-journal").c_str());
    }
    bool good = false;
    if (format == OutputFormat::sqlite) {
      auto sink = std::make_unique<SqliteWriter>(write);
      good = sink->open(at, go_on);
      sink_ = std::move(sink);
    } else {
      auto sink = std::make_unique<BratWriter>();
      good = sink->open(at, go_on);
      sink_ = std::move(sink);
    }
    if (!good) problem_ = sink_->problem();
    return good;
  };
  if (resume && begun) {
    if (open(true)) {
      const std::string note = sink_->note();
      const std::size_t line = note.find('\n');
      if (line != std::string::npos) {
        if (note.substr(0, line) != run_) return other_run(at);
        if (const std::optional<Tally> before = Tally::parse(std::string_view(note).substr(line + 1))) {
          tally_ = *before;
          return Opened::ready;
        }
      }
    }
    // What was killed before its first commit holds nothing.
    problem_.clear();
    sink_.reset();
  }
  return open(false) && save() ? Opened::ready : Opened::failed;
}

bool Destination::flush_member() {
  if (member_.empty()) return true;
  packed_.clear();
  compress(compression_, member_, packed_);
  member_.clear();
  if (!output_.write(packed_)) return false;
  ahead_.bytes += packed_.size();
  tally_ = ahead_;
  return journal_.add(tally_);
}

bool Destination::save() {
  if (!sink_->commit(run_ + '\n' + ahead_.text())) {
    problem_ = sink_->problem();
    return false;
  }
  tally_ = ahead_;
  unsaved_ = 0;
  return true;
}

bool Destination::add(std::string_view text, std::span<const Done> done) {
  if (compression_ == Compression::none) {
    if (!output_.write(text)) return false;
    for (const Done& d : done) count(ahead_, d);
    ahead_.bytes += text.size();
    tally_ = ahead_;
    if (journal_.add(tally_)) return true;
    problem_ = journal_path(path_) + ": cannot be written: " + std::strerror(errno);
    return false;
  }
  std::size_t begin = 0;
  for (const Done& d : done) {
    member_ += text.substr(begin, d.end - begin);
    begin = d.end;
    count(ahead_, d);
    if (member_.size() >= member_bytes && !flush_member()) return false;
  }
  return true;
}

bool Destination::add(const Done& done, std::size_t bytes) {
  count(ahead_, done);
  unsaved_ += bytes;
  return (unsaved_ < most_unsaved_bytes && ahead_.records - tally_.records < most_unsaved_records) || save();
}

bool Destination::finish() {
  if (sink_ == nullptr) {
    if (!flush_member() || !output_.commit()) return false;
    journal_.remove();
    return true;
  }
  if (!sink_->finish()) {
    problem_ = sink_->problem();
    return false;
  }
  sink_.reset();
  tally_ = ahead_;
  if (!renamed_ || std::rename(Output::partial_path(path_).c_str(), path_.c_str()) == 0) return true;
  problem_ = path_ + ": cannot be written: " + std::strerror(errno);
  return false;
}

bool Destination::keep() {
  if (sink_ != nullptr) {
    const std::string before = problem_;
    if (before.empty()) save();
    return true;
  }
  if (!output_.is_beside()) return false;
  output_.keep();
  return true;
}

void Destination::discard() {
  if (sink_ != nullptr && renamed_) {
    sink_.reset();
    ::unlink(Output::partial_path(path_).c_str());
  }
  journal_.remove();
}

}  // namespace sluice::cli
