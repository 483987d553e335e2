// What elements, classes and meta names mean, from rules/text/html.tsv.
#ifndef SLUICE_IO_HTML_WORDS_HPP
#define SLUICE_IO_HTML_WORDS_HPP

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sluice {

/// How an element stands on the page.
enum class HtmlPlace : std::uint8_t { inline_text, block, line, cell, drop };

/// Immutable once built.
class HtmlWords {
 public:
  /// Built on first use, from what the build embedded; safe to call from any thread.
  static const HtmlWords& get();

  [[nodiscard]] HtmlPlace place(std::string_view element) const;
  /// Of a class, id or itemprop: `post-content share` is a story, `share-bar` is furniture.
  [[nodiscard]] bool is_story(std::string_view attribute) const;
  [[nodiscard]] bool is_furniture(std::string_view attribute) const;
  [[nodiscard]] bool is_article(std::string_view type) const;
  /// Names of meta elements in lower case, the better first.
  [[nodiscard]] const std::vector<std::string>& title_names() const { return titles_; }
  [[nodiscard]] const std::vector<std::string>& date_names() const { return dates_; }

 private:
  HtmlWords();

  std::unordered_map<std::string, HtmlPlace> places_;
  std::vector<std::string> furniture_, story_, titles_, dates_, articles_;
};

}  // namespace sluice

#endif
