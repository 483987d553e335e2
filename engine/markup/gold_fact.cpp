#include "markup/gold_fact.hpp"

#include <optional>
#include <utility>

namespace sluice {
namespace {

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
// Ids may be written in any script: every byte above ASCII counts as part of a word.
bool is_id(char c) { return is_letter(c) || is_digit(c) || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_letter(c) || is_digit(c) || c == '_' || c == '-'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\f' || c == '\v'; }

class FactParser {
 public:
  FactParser(std::string_view line, std::size_t begin, const GoldDocument& document, GoldFact& fact, FactError& error)
      : line_(line), at_(begin), document_(document), fact_(fact), error_(error) {}

  bool run() {
    fact_.type = word();
    if (fact_.type.empty() || !eat('(')) return fail("G010", "a fact is `type(role=filler, ...)`", at_);
    do {
      if (!argument()) return false;
    } while (eat(','));
    if (!eat(')')) return fail("G011", "',' or ')' is missing after the argument", at_);
    return tail();
  }

 private:
  std::string_view line_;
  std::size_t at_;
  const GoldDocument& document_;
  GoldFact& fact_;
  FactError& error_;

  bool fail(std::string code, std::string message, std::size_t at, std::string hint = {}) {
    error_ = {std::move(code), std::move(message), std::move(hint), at};
    return false;
  }

  void blanks() {
    while (at_ < line_.size() && is_blank(line_[at_])) ++at_;
  }

  bool eat(char c) {
    blanks();
    if (at_ == line_.size() || line_[at_] != c) return false;
    ++at_;
    return true;
  }

  std::string word() {
    const std::size_t begin = at_;
    while (at_ < line_.size() && is_name(line_[at_])) ++at_;
    return std::string(line_.substr(begin, at_ - begin));
  }

  bool argument() {
    blanks();
    const std::size_t begin = at_;
    GoldArgument argument;
    argument.role = word();
    if (argument.role.empty() || !eat('=')) return fail("G012", "an argument is `role=#id`, `role=\"text\"`, `role=up` or `role=down`", begin);
    blanks();
    if (!filler(argument.filler, true)) return false;
    fact_.arguments.push_back(std::move(argument));
    return true;
  }

  bool filler(GoldFiller& out, bool literals) {
    const std::size_t begin = at_;
    if (at_ < line_.size() && line_[at_] == '#') return entity(out);
    if (at_ < line_.size() && line_[at_] == '"') return quoted(out);
    if (literals) {
      std::string literal = word();
      if (literal == "up" || literal == "down") {
        out.text = std::move(literal);
        out.literal = true;
        return true;
      }
    }
    return fail("G013", "the filler is missing", begin, literals ? "write #id, a quoted piece of the text, up or down"
                                                                      : "write #id or a quoted piece of the text");
  }

  bool entity(GoldFiller& out) {
    const std::size_t begin = at_++;
    const std::size_t name = at_;
    while (at_ < line_.size() && is_id(line_[at_])) ++at_;
    out.entity = line_.substr(name, at_ - name);
    for (const MarkupSpan& mention : document_.mentions)
      if (mention.id == out.entity && !out.entity.empty()) out.spans.push_back(mention.span);
    if (out.spans.empty()) return fail("G014", "no mention has the id #" + out.entity, begin);
    out.text = out.spans.front().of(document_.text);
    return true;
  }

  bool quoted(GoldFiller& out) {
    const std::size_t begin = at_++;
    while (at_ < line_.size() && line_[at_] != '"') {
      if (line_[at_] == '\\' && at_ + 1 < line_.size()) {
        if (line_[at_ + 1] != '"') out.text += '\\';
        ++at_;
      }
      out.text += line_[at_++];
    }
    if (at_ == line_.size()) return fail("G015", "the quotation is not closed", begin);
    ++at_;
    std::size_t nth = 1;
    if (at_ + 1 < line_.size() && line_[at_] == '@' && is_digit(line_[at_ + 1])) {
      ++at_;
      nth = 0;
      for (; at_ < line_.size() && is_digit(line_[at_]); ++at_)
        if (nth < document_.text.size()) nth = nth * 10 + static_cast<std::size_t>(line_[at_] - '0');
    }
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::max<std::size_t>(nth, 1); ++i) {
      found = document_.text.find(out.text, i == 0 ? 0 : found + 1);
      if (found == std::string::npos || out.text.empty())
        return fail("G016", i == 0 ? "'" + out.text + "' is not in the text" : "'" + out.text + "' is in the text only " + std::to_string(i) + " times", begin);
    }
    out.spans.push_back({static_cast<std::uint32_t>(found), static_cast<std::uint32_t>(found + out.text.size())});
    return true;
  }

  /// What stands after the closing parenthesis.
  bool tail() {
    while (blanks(), at_ < line_.size()) {
      const std::size_t begin = at_;
      const std::string word = this->word();
      if (word == "negative") fact_.polarity = Polarity::negative;
      else if (word == "planned") fact_.modality = Modality::planned;
      else if (word == "possible") fact_.modality = Modality::possible;
      else if (word == "conditional") fact_.modality = Modality::conditional;
      else if (word == "by") {
        blanks();
        fact_.attribution.emplace();
        if (!filler(*fact_.attribution, false)) return false;
        blanks();
        if (at_ < line_.size()) return fail("G017", "nothing may follow the attribution", at_);
      } else {
        return fail("G018", "unknown word after the fact", begin, "negative, planned, possible, conditional or `by` and a source");
      }
    }
    return true;
  }
};

std::string print_filler(const GoldFiller& filler, std::string_view text) {
  if (filler.literal) return filler.text;
  if (!filler.entity.empty()) return '#' + filler.entity;
  std::string out = "\"";
  for (const char c : filler.text) {
    if (c == '"') out += '\\';
    out += c;
  }
  out += '"';
  if (filler.spans.empty()) return out;
  std::size_t nth = 0;
  for (std::size_t at = text.find(filler.text); at != std::string_view::npos && at <= filler.spans.front().begin; at = text.find(filler.text, at + 1)) ++nth;
  if (nth > 1) out += '@' + std::to_string(nth);
  return out;
}

}  // namespace

bool parse_gold_fact(std::string_view line, std::size_t begin, const GoldDocument& document, GoldFact& fact, FactError& error) {
  return FactParser(line, begin, document, fact, error).run();
}

std::string print_gold_fact(const GoldFact& fact, std::string_view text) {
  std::string out = fact.type + '(';
  for (const GoldArgument& argument : fact.arguments) {
    if (&argument != &fact.arguments.front()) out += ", ";
    out += argument.role + '=' + print_filler(argument.filler, text);
  }
  out += ')';
  if (fact.polarity == Polarity::negative) out += " negative";
  if (fact.modality == Modality::planned) out += " planned";
  if (fact.modality == Modality::possible) out += " possible";
  if (fact.modality == Modality::conditional) out += " conditional";
  if (fact.attribution) out += " by " + print_filler(*fact.attribution, text);
  return out;
}

}  // namespace sluice
