#include <string>
#include <utility>

#include "io/annotation_input.hpp"
#include "io/json_text.hpp"
#include "io/labels.hpp"

namespace sluice {

void ConllReader::close() { open_.clear(); }

void ConllReader::take(AnnotatedDocument& out) {
  close();
  if (!text_.empty() && !line_start_) text_ += '\n';
  out = {};
  out.document.text_ = std::exchange(text_, {});
  out.document.mentions_ = std::exchange(mentions_, {});
  names_.give_to(out.document);
  names_ = NameKeeper();
  line_start_ = true;
  any_ = false;
}

bool ConllReader::line(std::string_view line, std::uint64_t number, AnnotatedDocument& out) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (line.starts_with("-DOCSTART-")) {
    const bool before = any_ || begun_;
    if (before) take(out);
    begun_ = true;
    return before;
  }
  const std::size_t first = line.find_first_of(" \t");
  if (line.find_first_not_of(" \t") == std::string_view::npos) {
    close();
    if (!line_start_) text_ += '\n';
    line_start_ = true;
    return false;
  }
  const std::size_t last = line.find_last_of(" \t");
  if (first == std::string_view::npos || first == 0 || last + 1 == line.size()) {
    problem_ = "line " + std::to_string(number) + ": a line has a token, a blank and a tag";
    return false;
  }
  std::size_t ignored = 0;
  const std::string token = is_valid_utf8(line.substr(0, first)) ? std::string(line.substr(0, first)) : valid_utf8(line.substr(0, first), ignored);
  const std::string_view tag = line.substr(last + 1);
  any_ = true;
  if (!line_start_) text_ += ' ';
  line_start_ = false;
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_ += token;
  const auto end = static_cast<std::uint32_t>(text_.size());
  if (tag == "O") {
    close();
    return false;
  }
  if (tag.size() < 3 || tag[1] != '-' || std::string_view("BIESLU").find(tag[0]) == std::string_view::npos) {
    problem_ = "line " + std::to_string(number) + ": the tag '" + std::string(tag) + "' is none of O, B-, I-, E-, S-, L-, U- and a type";
    return false;
  }
  const std::string_view label = tag.substr(2);
  // In the first scheme of CoNLL a mention begins with I-, unless one of its type stands just before it.
  if (tag[0] == 'B' || tag[0] == 'S' || tag[0] == 'U' || open_ != label) {
    Mention m;
    m.type = names_.keep(type_of_label(label));
    m.span = {begin, end};
    mentions_.push_back(m);
  } else {
    mentions_.back().span.end = end;
  }
  open_ = tag[0] == 'S' || tag[0] == 'U' || tag[0] == 'E' || tag[0] == 'L' ? std::string() : std::string(label);
  return false;
}

bool ConllReader::end(AnnotatedDocument& out) {
  if (!any_ && !begun_) return false;
  take(out);
  begun_ = false;
  return true;
}

}  // namespace sluice
