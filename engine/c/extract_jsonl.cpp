// Documents in, JSON lines out.
#include <vector>

#include "c/batch.hpp"

using namespace sluice;

int sluice_extract_jsonl(const sluice_engine* engine, const sluice_input* inputs, size_t count, const sluice_extract_options* given,
                         sluice_buffer** lines, sluice_error** error) {
  return guarded(error, [&] {
    SharedEngine& shared = *engine->shared;
    const BatchOptions options(given);
    const WriteOptions write = options.write(shared);
    std::vector<std::string> pieces(piece_count(count, options.jobs));
    in_pieces(count, options.jobs, [&](std::size_t piece, std::size_t begin, std::size_t end) {
      const Scratches::Loan workspace(shared.scratches);
      InputRecord record;
      for (std::size_t i = begin; i < end; ++i) {
        record.clear();
        record.id = view(inputs[i].id);
        record.text = view(inputs[i].text);
        record.date = view(inputs[i].date);
        record.title = view(inputs[i].title);
        read(shared, options, record, *workspace);
        workspace->json.clear();
        if (record.error) write_json_error(record, write, workspace->json);
        else write_json(record, workspace->document, write, workspace->offsets, workspace->json);
        pieces[piece] += workspace->json.view();
      }
    });
    auto out = std::make_unique<sluice_buffer>();
    if (pieces.size() == 1) {
      out->bytes = std::move(pieces.front());
    } else {
      std::size_t size = 0;
      for (const std::string& piece : pieces) size += piece.size();
      out->bytes.reserve(size);
      for (const std::string& piece : pieces) out->bytes += piece;
    }
    *lines = out.release();
  });
}
