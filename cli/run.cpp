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
  std::vector<Document> documents;  // where they are wanted whole
  std::vector<Done> done;
  std::string messages;
  bool stop = false;          // nothing may follow
  bool ready = false;
};

/// What one thread needs to turn records into output.
class Extractor {
 public:
  Extractor(const Engine& engine, const RunOptions& options, bool whole) : engine_(engine), options_(options), whole_(whole), writer_(options.format, options.write) {}

  void run(Batch& batch) {
    if (whole_) batch.documents.resize(std::max(batch.documents.size(), batch.size));
    for (std::size_t i = 0; i < batch.size && !batch.stop; ++i) {
      Done done;
      run(batch.records[i], whole_ ? batch.documents[i] : document_, batch, done);
      done.end = batch.out.size();
      batch.done.push_back(done);
    }
  }

 private:
  const Engine& engine_;
  const RunOptions& options_;
  bool whole_;
  Scratch scratch_;
  Document document_;
  Writer writer_;

  void run(InputRecord& record, Document& document, Batch& batch, Done& done) {
    const std::size_t before = batch.out.size();
    if (!record.error) {
      try {
        const std::string& date = record.date.empty() ? options_.date : record.date;
        engine_.extract(record.text, {.date = date, .title = record.title, .month_first = options_.month_first, .fiscal_year_start = options_.fiscal_year_start}, scratch_, document);
        if (!options_.selection.everything()) select(options_.selection, document);
        if (!whole_) writer_.document(record, document, batch.out);
        done.facts = static_cast<std::uint32_t>(document.facts().size());
        return;
      } catch (const std::exception& error) {
        // Out of memory on one huge document must not take the others along.
        batch.out.resize(before);
        record.error = Error{"internal", record.source + ": " + error.what()};
      }
    }
    done.failed = true;
    batch.messages += "sluice: " + record.error->message + '\n';
    // What has no id is no document: a directory without any.
    if (!record.id.empty() && !whole_) writer_.error(record, batch.out);
    batch.stop = options_.strict;
  }
};

class Runner {
 public:
  Runner(const Engine& engine, Input& input, Destination& destination, const RunOptions& options, Progress& progress, const Interrupt& interrupt, RunState& state)
      : engine_(engine), input_(input), destination_(destination), options_(options), progress_(progress), interrupt_(interrupt), state_(state),
        own_(engine, options, destination.sink() != nullptr) {}

  RunEnd run() {
    if (destination_.closed()) return RunEnd::unwritable;
    if (pass_over()) options_.jobs <= 1 ? run_here() : run_threads();
    if (end_ == RunEnd::complete && interrupt_.signal() != 0) end_ = RunEnd::interrupted;
    return end_;
  }

 private:
  const Engine& engine_;
  Input& input_;
  Destination& destination_;
  const RunOptions& options_;
  Progress& progress_;
  const Interrupt& interrupt_;
  RunState& state_;
  Extractor own_;
  RunEnd end_ = RunEnd::complete;

  std::mutex mutex_;
  std::condition_variable work_, finished_;
  std::deque<Batch*> waiting_;     // for a thread
  bool closing_ = false;

  /// Reads what an earlier run had done, so that the input stands behind it and knows its ids.
  bool pass_over() {
    const Tally before = destination_.tally();
    state_.resumed = before.records;
    state_.documents = before.written;
    state_.failed = before.failed;
    state_.facts = before.facts;
    InputRecord record;
    for (std::uint64_t i = 0; i < before.records; ++i) {
      if (!input_.next(record)) {
        end_ = interrupt_.signal() != 0 ? RunEnd::interrupted : RunEnd::other_input;
        return false;
      }
    }
    return true;
  }

  /// False at the end of the input.
  bool fill(Batch& batch, std::size_t documents) {
    batch.size = 0;
    batch.out.clear();
    batch.done.clear();
    batch.messages.clear();
    batch.stop = batch.ready = false;
    std::size_t bytes = 0;
    while (batch.size < documents && bytes < batch_bytes && interrupt_.signal() == 0) {
      if (batch.size == batch.records.size()) batch.records.emplace_back();
      if (!input_.next(batch.records[batch.size])) break;
      bytes += batch.records[batch.size++].text.size();
    }
    return batch.size > 0 && interrupt_.signal() == 0;
  }

  /// False where the run ends here.
  bool write(const Batch& batch) {
    progress_.clear();
    if (!batch.messages.empty()) write_all(STDERR_FILENO, batch.messages);
    if (!(destination_.sink() != nullptr ? put_documents(batch) : destination_.add(batch.out, batch.done))) end_ = RunEnd::unwritable;
    for (std::size_t i = 0; i < batch.done.size(); ++i) {
      ++(batch.done[i].failed ? state_.failed : state_.documents);
      state_.facts += batch.done[i].facts;
      if (batch.done[i].failed) progress_.failure({batch.records[i].id, batch.records[i].error->code, batch.records[i].error->message});
    }
    state_.bytes = input_.bytes();
    progress_.show(state_);
    if (end_ == RunEnd::complete && batch.stop) end_ = RunEnd::stopped;
    if (end_ == RunEnd::complete && interrupt_.signal() != 0) end_ = RunEnd::interrupted;
    return end_ == RunEnd::complete;
  }

  bool put_documents(const Batch& batch) {
    DocumentSink& sink = *destination_.sink();
    for (std::size_t i = 0; i < batch.done.size(); ++i) {
      const InputRecord& record = batch.records[i];
      const bool good = !batch.done[i].failed ? sink.document(record, batch.documents[i]) : record.id.empty() || sink.error(record);
      if (!good || !destination_.add(batch.done[i], record.text.size())) return false;
    }
    return true;
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
    Extractor extractor(engine_, options_, destination_.sink() != nullptr);
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

RunEnd run(const Engine& engine, Input& input, Destination& destination, const RunOptions& options, Progress& progress, const Interrupt& interrupt, RunState& state) {
  return Runner(engine, input, destination, options, progress, interrupt, state).run();
}

}  // namespace sluice::cli
