// Documents out of files, directories and standard input, one at a time.
//
//   sluice::Input input({"news/", "more.jsonl.gz", "-"}, {});
//   sluice::InputRecord record;
//   while (input.next(record)) ...
#ifndef SLUICE_IO_INPUT_HPP
#define SLUICE_IO_INPUT_HPP

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "io/record.hpp"

namespace sluice {

enum class InputFormat : std::uint8_t { automatic, text, jsonl, html };

struct InputOptions {
  InputFormat format = InputFormat::automatic;
  std::size_t largest = std::size_t{256} << 20;  ///< bytes of a document, unpacked; a larger one is refused
  bool keep_page = false;                        ///< fill InputRecord::page
  int stop = -1;                                 ///< a descriptor: once it can be read from, the input ends
};

/// `auto`, `text`, `jsonl`, `html`.
[[nodiscard]] std::optional<InputFormat> input_format(std::string_view name);

/// Bytes of all the files that these paths lead to, as they are on disk; 0 where that cannot be told, as of standard input, or would take long.
[[nodiscard]] std::uint64_t input_size(const std::vector<std::string>& paths);

/// Reads each path in turn: a file, a directory (its files with a known extension, by name, then those of its folders), or `-`. Memory is
/// that of the largest document, and 16 bytes for each document's id. One thread at a time.
class Input {
 public:
  Input(std::vector<std::string> paths, const InputOptions& options);
  ~Input();
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  /// The next document, or the error that stands in its place; false at the end. A directory without documents gives a record with an
  /// error and no id.
  bool next(InputRecord& record);
  /// Bytes read so far.
  [[nodiscard]] std::uint64_t bytes() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace sluice

#endif
