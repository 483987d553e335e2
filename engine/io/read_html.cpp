#include "io/read_html.hpp"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <unordered_map>

#include "io/html_head.hpp"
#include "io/html_text.hpp"
#include "io/html_words.hpp"
#include "io/json_text.hpp"

namespace sluice {
namespace {

// The parser frees its tree by recursion; browsers flatten far earlier.
constexpr std::size_t deepest = 2000;
// It compares each attribute of a tag with all before, and opens again in each block what was not closed in the one before.
constexpr std::size_t most_attributes = 500;
constexpr std::size_t few_open = 3;
constexpr std::size_t most_looked_at = 16;  // times the page
constexpr std::size_t most_repeated = 1'000'000;
// A block that is no mere label, and whose words are not mostly links, is running text.
constexpr std::size_t least_running = 60;
constexpr double most_linked = 0.4;
// The story's part of the page's running text.
constexpr double nearly_all = 0.85;

bool starts_with_letters(std::string_view text, std::string_view lower_word) {
  if (text.size() < lower_word.size()) return false;
  for (std::size_t i = 0; i < lower_word.size(); ++i)
    if ((text[i] | 0x20) != lower_word[i]) return false;
  return true;
}

/// What tags alone tell of how hard a page is to parse.
struct Strain {
  std::size_t tags = 0;
  std::size_t depth = 0;        ///< elements that are open at one time; those that close themselves are not counted
  std::size_t formatting = 0;   ///< the same of `b`, `font` and the like, which a parser opens anew in each paragraph until they are closed
  std::size_t attributes = 0;   ///< of one tag
};

bool is_one_of(std::string_view tag, std::span<const std::string_view> names) {
  return std::any_of(names.begin(), names.end(), [&](std::string_view n) { return n.size() == tag.size() && starts_with_letters(tag, n); });
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

/// Attributes of the tag whose name ends at `at`, as the standard's tokenizer parts them; `end` becomes where the tag does.
std::size_t attributes_of(std::string_view page, std::size_t at, std::size_t& end) {
  std::size_t count = 0;
  while (at < page.size() && page[at] != '>') {
    if (is_space(page[at]) || page[at] == '/') {
      ++at;
      continue;
    }
    ++count;
    // A name may begin with `=`.
    for (++at; at < page.size() && page[at] != '=' && page[at] != '>' && page[at] != '/' && !is_space(page[at]);) ++at;
    while (at < page.size() && is_space(page[at])) ++at;
    if (at == page.size() || page[at] != '=') continue;
    for (++at; at < page.size() && is_space(page[at]);) ++at;
    if (at == page.size() || page[at] == '>') break;
    if (page[at] == '"' || page[at] == '\'') {
      at = std::min(page.find(page[at], at + 1), page.size() - 1) + 1;
    } else {
      while (at < page.size() && page[at] != '>' && !is_space(page[at])) ++at;
    }
  }
  end = at;
  return count;
}

Strain strain_of(std::string_view page) {
  static constexpr std::array<std::string_view, 24> no_depth = {"p",   "li",   "br",  "img",   "hr",    "td",  "tr",   "th",    "dt",    "dd",     "meta",   "link",
                                                                "input", "option", "col", "area", "base", "embed", "param", "source", "track", "wbr", "tbody", "colgroup"};
  static constexpr std::array<std::string_view, 14> formatting = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"};
  constexpr std::string_view script = "script";
  Strain strain;
  std::size_t open = 0, open_formatting = 0, looked_at = 0;
  // Within these a script's content is markup.
  bool foreign = false;
  for (std::size_t at = page.find('<'); at != std::string_view::npos && !foreign; at = page.find('<', at + 1))
    foreign = starts_with_letters(page.substr(at + 1), "svg") || starts_with_letters(page.substr(at + 1), "math");
  for (std::size_t at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const bool closing = at + 1 < page.size() && page[at + 1] == '/';
    const std::size_t begin = at + 1 + (closing ? 1 : 0);
    std::size_t end = begin;
    while (end < page.size() && ((page[end] | 0x20) >= 'a' && (page[end] | 0x20) <= 'z')) ++end;
    const std::string_view tag = page.substr(begin, end - begin);
    if (tag.empty()) continue;
    ++strain.tags;
    const bool is_formatting = is_one_of(tag, formatting);
    if (closing) {
      if (is_formatting) open_formatting -= open_formatting > 0 ? 1 : 0;
      if (!is_one_of(tag, no_depth)) open -= open > 0 ? 1 : 0;
      continue;
    }
    // Comments and scripts hold what only looks like tags, so scans may overlap: within reason.
    std::size_t past = end;
    strain.attributes = std::max(strain.attributes, attributes_of(page, end, past));
    looked_at += past - end;
    if (looked_at > most_looked_at * page.size()) strain.attributes = most_attributes + 1;
    if (strain.attributes > most_attributes) return strain;
    if (is_formatting) strain.formatting = std::max(strain.formatting, ++open_formatting);
    if (!is_one_of(tag, no_depth)) strain.depth = std::max(strain.depth, ++open);
    // What a script writes is no tag. What looks like one elsewhere is counted: too much is better than too little.
    if (foreign || tag.size() != script.size() || !starts_with_letters(tag, script)) continue;
    std::size_t stop = page.find("</", end);
    while (stop != std::string_view::npos && !starts_with_letters(page.substr(stop + 2), script)) stop = page.find("</", stop + 2);
    if (stop == std::string_view::npos) return strain;
    at = stop - 1;
  }
  return strain;
}

/// Why a page cannot be parsed safely, or empty.
std::string hardship(const Strain& strain) {
  if (strain.depth > deepest) return "the page's elements are nested more than " + std::to_string(deepest) + " deep";
  if (strain.attributes > most_attributes) return "a tag of the page has more than " + std::to_string(most_attributes) + " attributes";
  if (strain.formatting > few_open && strain.formatting > most_repeated / strain.tags) return "the page opens too many elements such as <b> that it does not close";
  return {};
}

class Page {
 public:
  explicit Page(std::string_view bytes) : bytes_(bytes), output_(gumbo_parse_with_options(&kGumboDefaultOptions, bytes.data(), bytes.size())) {}
  ~Page() { gumbo_destroy_output(&kGumboDefaultOptions, output_); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  void read(InputRecord& record) {
    const HtmlHead head = read_html_head(*output_->root);
    if (!head.date.empty()) record.date = head.date;
    HtmlText text(bytes_, [this](const GumboNode& node) { return dropped(node); });
    const GumboNode* body = first(*output_->root, GUMBO_TAG_BODY);
    if (body != nullptr) {
      measure_page(*body);
      const GumboNode& story = find_story(*body);
      if (first(story, GUMBO_TAG_H1) == nullptr) {
        if (const GumboNode* headline = first(*body, GUMBO_TAG_H1)) text.render(*headline);
        if (text.text.empty() && !head.title.empty()) text.block(head.title);
      }
      text.render(story);
    }
    text.finish();
    record.text = std::move(text.text);
    record.source_map = std::move(text.runs);
  }

 private:
  std::string_view bytes_;
  GumboOutput* output_;
  const HtmlWords& words_ = HtmlWords::get();
  std::unordered_map<const GumboNode*, std::size_t> running_;  // bytes of running text inside
  std::unordered_map<const GumboNode*, std::size_t> with_furniture_;  // the same, before any furniture was taken out
  std::size_t all_ = 0;                                        // of the page
  bool furniture_known_ = false;

  struct Own {
    std::size_t text = 0, linked = 0;
  };

  static const GumboVector& children(const GumboNode& node) { return node.v.element.children; }
  static const GumboNode& child(const GumboVector& all, unsigned i) { return *static_cast<const GumboNode*>(all.data[i]); }

  bool dropped(const GumboNode& node) const {
    if (node.type != GUMBO_NODE_ELEMENT) return node.type == GUMBO_NODE_TEMPLATE || node.type == GUMBO_NODE_COMMENT;
    const GumboElement& element = node.v.element;
    if (words_.place(gumbo_normalized_tagname(element.tag)) == HtmlPlace::drop) return true;
    if (gumbo_get_attribute(&element.attributes, "hidden") != nullptr || html_attribute(node, "aria-hidden") == "true") return true;
    const std::string_view style = html_attribute(node, "style");
    if (style.find("display:none") != std::string_view::npos || style.find("display: none") != std::string_view::npos) return true;
    return furniture_known_ && is_furniture(node);
  }

  /// What is named like furniture and does not hold half of the page: a layout may be called `with-sidebar`.
  bool is_furniture(const GumboNode& node) const {
    if (node.v.element.tag == GUMBO_TAG_BODY || node.v.element.tag == GUMBO_TAG_MAIN || node.v.element.tag == GUMBO_TAG_H1) return false;
    bool named = false;
    for (const char* key : {"class", "id", "role"}) {
      const std::string_view value = html_attribute(node, key);
      if (words_.is_story(value)) return false;
      named |= words_.is_furniture(value);
    }
    if (!named || words_.is_story(html_attribute(node, "itemprop"))) return false;
    const auto at = with_furniture_.find(&node);
    return at == with_furniture_.end() || 2 * at->second < with_furniture_.at(nullptr) || at->second == 0;
  }

  void measure_page(const GumboNode& body) {
    Own own;
    measure(body, false, own);
    with_furniture_.swap(running_);
    with_furniture_[nullptr] = with_furniture_[&body];
    furniture_known_ = true;
    Own again;
    measure(body, false, again);
    all_ = running_[&body];
  }

  /// Running text inside, and to `own` the text that belongs to the block around.
  std::size_t measure(const GumboNode& node, bool in_link, Own& own) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_CDATA) {
      const std::size_t size = std::string_view(node.v.text.text).size();
      own.text += size;
      own.linked += in_link ? size : 0;
      return 0;
    }
    if (node.type != GUMBO_NODE_ELEMENT || dropped(node)) return 0;
    const GumboElement& element = node.v.element;
    const bool is_inline = words_.place(gumbo_normalized_tagname(element.tag)) == HtmlPlace::inline_text;
    Own inside;
    Own& mine = is_inline ? own : inside;
    std::size_t running = 0;
    for (unsigned i = 0; i < element.children.length; ++i) running += measure(child(element.children, i), in_link || element.tag == GUMBO_TAG_A, mine);
    if (!is_inline && mine.text >= least_running && static_cast<double>(mine.linked) < most_linked * static_cast<double>(mine.text)) running += mine.text;
    running_[&node] = running;
    return running;
  }

  const GumboNode& find_story(const GumboNode& body) const {
    const GumboNode* node = &body;
    if (all_ == 0) {
      for (const GumboTag tag : {GUMBO_TAG_ARTICLE, GUMBO_TAG_MAIN})
        if (const GumboNode* found = first(body, tag)) return *found;
      return body;
    }
    const auto enough = [&](const GumboNode& inner) {
      const auto at = running_.find(&inner);
      return at != running_.end() && static_cast<double>(at->second) >= nearly_all * static_cast<double>(all_);
    };
    for (bool deeper = true; deeper;) {
      deeper = false;
      for (unsigned i = 0; i < children(*node).length && !deeper; ++i) {
        const GumboNode& inner = child(children(*node), i);
        if (inner.type != GUMBO_NODE_ELEMENT || !enough(inner)) continue;
        node = &inner;
        deeper = true;
      }
    }
    for (const GumboNode* around = node; around != nullptr && around != &body; around = around->parent)
      if (around->type == GUMBO_NODE_ELEMENT && around->v.element.tag == GUMBO_TAG_ARTICLE) return *around;
    // A page with one paragraph has its headline beside it.
    while (node != &body && !holds_blocks(*node)) node = node->parent;
    return *node;
  }

  static bool holds_blocks(const GumboNode& node) {
    const GumboTag tag = node.v.element.tag;
    return tag == GUMBO_TAG_DIV || tag == GUMBO_TAG_SECTION || tag == GUMBO_TAG_MAIN || tag == GUMBO_TAG_TD;
  }

  /// The first element of this kind that is not dropped, in the order of the page.
  const GumboNode* first(const GumboNode& node, GumboTag tag) const {
    if (node.type != GUMBO_NODE_ELEMENT || (tag != GUMBO_TAG_BODY && dropped(node))) return nullptr;
    if (node.v.element.tag == tag) return &node;
    for (unsigned i = 0; i < children(node).length; ++i)
      if (const GumboNode* found = first(child(children(node), i), tag)) return found;
    return nullptr;
  }
};

}  // namespace

void read_html(std::string_view bytes, InputRecord& record) {
  std::string replaced_bytes;
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (!is_valid_utf8(bytes)) {
    std::size_t replaced = 0;
    replaced_bytes = valid_utf8(bytes, replaced);
    bytes = replaced_bytes;
    record.issues.push_back({"I004", 0, std::to_string(replaced) + " invalid UTF-8 sequences in the page were replaced by U+FFFD"});
  }
  if (const std::string hard = hardship(strain_of(bytes)); !hard.empty()) {
    record.error = Error{"io.html", record.source + ": " + hard};
    return;
  }
  // The mark would be taken for the first word of the body.
  std::string unmarked;
  if (bytes.starts_with(mark)) unmarked.assign(mark.size(), ' ').append(bytes.substr(mark.size()));
  Page(unmarked.empty() ? bytes : std::string_view(unmarked)).read(record);
  record.page = bytes;
}

}  // namespace sluice
