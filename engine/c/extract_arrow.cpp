// Arrow batches in, Arrow batches out: a stream that reads its source as it is read itself.
#include <cerrno>
#include <deque>

#include "c/arrow_input.hpp"
#include "c/arrow_tables.hpp"

using namespace sluice;

namespace {

/// Releases what it holds.
template <class Struct>
class Owned {
 public:
  Owned() = default;
  explicit Owned(Struct& from) : value_(from) { from.release = nullptr; }
  ~Owned() {
    if (value_.release != nullptr) value_.release(&value_);
  }
  Owned(Owned&& other) noexcept : value_(other.value_) { other.value_.release = nullptr; }
  Owned& operator=(Owned&&) = delete;
  Struct& operator*() { return value_; }
  Struct* get() { return &value_; }
  Struct release() {
    Struct out = value_;
    value_.release = nullptr;
    return out;
  }

 private:
  Struct value_{};
};

class ResultStream {
 public:
  ResultStream(std::shared_ptr<SharedEngine> shared, Owned<ArrowArrayStream> source, int form, BatchOptions options, InputColumns columns)
      : shared_(std::move(shared)), source_(std::move(source)), form_(form), options_(std::move(options)), write_(options_.write(*shared_)),
        columns_(std::move(columns)), type_(make_table(form, write_)) {}

  void type(ArrowSchema& out) const { type_->give_type(out); }

  /// One without release at the end.
  void next(ArrowArray& out) {
    while (ready_.empty() && !ended_) fill();
    if (ready_.empty()) {
      out = ArrowArray{};
      return;
    }
    out = ready_.front().release();
    ready_.pop_front();
  }

  std::string problem;

 private:
  std::shared_ptr<SharedEngine> shared_;
  Owned<ArrowArrayStream> source_;
  int form_;
  BatchOptions options_;
  WriteOptions write_;
  InputColumns columns_;
  std::unique_ptr<ArrowTable> type_;
  std::unique_ptr<ArrowInput> input_;
  std::deque<Owned<ArrowArray>> ready_;
  bool ended_ = false;

  void check(int code) {
    if (code == 0) return;
    const char* why = (*source_).get_last_error(source_.get());
    throw BadCall{{"arrow.source", why == nullptr ? "the source of batches failed" : why}, {}};
  }

  void fill() {
    if (!input_) {
      Owned<ArrowSchema> schema;
      check((*source_).get_schema(source_.get(), schema.get()));
      input_ = std::make_unique<ArrowInput>(*schema, columns_);
    }
    Owned<ArrowArray> batch;
    check((*source_).get_next(source_.get(), batch.get()));
    if ((*batch).release == nullptr) {
      ended_ = true;
      return;
    }
    const auto rows = static_cast<std::size_t>((*batch).length);
    std::vector<std::unique_ptr<ArrowTable>> tables(piece_count(rows, options_.jobs));
    in_pieces(rows, options_.jobs, [&](std::size_t piece, std::size_t begin, std::size_t end) {
      tables[piece] = make_table(form_, write_);
      const Scratches::Loan workspace(shared_->scratches);
      InputRecord record;
      for (std::size_t row = begin; row < end; ++row) {
        bool has_id = false;
        input_->read(*batch, static_cast<std::int64_t>(row), record, has_id);
        read(*shared_, options_, record, *workspace);
        tables[piece]->add(record, has_id, workspace->document, workspace->offsets);
      }
    });
    for (const auto& table : tables) {
      ArrowArray array;
      table->give(array);
      ready_.emplace_back(array);
    }
  }
};

template <class Work>
int answer(ArrowArrayStream* stream, Work work) noexcept {
  auto& results = *static_cast<ResultStream*>(stream->private_data);
  try {
    try {
      work(results);
      return 0;
    } catch (const BadCall& refusal) {
      results.problem = refusal.error.code + ": " + refusal.error.message;
    } catch (const std::exception& error) {
      results.problem = std::string("internal: ") + error.what();
    }
  } catch (...) {
    return ENOMEM;
  }
  return EINVAL;
}

int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
  return answer(stream, [&](ResultStream& results) { results.type(*out); });
}

int get_next(ArrowArrayStream* stream, ArrowArray* out) {
  return answer(stream, [&](ResultStream& results) { results.next(*out); });
}

const char* get_last_error(ArrowArrayStream* stream) {
  const auto& results = *static_cast<ResultStream*>(stream->private_data);
  return results.problem.empty() ? nullptr : results.problem.c_str();
}

void release(ArrowArrayStream* stream) {
  delete static_cast<ResultStream*>(stream->private_data);
  stream->release = nullptr;
}

}  // namespace

int sluice_extract_arrow(const sluice_engine* engine, ArrowArrayStream* in, int table, const sluice_extract_options* options,
                         const sluice_arrow_options* given, ArrowArrayStream* out, sluice_error** error) {
  return guarded(error, [&] {
    Owned<ArrowArrayStream> source(*in);
    const sluice_arrow_options names = complete(given);
    InputColumns columns;
    if (names.text_column != nullptr) columns.text = names.text_column;
    if (names.id_column != nullptr) columns.id = names.id_column;
    if (names.date_column != nullptr) columns.date = names.date_column;
    if (names.title_column != nullptr) columns.title = names.title_column;
    auto results = std::make_unique<ResultStream>(engine->shared, std::move(source), table, BatchOptions(options), std::move(columns));
    *out = ArrowArrayStream{get_schema, get_next, get_last_error, release, results.get()};
    results.release();
  });
}

int sluice_arrow_schema(int table, const sluice_extract_options* options, ArrowSchema* out, sluice_error** error) {
  return guarded(error, [&] {
    WriteOptions write;
    write.with_text = BatchOptions(options).with_text;
    make_table(table, write)->give_type(*out);
  });
}
