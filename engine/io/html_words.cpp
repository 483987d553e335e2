#include "io/html_words.hpp"

#include <algorithm>
#include <iterator>

#include "io/html_list.hpp"

namespace sluice {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::vector<std::string> parted(std::string_view text, char by) {
  std::vector<std::string> out;
  for (;;) {
    const std::size_t end = text.find(by);
    out.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

bool has(const std::vector<std::string>& words, std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); }

}  // namespace

HtmlWords::HtmlWords() {
  for (const std::string& row : parted(io_lists::html, '\n')) {
    if (row.empty() || row.starts_with('#')) continue;
    const std::size_t tab = row.find('\t');
    const std::string_view meaning = std::string_view(row).substr(0, tab);
    std::vector<std::string> names = parted(std::string_view(row).substr(tab + 1), '|');
    const auto all = [&](HtmlPlace place) {
      for (const std::string& name : names) places_[name] = place;
    };
    const auto append = [&](std::vector<std::string>& to) { std::move(names.begin(), names.end(), std::back_inserter(to)); };
    if (meaning == "block") all(HtmlPlace::block);
    else if (meaning == "line") all(HtmlPlace::line);
    else if (meaning == "cell") all(HtmlPlace::cell);
    else if (meaning == "drop") all(HtmlPlace::drop);
    else if (meaning == "furniture") append(furniture_);
    else if (meaning == "story") append(story_);
    else if (meaning == "title") append(titles_);
    else if (meaning == "date") append(dates_);
    else if (meaning == "article") append(articles_);
  }
}

const HtmlWords& HtmlWords::get() {
  static const HtmlWords words;
  return words;
}

HtmlPlace HtmlWords::place(std::string_view element) const {
  const auto at = places_.find(std::string(element));
  return at == places_.end() ? HtmlPlace::inline_text : at->second;
}

bool HtmlWords::is_story(std::string_view attribute) const {
  std::string word;
  for (std::size_t i = 0; i <= attribute.size(); ++i) {
    const char c = i < attribute.size() ? lower(attribute[i]) : ' ';
    if (c != ' ' && c != '\t' && c != '\n') {
      word += c == '_' ? '-' : c;
      continue;
    }
    if (has(story_, word)) return true;
    word.clear();
  }
  return false;
}

bool HtmlWords::is_furniture(std::string_view attribute) const {
  // `shareBar`, `share-bar` and `share_bar` are two words each.
  std::string word;
  for (std::size_t i = 0; i <= attribute.size(); ++i) {
    const char c = i < attribute.size() ? attribute[i] : ' ';
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool hump = c >= 'A' && c <= 'Z' && i > 0 && attribute[i - 1] >= 'a' && attribute[i - 1] <= 'z';
    if (letter && !hump) {
      word += lower(c);
      continue;
    }
    if (has(furniture_, word)) return true;
    word.clear();
    if (hump) word += lower(c);
  }
  return false;
}

bool HtmlWords::is_article(std::string_view type) const {
  type.remove_prefix(type.find_last_of("/:") == std::string_view::npos ? 0 : type.find_last_of("/:") + 1);
  return has(articles_, type);
}

}  // namespace sluice
