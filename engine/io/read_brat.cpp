#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/annotation_input.hpp"
#include "io/labels.hpp"
#include "io/offsets.hpp"

namespace sluice {
namespace {

constexpr std::string_view argument_type = "argument";

std::vector<std::string_view> parted(std::string_view text, char by) {
  std::vector<std::string_view> out;
  while (true) {
    const std::size_t end = text.find(by);
    if (end != 0 || by != ' ') out.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
  }
}

std::string lower_first(std::string_view word) {
  std::string out(word);
  if (!out.empty() && out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] + 32);
  return out;
}

struct Bound {
  std::string type;
  Span span;
  std::string entity;   // of a normalization, or of an equivalence
  std::string value;
  std::uint32_t mention = none;
};

struct Event {
  std::string type, trigger;
  std::vector<std::pair<std::string, std::string>> roles;     // role, id
  std::vector<std::pair<std::string, std::string>> literals;  // role, value
  Polarity polarity = Polarity::positive;
  Modality modality = Modality::actual;
  bool trigger_needed = true;
};

class BratReader {
 public:
  BratReader(std::string_view text, std::string_view annotations, std::string_view source) : text_(text), annotations_(annotations), source_(source) {
    offsets_.assign(text, OffsetUnit::codepoint, {});
    length_ = offsets_.from_byte(static_cast<std::uint32_t>(text.size()));
  }

  Result<AnnotatedDocument> run() {
    std::size_t number = 0;
    for (const std::string_view line : parted(annotations_, '\n')) {
      ++number;
      std::string_view plain = line;
      if (plain.ends_with('\r')) plain.remove_suffix(1);
      if (plain.empty()) continue;
      if (const std::string wrong = read(plain); !wrong.empty()) return Error{"io.brat", std::string(source_) + ':' + std::to_string(number) + ": " + wrong};
    }
    return build();
  }

 private:
  std::string_view text_, annotations_, source_;
  Offsets offsets_;
  std::uint32_t length_ = 0;
  std::vector<std::string> order_;           // of text-bound annotations
  std::map<std::string, Bound, std::less<>> bounds_;
  std::vector<std::string> event_order_;
  std::map<std::string, Event, std::less<>> events_;
  std::map<std::string, std::string> refers_;  // argument, antecedent
  std::size_t equivalences_ = 0;

  std::string read(std::string_view line) {
    const std::vector<std::string_view> fields = parted(line, '\t');
    const std::string_view id = fields[0];
    if (fields.size() < 2 || id.empty()) return "a line has an id, a tab and what it says";
    switch (id[0]) {
      case 'T': return bound(id, fields[1]);
      case 'E': return event(id, fields[1]);
      case 'R': return relation(fields[1]);
      case 'A': case 'M': return attribute(fields[1]);
      case 'N': return normalization(fields);
      case '*': return equivalence(fields[1]);
      case '#': return {};
      default: return "no annotation is called '" + std::string(id) + "'";
    }
  }

  std::string bound(std::string_view id, std::string_view what) {
    const std::size_t blank = what.find(' ');
    if (blank == std::string_view::npos) return "a span has a type and two offsets";
    Bound out;
    out.type = what.substr(0, blank);
    std::uint32_t first = length_ + 1, last = 0;
    // Fragments become the span from the first to the last.
    for (const std::string_view fragment : parted(what.substr(blank + 1), ';')) {
      std::uint32_t begin = 0, end = 0;
      const char* const stop = fragment.data() + fragment.size();
      const auto [at, error] = std::from_chars(fragment.data(), stop, begin);
      if (error != std::errc() || at == stop || *at != ' ' || std::from_chars(at + 1, stop, end).ec != std::errc()) return "a span has two offsets";
      if (begin > end || end > length_) return "the text has " + std::to_string(length_) + " characters, and the span goes from " + std::to_string(begin) + " to " + std::to_string(end);
      first = std::min(first, begin);
      last = std::max(last, end);
    }
    out.span = {offsets_.to_byte(first), offsets_.to_byte(last)};
    order_.emplace_back(id);
    bounds_.insert_or_assign(std::string(id), std::move(out));
    return {};
  }

