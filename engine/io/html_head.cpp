#include "io/html_head.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>

#include "io/html_words.hpp"

namespace sluice {
namespace {

using Json = nlohmann::json;

constexpr int deepest_json = 8;

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

/// Words with one space between them.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.ends_with(' ')) out.pop_back();
  return out;
}

/// `2024-10-16` out of `2024-10-16T09:00Z`, `2024/10/16` and `20241016`; empty where it is no such date.
std::string iso_day(std::string_view text) {
  std::string digits;
  std::size_t at = 0;
  for (; at < text.size() && digits.size() < 8; ++at) {
    const char c = text[at];
    if (c >= '0' && c <= '9') digits += c;
    else if ((c != '-' && c != '/') || (digits.size() != 4 && digits.size() != 6)) break;
  }
  if (digits.size() != 8 || (at < text.size() && text[at] >= '0' && text[at] <= '9')) return {};
  const int year = std::stoi(digits.substr(0, 4)), month = std::stoi(digits.substr(4, 2)), day = std::stoi(digits.substr(6, 2));
  if (year < 1900 || month < 1 || month > 12 || day < 1 || day > 31) return {};
  return digits.substr(0, 4) + '-' + digits.substr(4, 2) + '-' + digits.substr(6, 2);
}

/// The title without the name of the site behind a bar or a dash.
std::string without_site(std::string title) {
  for (const std::string_view bar : {" | ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " - ", " :: "}) {
    const std::size_t at = title.rfind(bar);
    if (at == std::string::npos || at < title.size() / 2) continue;
    title.resize(at);
    break;
  }
  return title;
}

class HeadReader {
 public:
  HtmlHead run(const GumboNode& root) {
    titles_.resize(words_.title_names().size());
    dates_.resize(words_.date_names().size());
    walk(root);
    HtmlHead head = std::move(linked_);
    for (const std::string& title : titles_)
      if (head.title.empty()) head.title = title;
    if (head.title.empty()) head.title = without_site(title_element_);
    for (const std::string& date : dates_)
      if (head.date.empty()) head.date = date;
    if (head.date.empty()) head.date = time_element_;
    return head;
  }

 private:
  const HtmlWords& words_ = HtmlWords::get();
  HtmlHead linked_;                         // of JSON-LD
  std::vector<std::string> titles_, dates_;  // by the rank of their names
  std::string title_element_, time_element_;

  void walk(const GumboNode& node) {
    if (node.type == GUMBO_NODE_DOCUMENT) {
      for (unsigned i = 0; i < node.v.document.children.length; ++i) walk(*static_cast<const GumboNode*>(node.v.document.children.data[i]));
      return;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return;
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_META) {
      for (const char* key : {"name", "property", "itemprop"}) named(html_attribute(node, key), html_attribute(node, "content"));
    } else if (element.tag == GUMBO_TAG_TIME) {
      const std::string_view moment = html_attribute(node, "datetime");
      named(html_attribute(node, "itemprop"), moment);
      if (time_element_.empty()) time_element_ = iso_day(moment);
    } else if (element.tag == GUMBO_TAG_TITLE && title_element_.empty()) {
      title_element_ = plain(content(element));
    } else if (element.tag == GUMBO_TAG_SCRIPT && lower(html_attribute(node, "type")) == "application/ld+json") {
      const std::string_view script = content(element);
      const Json json = Json::parse(script.begin(), script.end(), nullptr, false);
      if (!json.is_discarded()) linked(json, 0);
    }
    for (unsigned i = 0; i < element.children.length; ++i) walk(*static_cast<const GumboNode*>(element.children.data[i]));
  }

  static std::string_view content(const GumboElement& element) {
    if (element.children.length == 0) return {};
    const auto& child = *static_cast<const GumboNode*>(element.children.data[0]);
    return child.type == GUMBO_NODE_TEXT || child.type == GUMBO_NODE_CDATA ? std::string_view(child.v.text.text) : std::string_view();
  }

  void named(std::string_view name, std::string_view value) {
    if (name.empty() || value.empty()) return;
    const std::string key = lower(name);
    const auto rank = [&](const std::vector<std::string>& names) { return static_cast<std::size_t>(std::find(names.begin(), names.end(), key) - names.begin()); };
    if (const std::size_t at = rank(words_.title_names()); at < titles_.size() && titles_[at].empty()) titles_[at] = plain(value);
    if (const std::size_t at = rank(words_.date_names()); at < dates_.size() && dates_[at].empty()) dates_[at] = iso_day(value);
  }

  bool is_article(const Json& object) const {
    const auto type = object.find("@type");
    if (type == object.end()) return false;
    if (type->is_string()) return words_.is_article(type->get_ref<const std::string&>());
    return type->is_array() && std::any_of(type->begin(), type->end(), [&](const Json& t) { return t.is_string() && words_.is_article(t.get_ref<const std::string&>()); });
  }

  void linked(const Json& json, int depth) {
    if (depth > deepest_json) return;
    if (json.is_object() && is_article(json)) {
      const auto text = [&](const char* key) {
        const auto at = json.find(key);
        return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
      };
      if (linked_.title.empty()) linked_.title = plain(text("headline"));
      if (linked_.date.empty()) linked_.date = iso_day(text("datePublished"));
    }
    if (json.is_structured())
      for (const Json& inner : json) linked(inner, depth + 1);
  }
};

}  // namespace

HtmlHead read_html_head(const GumboNode& root) { return HeadReader().run(root); }

std::string_view html_attribute(const GumboNode& node, const char* name) {
  const GumboAttribute* attribute = gumbo_get_attribute(&node.v.element.attributes, name);
  return attribute == nullptr ? std::string_view() : std::string_view(attribute->value);
}

}  // namespace sluice
