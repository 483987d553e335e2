#include "io/brat_writer.hpp"

#include <cstdio>
#include <filesystem>
#include <utility>
#include <vector>

#include "io/document_file.hpp"
#include "io/offsets.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

constexpr std::string_view note_file = ".sluice-run";
constexpr std::string_view argument_type = "argument";

std::string capitalised(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  return out;
}

/// On one line and without blanks, for an id.
std::string joined(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') c = '_';
  return out;
}

class Annotations {
 public:
  explicit Annotations(const Document& document) : document_(document) { offsets_.assign(document.text(), OffsetUnit::codepoint, {}); }

  std::string run() {
    for (const Mention& m : document_.mentions()) {
      const std::size_t t = bound(m.type, m.span);
      mentions_.push_back(t);
      if (m.entity != none) entity(t, m.entity);
      if (m.value) value(t, m);
    }
    for (const Fact& f : document_.facts()) fact(f);
    return std::move(out_);
  }

 private:
  const Document& document_;
  Offsets offsets_;
  std::string out_;
  std::vector<std::size_t> mentions_;                       // T numbers
  std::map<std::pair<Span, std::uint32_t>, std::size_t> others_;  // T numbers of arguments that are no mention, by span and entity
  std::size_t bounds_ = 0, normalizations_ = 0, events_ = 0, attributes_ = 0, relations_ = 0;

  /// A line break parts a span into fragments.
  std::size_t bound(std::string_view type, Span span) {
    const std::string_view text = document_.text();
    std::string places, shown;
    std::uint32_t begin = span.begin;
    const auto fragment = [&](std::uint32_t end) {
      if (end <= begin) return;
      if (!places.empty()) {
        places += ';';
        shown += ' ';
      }
      places += std::to_string(offsets_.from_byte(begin)) + ' ' + std::to_string(offsets_.from_byte(end));
      shown += text.substr(begin, end - begin);
    };
    for (std::uint32_t i = span.begin; i < span.end; ++i)
      if (text[i] == '\n' || text[i] == '\r') {
        fragment(i);
        begin = i + 1;
      }
    fragment(span.end);
    if (places.empty()) places = std::to_string(offsets_.from_byte(span.begin)) + ' ' + std::to_string(offsets_.from_byte(span.end));
    out_ += 'T' + std::to_string(++bounds_) + '\t';
    (out_ += type) += ' ' + places + '\t' + shown + '\n';
    return bounds_;
  }

  void normalization(std::size_t t, std::string_view resource, std::string_view id, std::string_view text) {
    out_ += 'N' + std::to_string(++normalizations_) + "\tReference T" + std::to_string(t) + ' ';
    ((out_ += resource) += ':') += joined(id);
    (out_ += '\t') += text;
    out_ += '\n';
  }

  void entity(std::size_t t, std::uint32_t index) {
    std::string name = document_.entities()[index].name;
    for (char& c : name)
      if (c == '\n' || c == '\t' || c == '\r') c = ' ';
    normalization(t, "entity", 'e' + std::to_string(index + 1), name);
  }

  void value(std::size_t t, const Mention& m) {
    const std::string value = value_text(m.type, *m.value);
    if (!value.empty()) normalization(t, "value", value, value);
  }

  std::size_t filler(const Argument& a) {
    // Where only one of the two names an entity, or each another, the filler is not the mention.
    if (a.mention != none && a.entity == document_.mentions()[a.mention].entity) return mentions_[a.mention];
    const auto [at, fresh] = others_.try_emplace({a.span, a.entity}, 0);
    if (!fresh) return at->second;
    at->second = bound(argument_type, a.span);
    if (a.entity != none) entity(at->second, a.entity);
    return at->second;
  }

  void attribute(std::string_view kind, std::string_view of, std::string_view value) {
    out_ += 'A' + std::to_string(++attributes_) + '\t';
    (((out_ += kind) += ' ') += of) += ' ';
    (out_ += value) += '\n';
  }

