// Bytes of words that stay where they are until all are forgotten.
#ifndef SLUICE_LEXICON_WORD_ARENA_HPP
#define SLUICE_LEXICON_WORD_ARENA_HPP

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace sluice {

class WordArena {
 public:
  /// A copy of `bytes` that lives until `clear`.
  std::string_view keep(std::string_view bytes) {
    if (bytes.empty()) return {};
    if (bytes.size() > left_) {
      const std::size_t size = bytes.size() > block_size ? bytes.size() : block_size;
      blocks_.push_back(std::make_unique<char[]>(size));
      next_ = blocks_.back().get();
      left_ = size;
    }
    std::memcpy(next_, bytes.data(), bytes.size());
    const std::string_view kept(next_, bytes.size());
    next_ += bytes.size();
    left_ -= bytes.size();
    used_ += bytes.size();
    return kept;
  }
  [[nodiscard]] std::size_t used() const { return used_; }
  void clear() {
    blocks_.clear();
    left_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t block_size = 64 * 1024;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t used_ = 0;
};

}  // namespace sluice

#endif
