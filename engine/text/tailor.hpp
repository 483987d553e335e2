// From the segments of UAX #29 to Sluice's tokens. Both paths, ICU's and the fast one, feed their segments through this.
#ifndef SLUICE_TEXT_TAILOR_HPP
#define SLUICE_TEXT_TAILOR_HPP

#include <cstdint>
#include <string_view>
#include <vector>

#include "text/lists.hpp"
#include "text/token.hpp"

namespace sluice {

/// Takes segments of `text` in order and appends tokens to `out`, with offsets from `base`.
class Tailor {
 public:
  Tailor(std::string_view text, std::uint32_t base, std::vector<Token>& out);

  /// The next segment. Read resume() afterwards.
  void segment(std::uint32_t begin, std::uint32_t end);

  /// The next segment, known to be a run of ASCII letters.
  void plain_word(std::uint32_t begin, std::uint32_t end);
  /// The next segment, known to be a run of ASCII digits, perhaps with commas and stops inside.
  void plain_number(std::uint32_t begin, std::uint32_t end) { push(begin, end, TokenKind::number); }
  /// The next segment, known to be one punctuation mark or symbol that no rule joins with another.
  void plain_mark(std::uint32_t begin, std::uint32_t end, TokenKind kind) { push(begin, end, kind); }
  /// The next segment, known to be one ASCII stop.
  void stop(std::uint32_t begin);

  /// Where the next segment must begin: behind the last one, or elsewhere where an address ended before or behind it.
  [[nodiscard]] std::uint32_t resume() const { return resume_; }
  /// Forgets the tokens that begin at or behind `begin`.
  void retract(std::uint32_t begin);

 private:
  void push(std::uint32_t begin, std::uint32_t end, TokenKind kind);
  void word(std::uint32_t begin, std::uint32_t end);
  void parts(std::uint32_t begin, std::uint32_t end);
  void number(std::uint32_t begin, std::uint32_t end);
  void blank(std::uint32_t begin, std::uint32_t end);
  void hyphen(std::uint32_t begin);
  bool address(std::uint32_t begin, std::uint32_t end);
  bool takes_stop(std::uint32_t stop_at) const;
  bool clitic_of_mark(std::uint32_t begin, std::uint32_t end);
  void extend_last(std::uint32_t end);
  [[nodiscard]] std::uint8_t gap_flags(std::uint32_t begin) const;

  [[nodiscard]] bool any() const { return out_.size() > first_; }
  [[nodiscard]] std::uint32_t last_begin() const { return out_.back().begin - base_; }
  [[nodiscard]] std::uint32_t last_end() const { return last_end_; }
  [[nodiscard]] bool glued_to_last(std::uint32_t begin) const { return last_end_ == begin && any(); }
  // Takes back the last token.
  void pop() {
    out_.pop_back();
    last_end_ = any() ? out_.back().end - base_ : 0;
  }

  std::string_view text_;
  std::uint32_t base_;
  std::vector<Token>& out_;
  std::size_t first_;
  std::uint32_t last_end_ = 0;   ///< of the last token, or 0
  std::uint32_t resume_ = 0;
  const TextLists& lists_;
};

inline void Tailor::push(std::uint32_t begin, std::uint32_t end, TokenKind kind) {
  std::uint8_t flags = 0;
  if (begin != last_end_) flags = begin == last_end_ + 1 && text_[last_end_] == ' ' ? std::uint8_t{space_before} : gap_flags(begin);
  out_.push_back({begin + base_, end + base_, 0, kind, flags});
  last_end_ = resume_ = end;
}

inline void Tailor::plain_word(std::uint32_t begin, std::uint32_t end) {
  // Only a short word that stands against a mark can be a clitic, and only a colon makes a scheme of an address.
  if ((end - begin <= 2 && glued_to_last(begin)) || (end < text_.size() && text_[end] == ':'))
    word(begin, end);
  else
    push(begin, end, TokenKind::word);
}

}  // namespace sluice

#endif
