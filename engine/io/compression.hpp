// gzip and zstd, in both directions.
#ifndef SLUICE_IO_COMPRESSION_HPP
#define SLUICE_IO_COMPRESSION_HPP

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace sluice {

enum class Compression : std::uint8_t { none, gzip, zstd };

/// By how a file begins.
[[nodiscard]] Compression compression_by_content(std::string_view first_bytes);
/// By how a file is named: `.gz`, `.zst`.
[[nodiscard]] Compression compression_by_name(std::string_view path);

/// Takes compressed bytes from `source`, gives plain ones. Streams of several members, as `cat a.gz b.gz` makes them, are one. Memory does not
/// depend on the length.
class Decompressor {
 public:
  /// Fills up to `size` bytes; 0 at the end, -1 where no more can be read.
  using Source = std::function<std::ptrdiff_t(char* to, std::size_t size)>;

  Decompressor(Compression compression, Source source);
  ~Decompressor();
  Decompressor(Decompressor&&) noexcept;
  Decompressor& operator=(Decompressor&&) noexcept;

  /// As the source does. After -1, problem() says what is wrong with the stream; it is empty where the source itself failed.
  std::ptrdiff_t read(char* to, std::size_t size);
  [[nodiscard]] const std::string& problem() const;

 private:
  class State;
  class Gzip;
  class Zstd;
  std::unique_ptr<State> state_;
};

/// Appends `bytes` to `out` as one complete member. The same bytes always give the same member.
void compress(Compression compression, std::string_view bytes, std::string& out);

}  // namespace sluice

#endif
