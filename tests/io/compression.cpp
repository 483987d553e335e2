#include "io/compression.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>

using namespace sluice;

namespace {

std::string sample(std::size_t size) {
  std::string out;
  for (std::size_t i = 0; out.size() < size; ++i) out += "line " + std::to_string(i * 7919 % 100003) + '\n';
  return out;
}

/// What a decompressor makes of `packed`, given to it in pieces; `problem` is empty where all went well.
std::string unpack(Compression form, std::string_view packed, std::size_t piece, std::string& problem) {
  Decompressor reader(form, [&](char* to, std::size_t size) {
    const std::size_t count = std::min({size, piece, packed.size()});
    std::memcpy(to, packed.data(), count);
    packed.remove_prefix(count);
    return static_cast<std::ptrdiff_t>(count);
  });
  std::string out;
  std::string buffer(5000, '\0');
  for (;;) {
    const std::ptrdiff_t got = reader.read(buffer.data(), buffer.size());
    if (got <= 0) break;
    out.append(buffer, 0, static_cast<std::size_t>(got));
  }
  problem = reader.problem();
  return out;
}

std::string packed(Compression form, std::string_view bytes) {
  std::string out;
  compress(form, bytes, out);
  return out;
}

}  // namespace

TEST_CASE("what is packed comes back, whole and in members, however it is read") {
  const std::string text = sample(400000);
  for (const Compression form : {Compression::gzip, Compression::zstd}) {
    const std::string once = packed(form, text);
    CHECK(once.size() < text.size() / 2);
    CHECK(compression_by_content(once) == form);
    CHECK(packed(form, text) == once);
    std::string problem;
    for (const std::size_t piece : {std::size_t{1}, std::size_t{13}, std::size_t{100000}}) {
      CHECK(unpack(form, once, piece, problem) == text);
      CHECK(problem.empty());
      CHECK(unpack(form, once + packed(form, "") + once, piece, problem) == text + text);
      CHECK(problem.empty());
    }
  }
}

TEST_CASE("a stream that is cut off, damaged or none is never taken for a whole one") {
  const std::string text = sample(100000);
  for (const Compression form : {Compression::gzip, Compression::zstd}) {
    const std::string whole = packed(form, text);
    std::string problem;
    for (const std::size_t left : {std::size_t{0}, std::size_t{1}, std::size_t{5}, whole.size() / 2, whole.size() - 1}) {
      CAPTURE(left);
      const std::string out = unpack(form, std::string_view(whole).substr(0, left), 1000, problem);
      CHECK(!problem.empty());
      CHECK(text.starts_with(out));
    }
    std::string damaged = whole;
    for (std::size_t i = damaged.size() / 2; i < damaged.size() / 2 + 8; ++i) damaged[i] = static_cast<char>(~damaged[i]);
    const std::string out = unpack(form, damaged, 1000, problem);
    CHECK((!problem.empty() || out != text));
    CHECK(!problem.empty());
    unpack(form, "plain text that is not packed", 1000, problem);
    CHECK(!problem.empty());
  }
}

TEST_CASE("names and first bytes tell the form") {
  CHECK(compression_by_name("a/news.jsonl.gz") == Compression::gzip);
  CHECK(compression_by_name("news.zst") == Compression::zstd);
  CHECK(compression_by_name("news.gz.txt") == Compression::none);
  CHECK(compression_by_content("{\"text\"") == Compression::none);
  CHECK(compression_by_content("") == Compression::none);
}