  void fact(const Fact& f) {
    const std::size_t trigger = bound(f.kind, f.trigger.empty() ? f.span() : f.trigger);
    std::vector<std::pair<std::string, std::size_t>> roles;
    std::vector<std::pair<std::string, std::string>> literals;
    std::vector<std::pair<std::size_t, Span>> refers;
    std::map<std::string, int> seen;
    const auto add = [&](const Argument& a, std::string_view role) {
      if (!a.value.empty()) literals.emplace_back(capitalised(role), a.value);
      if (a.span.empty()) return;
      // The second filler of a role is role2, as brat numbers them.
      const int nth = ++seen[std::string(role)];
      roles.emplace_back(std::string(role) + (nth > 1 ? std::to_string(nth) : ""), filler(a));
      if (a.refers) refers.emplace_back(roles.back().second, *a.refers);
    };
    for (const Argument& a : f.arguments) add(a, a.role);
    if (f.attribution) add(*f.attribution, "attribution");
    const std::string id = 'E' + std::to_string(++events_);
    out_ += id + '\t';
    (out_ += f.kind) += ":T" + std::to_string(trigger);
    for (const auto& [role, t] : roles) out_ += ' ' + role + ":T" + std::to_string(t);
    out_ += '\n';
    if (f.polarity != Polarity::positive) attribute("Polarity", id, name(f.polarity));
    if (f.modality != Modality::actual) attribute("Modality", id, name(f.modality));
    for (const auto& [role, value] : literals) attribute(role, id, value);
    for (const auto& [t, span] : refers) {
      const std::size_t antecedent = filler(Argument{{}, span, none, none, std::nullopt, {}});
      out_ += 'R' + std::to_string(++relations_) + "\tRefersTo Arg1:T" + std::to_string(t) + " Arg2:T" + std::to_string(antecedent) + '\n';
    }
  }
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out(1);
  for (const char c : text) {
    if (c == '\n' || c == ' ' || c == '\t' || c == ',' || c == ':') {
      if (!out.back().empty()) out.emplace_back();
    } else {
      out.back() += c;
    }
  }
  if (out.back().empty()) out.pop_back();
  return out;
}

}  // namespace

std::string brat_annotations(const Document& document) { return Annotations(document).run(); }

bool BratWriter::open(const std::string& folder, bool resume) {
  folder_ = folder;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error || !std::filesystem::is_directory(folder, error)) {
    problem_ = folder + ": " + (error ? "cannot be made: " + error.message() : "is no folder");
    return false;
  }
  if (!resume) return true;
  std::string bytes, ignored;
  if (read_whole_file(std::filesystem::path(folder) / note_file, bytes, ignored)) note_ = bytes;
  // What the first part of the run learned of types is in the configuration that it left.
  if (!read_whole_file(std::filesystem::path(folder) / "annotation.conf", bytes, ignored)) return true;
  std::string section;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = std::string_view(bytes).substr(at, end - at);
    at = end + 1;
    if (line.starts_with('[')) section = line;
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || line.starts_with('[')) continue;
    if (section == "[entities]" && words[0] != argument_type) types_.insert(words[0]);
    if (section == "[attributes]" && words[0] != "Polarity" && words[0] != "Modality") literals_.insert(words[0]);
    if (section != "[events]") continue;
    std::set<std::string>& roles = events_[words[0]];
    for (std::size_t i = 1; i < words.size(); ++i)
      if (words[i].ends_with('*')) roles.insert(words[i].substr(0, words[i].size() - 1));
  }
  return true;
}

void BratWriter::learn(const Document& document) {
  for (const Mention& m : document.mentions()) grown_ |= types_.insert(std::string(m.type)).second;
  for (const Fact& f : document.facts()) {
    const auto [at, fresh] = events_.try_emplace(std::string(f.kind));
    grown_ |= fresh;
    for (const Argument& a : f.arguments) {
      grown_ |= at->second.insert(std::string(a.role)).second;
      if (!a.value.empty()) grown_ |= literals_.insert(capitalised(a.role)).second;
    }
  }
}

bool BratWriter::write_configuration() {
  std::string out = "[entities]\n";
  for (const std::string& type : types_) out += type + '\n';
  out += std::string(argument_type) + "\n\n[relations]\nRefersTo\tArg1:<ENTITY>, Arg2:<ENTITY>\n<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>\n\n[events]\n";
  for (const auto& [type, roles] : events_) {
    out += type + '\t';
    for (const std::string& role : roles) out += role + "*:<ENTITY>, ";
    out += "attribution*:<ENTITY>\n";
  }
  out += "\n[attributes]\nPolarity\tArg:<EVENT>, Value:negative\nModality\tArg:<EVENT>, Value:planned|possible|conditional\n";
  for (const std::string& literal : literals_) out += literal + "\tArg:<EVENT>, Value:up|down\n";
  grown_ = false;
  return write_whole_file(std::filesystem::path(folder_) / "annotation.conf", out, problem_);
}

bool BratWriter::document(const InputRecord& record, const Document& document) {
  if (!problem_.empty()) return false;
  std::string name = file_name_of(record.id);
  // A second document of this name must not take the place of the first.
  for (const Issue& i : record.issues)
    if (i.code == "I001") name += '~' + file_name_of(joined(record.source.substr(record.source.find_last_of('/') + 1)));
  const std::filesystem::path path = std::filesystem::path(folder_) / name;
  learn(document);
  return (!grown_ || write_configuration()) && write_whole_file(path.string() + ".txt", document.text(), problem_) &&
         write_whole_file(path.string() + ".ann", brat_annotations(document), problem_);
}

bool BratWriter::commit(std::string_view note) { return problem_.empty() && write_whole_file(std::filesystem::path(folder_) / note_file, note, problem_); }

bool BratWriter::finish() {
  if (!problem_.empty() || !write_configuration()) return false;
  std::error_code ignored;
  std::filesystem::remove(std::filesystem::path(folder_) / note_file, ignored);
  return true;
}

}  // namespace sluice
