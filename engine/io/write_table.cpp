#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "io/events.hpp"
#include "io/json_text.hpp"
#include "io/write.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t least_arguments = 30;   // columns that fillers get, however narrow the terminal is
constexpr std::size_t longest_filler = 60;
constexpr std::size_t texts_per_type = 4;

/// Columns on a terminal: one for each code point that is no combining mark, two for the wide scripts of East Asia and emoji.
std::size_t columns(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) c = (c << 6) | (static_cast<unsigned char>(text[i + k]) & 0x3Fu);
    i += length;
    const bool combining = (c >= 0x300 && c < 0x370) || (c >= 0x200B && c < 0x2010) || (c >= 0xFE00 && c < 0xFE10);
    const bool wide = (c >= 0x1100 && c < 0x1160) || (c >= 0x2E80 && c < 0xA4D0) || (c >= 0xAC00 && c < 0xD7A4) || (c >= 0xFF00 && c < 0xFF61) ||
                      (c >= 0x1F300 && c < 0x1FB00) || (c >= 0x20000 && c < 0x40000);
    count += combining ? 0 : wide ? 2 : 1;
  }
  return count;
}

/// On one line, without anything that a terminal would obey.
std::string plain(std::string_view text) {
  std::size_t ignored = 0;
  std::string out = valid_utf8(text, ignored);
  for (char& c : out)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  for (std::size_t at = out.find("\xC2"); at != std::string::npos && at + 1 < out.size(); at = out.find("\xC2", at + 1))
    if (static_cast<unsigned char>(out[at + 1]) < 0xA0) out.replace(at, 2, " ");  // C1 controls
  return out;
}

std::string shortened(std::string text, std::size_t width) {
  if (columns(text) <= width) return text;
  while (!text.empty() && columns(text) + 3 > width) {
    while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
    if (!text.empty()) text.pop_back();
  }
  return text + "...";
}

void pad(std::string& out, std::string_view text, std::size_t width) {
  out += text;
  out.append(width - std::min(width, columns(text)) + gap, ' ');
}

void end_line(std::string& out) {
  while (out.ends_with(' ')) out.pop_back();
  out += '\n';
}

struct Row {
  std::string type, state, source, rule;
  std::vector<std::string> arguments;
};

std::string filler(const Document& document, const Argument& argument) {
  std::string text = shortened(plain(argument.span.of(document.text())), longest_filler);
  if (argument.mention == none && argument.entity != none) {
    const std::string name = plain(document.entities()[argument.entity].name);
    if (name != text) text += " (" + name + ')';
  } else if (argument.refers) {
    text += " (" + shortened(plain(argument.refers->of(document.text())), longest_filler) + ')';
  }
  if (!argument.value.empty()) text = std::string(argument.value) + " (" + text + ')';
  return text;
}

Row row_of(const Document& document, const Fact& fact) {
  Row row{std::string(fact.kind), fact.polarity == Polarity::negative ? "not" : "", "", std::string(fact.rule), {}};
  if (fact.modality != Modality::actual) (row.state += row.state.empty() ? "" : " ") += name(fact.modality);
  if (fact.attribution) row.source = filler(document, *fact.attribution);
  for (const Argument& argument : fact.arguments) row.arguments.push_back(std::string(argument.role) + ": " + filler(document, argument));
  return row;
}

/// What two tellings say differently is marked; behind stands which facts there are.
Row row_of(const Document& document, const JoinedEvent& event) {
  Row row{std::string(event.type), event.polarity == Polarity::negative ? "not" : "", "", "", {}};
  if (event.modality != Modality::actual) (row.state += row.state.empty() ? "" : " ") += name(event.modality);
  if (event.polarity_conflict) (row.state += row.state.empty() ? "" : " ") += "(disputed)";
  for (const JoinedFiller& source : event.attributions) row.source += (row.source.empty() ? "" : "; ") + filler(document, *source.argument);
  for (const JoinedRole& role : event.roles)
    for (const JoinedFiller& filled : role.fillers)
      row.arguments.push_back(std::string(role.role) + (role.conflict ? "?: " : ": ") + filler(document, *filled.argument));
  for (const std::uint32_t f : event.facts) row.rule += (row.rule.empty() ? "f" : " f") + std::to_string(f + 1);
  return row;
}