  std::string event(std::string_view id, std::string_view what) {
    Event out;
    bool first = true;
    for (const std::string_view part : parted(what, ' ')) {
      if (part.empty()) continue;
      const std::size_t colon = part.find(':');
      if (colon == std::string_view::npos) return "an event is TYPE:TRIGGER and ROLE:ID";
      if (first) {
        out.type = part.substr(0, colon);
        out.trigger = part.substr(colon + 1);
        first = false;
        continue;
      }
      std::string role(part.substr(0, colon));
      while (role.size() > 1 && role.back() >= '0' && role.back() <= '9') role.pop_back();
      out.roles.emplace_back(std::move(role), part.substr(colon + 1));
    }
    event_order_.emplace_back(id);
    events_.insert_or_assign(std::string(id), std::move(out));
    return {};
  }

  std::string relation(std::string_view what) {
    std::string type, first, second;
    for (const std::string_view part : parted(what, ' ')) {
      const std::size_t colon = part.find(':');
      if (colon == std::string_view::npos) type = part;
      else (first.empty() ? first : second) = part.substr(colon + 1);
    }
    if (second.empty()) return "a relation is TYPE ROLE:ID ROLE:ID";
    if (type == "RefersTo") {
      refers_[first] = second;
      return {};
    }
    // A relation between two names is a fact without a trigger.
    Event out;
    out.type = lower_first(type);
    out.trigger_needed = false;
    for (const std::string_view part : parted(what, ' '))
      if (const std::size_t colon = part.find(':'); colon != std::string_view::npos) out.roles.emplace_back(lower_first(part.substr(0, colon)), part.substr(colon + 1));
    const std::string id = "relation " + std::to_string(events_.size());
    event_order_.push_back(id);
    events_.emplace(id, std::move(out));
    return {};
  }

  std::string attribute(std::string_view what) {
    const std::vector<std::string_view> parts = parted(what, ' ');
    if (parts.size() < 2) return "an attribute is NAME ID VALUE";
    const auto at = events_.find(parts[1]);
    if (at == events_.end()) return {};
    const std::string_view value = parts.size() > 2 ? parts[2] : std::string_view();
    if (parts[0] == "Polarity" || parts[0] == "Negation") {
      at->second.polarity = parts[0] == "Negation" || value == name(Polarity::negative) ? Polarity::negative : Polarity::positive;
    } else if (parts[0] == "Modality") {
      for (const Modality m : {Modality::planned, Modality::possible, Modality::conditional})
        if (value == name(m)) at->second.modality = m;
    } else if (!value.empty()) {
      at->second.literals.emplace_back(lower_first(parts[0]), value);
    }
    return {};
  }

  std::string normalization(const std::vector<std::string_view>& fields) {
    const std::vector<std::string_view> parts = parted(fields[1], ' ');
    if (parts.size() < 3) return "a normalization is Reference ID RESOURCE:ID";
    const auto at = bounds_.find(parts[1]);
    if (at == bounds_.end()) return {};
    const std::size_t colon = parts[2].find(':');
    const std::string_view resource = parts[2].substr(0, colon);
    // A blank in a value became `_`; the text behind has it as it was.
    if (resource == "value") at->second.value = fields.size() > 2 && !fields[2].empty() ? fields[2] : parts[2].substr(std::min(colon + 1, parts[2].size()));
    else if (at->second.entity.empty()) at->second.entity = parts[2];
    return {};
  }

  std::string equivalence(std::string_view what) {
    const std::string entity = "equivalence " + std::to_string(++equivalences_);
    const std::vector<std::string_view> parts = parted(what, ' ');
    for (std::size_t i = 1; i < parts.size(); ++i)
      if (const auto at = bounds_.find(parts[i]); at != bounds_.end()) at->second.entity = entity;
    return {};
  }

