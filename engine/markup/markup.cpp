#include "markup/markup.hpp"

#include <algorithm>
#include <tuple>

namespace sluice {
namespace {

constexpr std::size_t nesting_limit = 64;

struct Open { std::uint32_t begin, line, column; std::size_t order; };

class Parser {
 public:
  Parser(std::string_view source, std::string_view file, std::uint32_t line, std::uint32_t column, Markup& out, Diagnostics& diagnostics)
      : source_(source), file_(file), line_(line), column_(column), out_(out), diagnostics_(diagnostics) {}

  bool run() {
    while (at_ < source_.size()) {
      const char c = source_[at_];
      if (c == '\\' && at_ + 1 < source_.size() && std::string_view("[]|\\").find(source_[at_ + 1]) != std::string_view::npos) {
        advance();
        out_.text += source_[at_];
        advance();
      } else if (c == '[') {
        if (open_.size() >= nesting_limit) {
          report("M003", "brackets nest deeper than " + std::to_string(nesting_limit), line_, column_);
          break;
        }
        open_.push_back({size(), line_, column_, opened_++});
        advance();
      } else if (c == '|' && !open_.empty()) {
        label();
      } else if (c == ']') {
        if (open_.empty()) report("M001", "']' without a '['; write \\] for a plain bracket", line_, column_);
        else {
          report("M002", "']' without a label; write [text|type]", line_, column_);
          open_.pop_back();
        }
        advance();
      } else {
        out_.text += c;
        advance();
      }
    }
    for (const Open& o : open_) report("M004", "'[' is not closed", o.line, o.column);
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tuple(a.span.span.begin, ~a.span.span.end, a.order) < std::tuple(b.span.span.begin, ~b.span.span.end, b.order);
    });
    for (Found& f : found_) out_.spans.push_back(std::move(f.span));
    return good_;
  }

 private:
  struct Found { MarkupSpan span; std::size_t order; };

  std::string_view source_, file_;
  std::uint32_t line_, column_;
  Markup& out_;
  Diagnostics& diagnostics_;
  std::size_t at_ = 0, opened_ = 0;
  std::vector<Open> open_;
  std::vector<Found> found_;
  bool good_ = true;

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(out_.text.size()); }

  void advance() {
    if (source_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
    ++at_;
  }

  void report(std::string code, std::string message, std::uint32_t line, std::uint32_t column) {
    good_ = false;
    Diagnostic d;
    d.code = std::move(code);
    d.message = std::move(message);
    d.file = file_;
    d.line = line;
    d.column = column;
    diagnostics_.push_back(std::move(d));
  }

  /// From the bar to the bracket that closes the span.
  void label() {
    const Open open = open_.back();
    open_.pop_back();
    advance();
    std::string text;
    int inner = 0;
    while (at_ < source_.size() && (source_[at_] != ']' || inner != 0)) {
      inner += source_[at_] == '[' ? 1 : source_[at_] == ']' ? -1 : 0;
      text += source_[at_];
      advance();
    }
    if (at_ == source_.size()) {
      report("M004", "'[' is not closed", open.line, open.column);
      return;
    }
    advance();
    MarkupSpan span;
    span.span = {open.begin, size()};
    span.line = open.line;
    span.column = open.column;
    std::size_t i = 0;
    while (i < text.size()) {
      const std::size_t begin = text.find_first_not_of(" \t\n\r", i);
      if (begin == std::string::npos) break;
      const std::size_t end = std::min(text.find_first_of(" \t\n\r", begin), text.size());
      const std::string part = text.substr(begin, end - begin);
      if (span.label.empty()) span.label = part;
      else if (part[0] == '#') span.id = part.substr(1);
      else span.value += (span.value.empty() ? "" : " ") + part;
      i = end;
    }
    if (span.label.empty()) report("M005", "the label is empty", open.line, open.column);
    else found_.push_back({std::move(span), open.order});
  }
};

}  // namespace

bool parse_markup(std::string_view source, std::string_view file, std::uint32_t line, std::uint32_t column, Markup& out, Diagnostics& diagnostics) {
  out = {};
  return Parser(source, file, line, column, out, diagnostics).run();
}

std::string print_markup(const Markup& markup) {
  std::string out;
  std::vector<const MarkupSpan*> open;
  std::size_t next = 0;
  const auto close_until = [&](std::size_t position) {
    while (!open.empty() && open.back()->span.end <= position) {
      const MarkupSpan& s = *open.back();
      out += '|' + s.label + (s.value.empty() ? "" : ' ' + s.value) + (s.id.empty() ? "" : " #" + s.id) + ']';
      open.pop_back();
    }
  };
  for (std::size_t i = 0; i <= markup.text.size(); ++i) {
    close_until(i);
    while (next < markup.spans.size() && markup.spans[next].span.begin == i) {
      out += '[';
      open.push_back(&markup.spans[next++]);
    }
    if (i == markup.text.size()) break;
    const char c = markup.text[i];
    if (c == '[' || c == ']' || c == '\\' || c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace sluice
