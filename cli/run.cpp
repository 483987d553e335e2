#include "cli/run.hpp"

#include <unistd.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace sluice::cli {
namespace {

// One batch is handed from thread to thread at once, so that short documents do not spend their time on locks.
constexpr std::size_t batch_documents = 32;
constexpr std::size_t batch_bytes = std::size_t{1} << 17;
constexpr std::size_t batches_per_thread = 4;

struct Batch {
  std::vector<InputRecord> records;
  std::size_t size = 0;       // of `records`, whose memory is kept
  std::string out;
  std::string messages;
  std::size_t written = 0, failed = 0;
  bool stop = false;          // nothing may follow
  bool ready = false;
};

/// What one thread needs to turn records into output.
class Extractor {
 public:
  Extractor(const Engine& engine, const RunOptions& options) : engine_(engine), options_(options), writer_(options.format, options.write) {}

  void run(Batch& batch) {
    for (std::size_t i = 0; i < batch.size && !batch.stop; ++i) run(batch.records[i], batch);
  }

 private:
  const Engine& engine_;
  const RunOptions& options_;
  Scratch scratch_;
  Document document_;
  Writer writer_;

  void run(InputRecord& record, Batch& batch) {
    const std::size_t before = batch.out.size();
    if (!record.error) {
      try {
        const std::string& date = record.date.empty() ? options_.date : record.date;
        engine_.extract(record.text, {.date = date, .title = record.title, .month_first = options_.month_first, .fiscal_year_start = options_.fiscal_year_start}, scratch_, document_);
        if (!options_.selection.everything()) select(options_.selection, document_);
        writer_.document(record, document_, batch.out);
        ++batch.written;
        return;
      } catch (const std::exception& error) {
        // Out of memory on one huge document must not take the others along.
        batch.out.resize(before);
        record.error = Error{"internal", record.source + ": " + error.what()};
      }
    }
    ++batch.failed;
    batch.messages += "sluice: " + record.error->message + '\n';
    // What has no id is no document: a directory without any.
    if (!record.id.empty()) writer_.error(record, batch.out);
    batch.stop = options_.strict;
  }
};

class Runner {
 public:
  Runner(const Engine& engine, Input& input, Output& output, const RunOptions& options, Progress& progress)
      : engine_(engine), input_(input), output_(output), options_(options), progress_(progress), own_(engine, options) {}

  RunSummary run() {
    if (!output_.write(Writer(options_.format, options_.write).head())) return summary_;
    options_.jobs <= 1 ? run_here() : run_threads();
    return summary_;
  }

 private:
  const Engine& engine_;
  Input& input_;
  Output& output_;
  const RunOptions& options_;
  Progress& progress_;
  Extractor own_;
  RunSummary summary_;

  std::mutex mutex_;
  std::condition_variable work_, finished_;
  std::deque<Batch*> waiting_;     // for a thread
  bool closing_ = false;

  /// False at the end of the input.
  bool fill(Batch& batch, std::size_t documents) {
    batch.size = 0;
    batch.out.clear();
    batch.messages.clear();
    batch.written = batch.failed = 0;
    batch.stop = batch.ready = false;
    std::size_t bytes = 0;
    while (batch.size < documents && bytes < batch_bytes) {
      if (batch.size == batch.records.size()) batch.records.emplace_back();
      if (!input_.next(batch.records[batch.size])) break;
      bytes += batch.records[batch.size++].text.size();
    }
    return batch.size > 0;
  }

  /// False where the run ends here.
  bool write(const Batch& batch) {
    progress_.clear();
    if (!batch.messages.empty()) write_all(STDERR_FILENO, batch.messages);
    const bool going = output_.write(batch.out);
    summary_.written += batch.written;
    summary_.failed += batch.failed;
    progress_.show(summary_.written, summary_.failed, input_.bytes());
    return going && !batch.stop;
  }

  void run_here() {
    // One document at a time: who reads a pipe sees each result as soon as it is there.
    Batch batch;
    while (fill(batch, 1)) {
      own_.run(batch);
      if (!write(batch)) return;
    }
  }

  void run_threads() {
    std::vector<std::unique_ptr<Batch>> spare;
    std::deque<std::unique_ptr<Batch>> in_order;
    std::vector<std::thread> threads;
    const std::size_t most = options_.jobs * batches_per_thread;
    bool more = true;
    bool going = true;
    while (going) {
      while (more && in_order.size() < most) {
        std::unique_ptr<Batch> batch;
        if (spare.empty()) {
          batch = std::make_unique<Batch>();
        } else {
          batch = std::move(spare.back());
          spare.pop_back();
        }
        more = fill(*batch, batch_documents);
        if (!more) break;
        in_order.push_back(std::move(batch));
        hand_out(*in_order.back());
        // A short input is not worth a thread: the first starts with the second batch.
        if (in_order.size() > 1 && threads.size() < options_.jobs) threads.emplace_back([this] { work(); });
      }
      if (in_order.empty()) break;
      std::unique_ptr<Batch> first = std::move(in_order.front());
      in_order.pop_front();
      threads.empty() ? take_back(*first) : wait_for(*first);
      going = write(*first);
      spare.push_back(std::move(first));
    }
    {
      const std::lock_guard lock(mutex_);
      closing_ = true;
      waiting_.clear();
    }
    work_.notify_all();
    for (std::thread& thread : threads) thread.join();
  }

  void hand_out(Batch& batch) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(&batch);
    }
    work_.notify_one();
  }

  void take_back(Batch& batch) {
    waiting_.clear();
    own_.run(batch);
  }

  void wait_for(const Batch& batch) {
    std::unique_lock lock(mutex_);
    finished_.wait(lock, [&] { return batch.ready; });
  }

  void work() {
    Extractor extractor(engine_, options_);
    for (;;) {
      Batch* batch = nullptr;
      {
        std::unique_lock lock(mutex_);
        work_.wait(lock, [&] { return closing_ || !waiting_.empty(); });
        if (waiting_.empty()) return;
        batch = waiting_.front();
        waiting_.pop_front();
      }
      extractor.run(*batch);
      {
        const std::lock_guard lock(mutex_);
        batch->ready = true;
      }
      finished_.notify_one();
    }
  }
};

}  // namespace

RunSummary run(const Engine& engine, Input& input, Output& output, const RunOptions& options, Progress& progress) {
  return Runner(engine, input, output, options, progress).run();
}

}  // namespace sluice::cli