void facts(const Document& document, bool events, std::size_t width, std::string& out) {
  Row head{events ? "EVENT" : "FACT", "STATE", "SOURCE", events ? "FACTS" : "RULE", {"ROLES"}};
  std::vector<Row> rows = {head};
  if (events)
    for (const JoinedEvent& event : join_events(document)) rows.push_back(row_of(document, event));
  else
    for (const Fact& fact : document.facts()) rows.push_back(row_of(document, fact));
  const auto widest = [&](std::string Row::*part) {
    std::size_t most = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) most = std::max(most, columns(rows[i].*part));
    // A column that no fact fills is left out.
    return most == 0 ? 0 : std::max(most, columns(head.*part));
  };
  const std::size_t type = widest(&Row::type), state = widest(&Row::state), source = widest(&Row::source), rule = widest(&Row::rule);
  std::size_t longest = 0;
  for (const Row& row : rows)
    for (const std::string& argument : row.arguments) longest = std::max(longest, columns(argument));
  const std::size_t others = type + gap + (state != 0 ? state + gap : 0) + (source != 0 ? source + gap : 0) + rule + gap;
  const std::size_t room = std::max(least_arguments, width > others ? width - others : 0);
  std::size_t arguments = 0;
  // Roles stand beside one another while there is room, and go on in the next line.
  std::vector<std::vector<std::string>> cells;
  for (const Row& row : rows) {
    std::vector<std::string> lines(1);
    for (const std::string& argument : row.arguments) {
      if (!lines.back().empty() && columns(lines.back()) + gap + columns(argument) > room) lines.emplace_back();
      if (!lines.back().empty()) lines.back() += "  ";
      lines.back() += argument;
    }
    for (const std::string& line : lines) arguments = std::max(arguments, columns(line));
    cells.push_back(std::move(lines));
  }
  for (std::size_t i = 0; i < rows.size(); ++i)
    for (std::size_t line = 0; line < cells[i].size(); ++line) {
      const bool first = line == 0;
      pad(out, first ? rows[i].type : "", type);
      if (state != 0) pad(out, first ? rows[i].state : "", state);
      pad(out, cells[i][line], arguments);
      if (source != 0) pad(out, first ? rows[i].source : "", source);
      if (first) out += rows[i].rule;
      end_line(out);
    }
}

/// A line for each type: how many, and the texts that occur most.
void mentions(const Document& document, std::size_t width, std::string& out) {
  struct Text { std::string shown; std::size_t count; };
  struct Type { std::string_view name; std::size_t count = 0; std::vector<Text> texts; };
  std::vector<Type> types;
  for (const Mention& mention : document.mentions()) {
    auto type = std::find_if(types.begin(), types.end(), [&](const Type& t) { return t.name == mention.type; });
    if (type == types.end()) type = types.insert(types.end(), Type{mention.type, 0, {}});
    ++type->count;
    std::string shown = shortened(plain(mention.span.of(document.text())), longest_filler);
    if (mention.value)
      if (const std::string value = value_text(mention.type, *mention.value);
          mention.value->country.empty() && !value.empty() && value != shown)
        shown += " = " + value;
    const auto text = std::find_if(type->texts.begin(), type->texts.end(), [&](const Text& t) { return t.shown == shown; });
    if (text != type->texts.end()) ++text->count;
    else if (type->texts.size() < 1000) type->texts.push_back({std::move(shown), 1});
  }
  std::sort(types.begin(), types.end(), [](const Type& a, const Type& b) { return std::pair(b.count, a.name) < std::pair(a.count, b.name); });
  std::size_t name_width = 0;
  for (const Type& type : types) name_width = std::max(name_width, type.name.size());
  for (Type& type : types) {
    std::stable_sort(type.texts.begin(), type.texts.end(), [](const Text& a, const Text& b) { return a.count > b.count; });
    std::string line;
    pad(line, type.name, name_width);
    const std::string count = std::to_string(type.count);
    line.append(count.size() < 4 ? 4 - count.size() : 0, ' ');
    line += count + "  ";
    std::size_t shown = 0;
    for (const Text& text : type.texts) {
      if (shown == texts_per_type) break;
      std::string item = (shown == 0 ? "" : ", ") + text.shown + (text.count > 1 ? " (" + std::to_string(text.count) + ')' : "");
      if (shown > 0 && columns(line) + columns(item) + 5 > width) break;
      line += item;
      ++shown;
    }
    if (shown < type.texts.size()) line += ", ...";
    out += line;
    end_line(out);
  }
}

}  // namespace

void write_table(const InputRecord& record, const Document& document, const WriteOptions& options, std::string& out) {
  const auto counted = [](std::size_t n, std::string_view what) { return std::to_string(n) + ' ' + std::string(what) + (n == 1 ? "" : "s"); };
  out += plain(record.id);
  if (!document.date().empty()) (out += "  ") += document.date();
  out += "  " + counted(document.facts().size(), "fact") + ", " + counted(document.mentions().size(), "mention") + "\n";
  if (!document.facts().empty()) {
    out += '\n';
    facts(document, options.events, options.width, out);
  }
  if (!document.mentions().empty()) {
    out += '\n';
    mentions(document, options.width, out);
  }
  const auto issue = [&](const Issue& i) { out += "issue " + i.code + ": " + plain(i.message) + '\n'; };
  for (const Issue& i : record.issues) issue(i);
  for (const Issue& i : document.issues()) issue(i);
  out += '\n';
}

}  // namespace sluice
