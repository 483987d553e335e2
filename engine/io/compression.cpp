#include "io/compression.hpp"

#include <zstd.h>

#include <boost/iostreams/categories.hpp>
#include <boost/iostreams/device/back_inserter.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_stream.hpp>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace sluice {
namespace {

namespace streams = boost::iostreams;

constexpr std::size_t piece = std::size_t{1} << 16;
constexpr std::size_t step = 4096;
constexpr int window_bits = 15;  // the most that gzip has

}  // namespace

class Decompressor::State {
 public:
  explicit State(Source source) : source_(std::move(source)) {}
  virtual ~State() = default;
  virtual std::ptrdiff_t read(char* to, std::size_t size) = 0;

  std::string problem_;

 protected:
  Source source_;
  bool failed_ = false;  // the source

  std::ptrdiff_t take(char* to, std::size_t size) {
    const std::ptrdiff_t got = source_(to, size);
    failed_ |= got < 0;
    return got;
  }
};

class Decompressor::Gzip : public State {
 public:
  explicit Gzip(Source source) : State(std::move(source)), filter_(window_bits, piece) {}

  std::ptrdiff_t read(char* to, std::size_t size) override {
    Device device{this};
    try {
      // What stands before a damage in the same step is lost with it.
      std::streamsize got = filter_.read(device, to, static_cast<std::streamsize>(std::min(size, step)));
      // A member without content looks like the end.
      while (got <= 0 && !ended_ && !failed_) got = filter_.read(device, to, static_cast<std::streamsize>(std::min(size, step)));
      if (!failed_ && (got > 0 || any_)) return std::max<std::streamsize>(got, 0);
      if (!failed_) problem_ = "this is not gzip";
    } catch (const std::exception&) {
      // Boost's own message is a number.
      if (!failed_) problem_ = "the gzip stream is damaged or cut off";
    }
    return -1;
  }

 private:
  struct Device {
    using char_type = char;
    using category = streams::source_tag;
    Gzip* owner;

    /// The filter takes less than it asked for as the end of a member's header.
    std::streamsize read(char* to, std::streamsize size) {
      std::streamsize all = 0;
      while (all < size && !owner->ended_) {
        const std::ptrdiff_t got = owner->take(to + all, static_cast<std::size_t>(size - all));
        owner->ended_ |= got <= 0;
        all += std::max<std::ptrdiff_t>(got, 0);
      }
      owner->any_ |= all > 0;
      return all > 0 ? all : -1;
    }
  };

  streams::gzip_decompressor filter_;
  bool any_ = false, ended_ = false;
};

/// Boost's own filter takes a stream that was cut off for a whole one.
class Decompressor::Zstd : public State {
 public:
  explicit Zstd(Source source) : State(std::move(source)), stream_(ZSTD_createDStream()), buffer_(piece) {}

  std::ptrdiff_t read(char* to, std::size_t size) override {
    ZSTD_outBuffer out{to, size, 0};
    while (out.pos == 0) {
      if (in_.pos == in_.size && !full_) {
        const std::ptrdiff_t got = take(buffer_.data(), buffer_.size());
        if (got < 0) return -1;
        if (got == 0) {
          if (!open_) return 0;
          problem_ = "the zstd stream is cut off";
          return -1;
        }
        in_ = {buffer_.data(), static_cast<std::size_t>(got), 0};
      }
      const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in_);
      if (ZSTD_isError(left) != 0) {
        problem_ = std::string("the zstd stream is damaged: ") + ZSTD_getErrorName(left);
        return -1;
      }
      open_ = left != 0;
      full_ = out.pos == out.size;  // more may wait inside
    }
    return static_cast<std::ptrdiff_t>(out.pos);
  }

 private:
  struct Free {
    void operator()(ZSTD_DStream* stream) const { ZSTD_freeDStream(stream); }
  };

  std::unique_ptr<ZSTD_DStream, Free> stream_;
  std::vector<char> buffer_;
  ZSTD_inBuffer in_{nullptr, 0, 0};
  bool open_ = true;   // within a frame, or before the first
  bool full_ = false;
};

Compression compression_by_content(std::string_view first_bytes) {
  if (first_bytes.starts_with("\x1F\x8B")) return Compression::gzip;
  if (first_bytes.starts_with("\x28\xB5\x2F\xFD")) return Compression::zstd;
  return Compression::none;
}

Compression compression_by_name(std::string_view path) {
  if (path.ends_with(".gz")) return Compression::gzip;
  if (path.ends_with(".zst")) return Compression::zstd;
  return Compression::none;
}

Decompressor::Decompressor(Compression compression, Source source) {
  if (compression == Compression::gzip) state_ = std::make_unique<Gzip>(std::move(source));
  else state_ = std::make_unique<Zstd>(std::move(source));
}

Decompressor::~Decompressor() = default;
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&&) noexcept = default;

std::ptrdiff_t Decompressor::read(char* to, std::size_t size) { return state_->read(to, size); }
const std::string& Decompressor::problem() const { return state_->problem_; }

void compress(Compression compression, std::string_view bytes, std::string& out) {
  if (compression == Compression::none) {
    out += bytes;
    return;
  }
  streams::filtering_ostream stream;
  if (compression == Compression::gzip) stream.push(streams::gzip_compressor(streams::gzip_params(), piece));
  else stream.push(streams::zstd_compressor(streams::zstd_params(), piece));
  stream.push(streams::back_inserter(out));
  stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  streams::close(stream);
}

}  // namespace sluice
