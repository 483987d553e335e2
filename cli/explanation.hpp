// Explanations as text for a reader and as JSON for a program.
#ifndef SLUICE_CLI_EXPLANATION_HPP
#define SLUICE_CLI_EXPLANATION_HPP

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "io/offsets.hpp"
#include "sluice/explain.hpp"

namespace sluice::cli {

/// A document's text with its lines and the unit in which offsets are shown.
class ShownText {
 public:
  ShownText(std::string name, std::string_view text, OffsetUnit unit, std::span<const Replacement> replacements);

  [[nodiscard]] std::string_view text() const { return text_; }
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::uint32_t to_byte(std::uint32_t offset) const { return offsets_.to_byte(offset); }
  [[nodiscard]] std::uint32_t offset(std::uint32_t byte) const { return offsets_.from_byte(byte); }
  /// Byte of a line and a column in code points, both counted from 1; the end of the text where there is no such place.
  [[nodiscard]] std::uint32_t to_byte(std::uint32_t line, std::uint32_t column) const;
  /// `12:5`: line and column.
  [[nodiscard]] std::string place(std::uint32_t byte) const;
  /// `'words' 12-17`, on one line.
  [[nodiscard]] std::string quoted(Span span) const;
  /// The words alone, on one line, cut in the middle where they are many.
  [[nodiscard]] std::string words(Span span, std::size_t longest = 100) const;

 private:
  std::string name_;
  std::string_view text_;
  Offsets offsets_;
};

/// How much of a rule's attempts is shown.
struct Detail {
  std::size_t attempts = 3;      ///< in a sentence, those that came furthest
  bool silent_sentences = false; ///< also sentences in which nothing begins the rule
};

[[nodiscard]] std::string as_text(const PlaceExplanation& place, const ShownText& text);
[[nodiscard]] std::string as_text(const RuleExplanation& rule, const ShownText& text, const Detail& detail);
/// What came of one sentence, without the sentence itself.
[[nodiscard]] std::string attempts_text(const SentenceExplanation& sentence, const ShownText& text, const Detail& detail);

/// Objects without a line end.
[[nodiscard]] std::string as_json(const PlaceExplanation& place, const ShownText& text);
[[nodiscard]] std::string as_json(const RuleExplanation& rule, const ShownText& text);
[[nodiscard]] std::string json_string(std::string_view text);

}  // namespace sluice::cli

#endif
