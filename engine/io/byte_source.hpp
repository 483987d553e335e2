// A file or standard input as a stream of bytes, read in large pieces. What is compressed is unpacked on the way.
#ifndef SLUICE_IO_BYTE_SOURCE_HPP
#define SLUICE_IO_BYTE_SOURCE_HPP

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "io/compression.hpp"

namespace sluice {

class ByteSource {
 public:
  ByteSource() = default;
  ~ByteSource() { close(); }
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// A descriptor that can be read from once reading is to end: a wait for input ends then, too, with the problem `interrupted`.
  void stop_on(int descriptor) { stop_ = descriptor; }
  /// `-` is standard input. gzip and zstd are known by their first bytes, and expected where the name says so. False, with `problem` saying why, where
  /// it cannot be opened.
  bool open(const std::string& path, std::string& problem);
  void close();
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  /// The first bytes, without taking any: up to `most`, fewer only where the stream has fewer or its first piece ends.
  std::string_view peek(std::size_t most);
  /// The next byte that is no blank, without taking anything; -1 where there is none in the first piece.
  int first_mark();
  /// Appends bytes up to the next newline, which is taken and left out. False at the end, when nothing was left. Of a line longer than `most`
  /// the rest is passed over, and `too_long` set.
  bool line(std::string& out, std::size_t most, bool& too_long);
  bool line(std::string& out) {
    bool ignored = false;
    return line(out, SIZE_MAX, ignored);
  }
  /// Appends what is left. False where that is more than `most`: then `out` has the first of it.
  bool rest(std::string& out, std::size_t most = SIZE_MAX);
  /// What went wrong while reading, or empty.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] bool interrupted() const { return interrupted_; }
  /// Bytes taken from files, as they are on disk, over all that were opened.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  int descriptor_ = -1;
  int stop_ = -1;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t bytes_ = 0;
  std::string problem_;
  bool interrupted_ = false;
  std::optional<Decompressor> unpack_;
  std::string head_;            // compressed bytes that were read to know the form
  std::size_t head_at_ = 0;

  bool fill();
  std::ptrdiff_t read_raw(char* to, std::size_t size);
  std::ptrdiff_t wait_and_read(char* to, std::size_t size);
};

}  // namespace sluice

#endif
