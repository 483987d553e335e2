#include "cli/explanation.hpp"

#include <algorithm>
#include <utility>

namespace sluice::cli {
namespace {

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

std::string where(const RulePlace& place) {
  if (place.file.empty()) return {};
  return place.file + ':' + std::to_string(place.line) + (place.column > 1 ? ':' + std::to_string(place.column) : "");
}

std::string padded(std::string text, std::size_t width) {
  const auto length = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
  if (length < width) text.append(width - length, ' ');
  return text;
}

std::string counted(std::size_t n, const std::string& what) { return std::to_string(n) + ' ' + what + (n == 1 ? "" : "s"); }

void proposal(const Proposal& p, const ShownText& text, std::string& out) {
  out += "  " + padded(p.type, 14) + ' ' + text.quoted(p.span);
  if (!p.value.empty()) out += " = " + p.value;
  out += "\n      by " + p.rule;
  if (const std::string file = where(p.place); !file.empty()) out += "  " + file;
  out += '\n';
  if (p.trigger) {
    out += "      " + std::string(name(p.polarity)) + ", " + std::string(name(p.modality)) + "; carried by " + text.quoted(*p.trigger) + '\n';
  }
  for (const Binding& b : p.bindings) {
    out += "      " + padded(b.name, 12) + " " + (b.span.empty() ? "" : text.quoted(b.span));
    if (!b.value.empty()) out += (b.span.empty() ? "" : "  ") + b.value;
    out += '\n';
  }
  if (p.fate == Proposal::lost)
    out += "      lost to " + p.beaten_by + (p.winner.empty() ? "" : ", which takes " + text.quoted(p.winner)) + '\n';
  else if (p.fate == Proposal::dropped)
    out += p.trigger ? "      dropped: a role that must be filled stands for nothing that its slot takes\n" : "      dropped: the document speaks against it\n";
}

template <class Kept>
void proposals(const char* title, const std::vector<Proposal>& all, const ShownText& text, std::string& out, Kept kept) {
  bool any = false;
  for (const Proposal& p : all) {
    if (!kept(p)) continue;
    if (!any) out += std::string("\n") + title + '\n';
    any = true;
    proposal(p, text, out);
  }
}

void attempt(const Attempt& a, bool frame, const ShownText& text, std::string& out) {
  out += frame ? "    clause of " + text.quoted(a.start) + ": " + a.clause + '\n' : "    from " + text.quoted(a.start) + '\n';
  std::size_t width = 0;
  for (const Attempt::Step& s : a.steps) width = std::max(width, s.item.size());
  for (const Refusal& r : a.refusals) width = std::max(width, r.item.size());
  width = std::min<std::size_t>(width, 40);
  for (const Attempt::Step& s : a.steps) {
    out += (s.filled ? "      took    " : "      -       ") + padded(s.item, width) + "  ";
    out += s.span.empty() ? (s.filled ? "(holds)" : "nothing, and need not") : '\'' + text.words(s.span, 60) + '\'';
    out += '\n';
  }
  for (const Refusal& r : a.refusals) {
    out += "      refused " + padded(r.item, width) + "  ";
    if (!r.token.empty()) out += "at '" + text.words(r.token, 40) + "': ";
    out += r.reason;
    if (const std::string file = where(r.place); !file.empty()) out += "  (" + file + ')';
    out += '\n';
  }
  if (!a.outcome.empty()) out += "      " + std::string(a.matched ? "matches; " : "") + a.outcome + '\n';
}

}  // namespace

ShownText::ShownText(std::string name, std::string_view text, OffsetUnit unit, std::span<const Replacement> replacements)
    : name_(std::move(name)), text_(text) {
  offsets_.assign(text, unit, replacements);
}

std::uint32_t ShownText::to_byte(std::uint32_t line, std::uint32_t column) const {
  std::size_t at = 0;
  for (std::uint32_t l = 1; l < line; ++l) {
    at = text_.find('\n', at);
    if (at == std::string_view::npos) return static_cast<std::uint32_t>(text_.size());
    ++at;
  }
  for (std::uint32_t c = 1; c < column && at < text_.size() && text_[at] != '\n'; ++c) {
    ++at;
    while (at < text_.size() && continues(text_[at])) ++at;
  }
  return static_cast<std::uint32_t>(at);
}

std::string ShownText::place(std::uint32_t byte) const {
  const std::string_view before = text_.substr(0, byte);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  const auto column = std::count_if(before.begin() + static_cast<std::ptrdiff_t>(start), before.end(), [](char c) { return !continues(c); });
  return std::to_string(lines + 1) + ':' + std::to_string(column + 1);
}

std::string ShownText::words(Span span, std::size_t longest) const {
  std::string out;
  for (const char c : span.of(text_)) {
    const bool blank = c == '\n' || c == '\r' || c == '\t' || c == ' ';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  if (out.size() <= longest) return out;
  std::size_t head = longest * 2 / 3, tail = out.size() - longest / 3;
  while (head > 0 && continues(out[head])) --head;
  while (tail < out.size() && continues(out[tail])) ++tail;
  return out.substr(0, head) + " ... " + out.substr(tail);
}

std::string ShownText::quoted(Span span) const {
  return '\'' + words(span) + "' " + std::to_string(offset(span.begin)) + '-' + std::to_string(offset(span.end));
}

std::string as_text(const PlaceExplanation& place, const ShownText& text) {
  if (place.token.empty()) return text.name() + ": there is no word in it\n";
  std::string out = text.name() + ':' + text.place(place.token.begin) + ": " + text.quoted(place.token) + ", in the " + std::string(name(place.zone)) + "\n\n";
  out += "  " + text.words(place.sentence, 400) + '\n';
  const auto won = [](const Proposal& p) { return p.fate == Proposal::won; };
  const auto other = [](const Proposal& p) { return p.fate != Proposal::won; };
  proposals("Mentions", place.mentions, text, out, won);
  proposals("Facts", place.facts, text, out, won);
  if (std::none_of(place.mentions.begin(), place.mentions.end(), won) && std::none_of(place.facts.begin(), place.facts.end(), won))
    out += "\nNo mention and no fact stands here.\n";
  proposals("Readings that lost", place.mentions, text, out, other);
  proposals("Facts that lost", place.facts, text, out, other);
  out += "\nBelow\n";
  for (const LayerRecord& r : place.layers) {
    out += "  " + padded(r.kind, 12) + ' ' + text.quoted(r.span) + '\n';
    for (const Binding& f : r.fields) out += "      " + padded(f.name, 12) + ' ' + (f.span.empty() ? f.value : text.quoted(f.span)) + '\n';
  }
  return out;
}

std::string attempts_text(const SentenceExplanation& sentence, const ShownText& text, const Detail& detail) {
  std::string out = sentence.note.empty() ? "" : "    " + sentence.note + '\n';
  const bool frame = !sentence.attempts.empty() && !sentence.attempts.front().clause.empty();
  const std::size_t shown = std::min(sentence.attempts.size(), detail.attempts);
  for (std::size_t i = 0; i < shown; ++i) attempt(sentence.attempts[i], frame, text, out);
  if (shown < sentence.attempts.size()) out += "    and " + counted(sentence.attempts.size() - shown, "other start") + " that came less far\n";
  return out;
}

std::string as_text(const RuleExplanation& rule, const ShownText& text, const Detail& detail) {
  std::string out = std::string(rule.frame ? "frame " : "rule ") + rule.rule + "  " + where(rule.place) + '\n';
  std::size_t silent = 0, matched = 0;
  for (const SentenceExplanation& s : rule.sentences) {
    matched += static_cast<std::size_t>(std::count_if(s.attempts.begin(), s.attempts.end(), [](const Attempt& a) { return a.matched; }));
    if (s.silent && !detail.silent_sentences) {
      ++silent;
      continue;
    }
    out += "\n  " + text.place(s.sentence.begin) + " (" + std::string(name(s.zone)) + "): " + text.words(s.sentence, 300) + '\n';
    out += attempts_text(s, text, detail);
  }
  out += '\n' + (matched == 0 ? "No match" : matched == 1 ? "1 match" : std::to_string(matched) + " matches") + " in " + counted(rule.sentences.size(), "sentence");
  if (silent > 0) out += "; in " + std::to_string(silent) + " of them " + (rule.frame ? "none of its words stands" : "nothing begins the rule");
  return out + ".\n";
}

}  // namespace sluice::cli