  Result<AnnotatedDocument> build() {
    AnnotatedDocument out;
    NameKeeper names;
    Document& d = out.document;
    d.text_ = text_;
    std::map<std::string, std::uint32_t> entities;
    std::map<std::string, bool> triggers;
    for (const auto& [id, event] : events_) triggers[event.trigger] = true;
    const auto entity_of = [&](const Bound& b) {
      if (b.entity.empty()) return none;
      const auto [at, fresh] = entities.try_emplace(b.entity, static_cast<std::uint32_t>(d.entities_.size()));
      if (fresh) d.entities_.emplace_back();
      return at->second;
    };
    for (const std::string& id : order_) {
      Bound& b = bounds_.find(id)->second;
      if (triggers.contains(id) || b.type == argument_type) continue;
      Mention m;
      m.type = names.keep(type_of_label(b.type));
      m.span = b.span;
      m.entity = entity_of(b);
      m.value = parse_value(m.type, b.value);
      b.mention = static_cast<std::uint32_t>(d.mentions_.size());
      d.mentions_.push_back(m);
    }
    std::string wrong;
    const auto argument = [&](const std::string& role, const std::string& id) {
      Argument a;
      a.role = names.keep(role);
      const auto at = bounds_.find(id);
      if (at == bounds_.end()) {
        // An event that fills a role stands for its trigger.
        const auto inner = events_.find(id);
        const auto trigger = inner == events_.end() ? bounds_.end() : bounds_.find(inner->second.trigger);
        if (trigger == bounds_.end()) wrong = "there is no " + id;
        else a.span = trigger->second.span;
        return a;
      }
      a.span = at->second.span;
      a.mention = at->second.mention;
      a.entity = entity_of(at->second);
      // An argument that only lies on a mention still knows it.
      for (std::uint32_t m = 0; a.mention == none && m < d.mentions_.size(); ++m)
        if (d.mentions_[m].span == a.span) a.mention = m;
      if (const auto refers = refers_.find(id); refers != refers_.end())
        if (const auto antecedent = bounds_.find(refers->second); antecedent != bounds_.end()) a.refers = antecedent->second.span;
      return a;
    };
    for (const std::string& id : event_order_) {
      const Event& e = events_.find(id)->second;
      Fact f;
      f.kind = names.keep(e.type);
      f.polarity = e.polarity;
      f.modality = e.modality;
      f.event = static_cast<std::uint32_t>(d.facts_.size());
      if (const auto at = bounds_.find(e.trigger); at != bounds_.end()) f.trigger = at->second.span;
      else if (e.trigger_needed) wrong = "there is no " + e.trigger;
      std::vector<std::pair<std::string, std::string>> literals = e.literals;
      for (const auto& [role, target] : e.roles) {
        Argument a = argument(role, target);
        if (role == "attribution") {
          a.role = {};
          f.attribution = a;
          continue;
        }
        for (auto literal = literals.begin(); literal != literals.end(); ++literal)
          if (literal->first == role) {
            a.value = names.keep(literal->second);
            literals.erase(literal);
            break;
          }
        f.arguments.push_back(a);
      }
      for (const auto& [role, value] : literals) {
        Argument a;
        a.role = names.keep(role);
        a.value = names.keep(value);
        f.arguments.push_back(a);
      }
      if (!wrong.empty()) return Error{"io.brat", std::string(source_) + ": " + id + ": " + wrong};
      d.facts_.push_back(std::move(f));
    }
    name_entities(d);
    names.give_to(d);
    return out;
  }
};

}  // namespace

Result<AnnotatedDocument> read_brat(std::string_view text, std::string_view annotations, std::string_view source) {
  return BratReader(text, annotations, source).run();
}

}  // namespace sluice
