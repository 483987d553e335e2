// A file or standard input as a stream of bytes, read in large pieces.
#ifndef SLUICE_IO_BYTE_SOURCE_HPP
#define SLUICE_IO_BYTE_SOURCE_HPP

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace sluice {

class ByteSource {
 public:
  ByteSource() = default;
  ~ByteSource() { close(); }
  ByteSource(const ByteSource&) = delete;
  ByteSource& operator=(const ByteSource&) = delete;

  /// `-` is standard input. False, with `problem` saying why, where it cannot be opened.
  bool open(const std::string& path, std::string& problem);
  void close();
  [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

  /// The next byte that is no blank, without taking anything; -1 where there is none in the first piece.
  int first_mark();
  /// Appends bytes up to the next newline, which is taken and left out. False at the end, when nothing was left.
  bool line(std::string& out);
  void rest(std::string& out);
  /// What went wrong while reading, or empty.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  [[nodiscard]] std::uint64_t bytes() const { return bytes_; }

 private:
  int descriptor_ = -1;
  std::vector<char> buffer_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  std::uint64_t bytes_ = 0;  // over all that were opened
  std::string problem_;

  bool fill();
};

}  // namespace sluice

#endif
