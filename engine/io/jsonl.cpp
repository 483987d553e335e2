#include "io/jsonl.hpp"

#include <nlohmann/json.hpp>
#include <simdjson.h>

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "io/json_text.hpp"

namespace sluice {
namespace {

/// Takes the known keys as strings and writes every other member down again as it comes, so that no number is rounded and no tree is built.
class LineHandler : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit LineHandler(InputRecord& record) : record_(record) {}

  std::string problem;         // what is wrong with well-formed JSON
  std::size_t bad_byte = 0;    // where ill-formed JSON breaks, counted from 1
  bool has_text = false;

  bool null() override { return scalar("null", false); }
  bool boolean(bool value) override { return scalar(value ? "true" : "false", false); }
  bool number_integer(number_integer_t value) override { return scalar(std::to_string(value), true); }
  bool number_unsigned(number_unsigned_t value) override { return scalar(std::to_string(value), true); }
  bool number_float(number_float_t, const string_t& digits) override { return scalar(digits, true); }

  bool string(string_t& value) override {
    if (depth_ == 1 && known_ != other) {
      *targets()[known_] = std::move(value);
      if (known_ == text) has_text = true;
      return true;
    }
    if (depth_ == 0) return no_object();
    separate();
    append_json(raw(), value);
    return true;
  }

  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open('{'); }
  bool start_array(std::size_t) override { return open('['); }
  bool end_object() override { return close('}'); }
  bool end_array() override { return close(']'); }

  bool key(string_t& value) override {
    if (depth_ == 1) {
      static constexpr std::array<std::string_view, 4> names = {"id", "text", "date", "title"};
      known_ = other;
      fresh_ = true;
      for (std::size_t i = 0; i < names.size(); ++i)
        if (value == names[i]) known_ = static_cast<Known>(i);
      if (known_ == other) {
        std::erase_if(members_, [&](const auto& member) { return member.first == value; });
        members_.emplace_back(value, std::string());
      }
      return true;
    }
    separate();
    append_json(raw(), value);
    raw() += ':';
    fresh_ = true;
    return true;
  }

  bool parse_error(std::size_t position, const std::string& token, const nlohmann::detail::exception& error) override {
    bad_byte = position;
    // "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while ..." keeps its last part.
    problem = error.what();
    if (const std::size_t colon = problem.find("column "); colon != std::string::npos)
      if (const std::size_t rest = problem.find(": ", colon); rest != std::string::npos) problem.erase(0, rest + 2);
    if (const std::size_t prefix = problem.find("] "); problem.starts_with("[json.") && prefix != std::string::npos) problem.erase(0, prefix + 2);
    // A token that must not stand here was read to its end; the place to name is where it begins.
    if (problem.find("unexpected ") != std::string::npos && problem.find("unexpected end") == std::string::npos && bad_byte >= token.size())
      bad_byte -= token.size() - 1;
    return false;
  }

  /// The members that were not known, as one object; empty where there were none.
  [[nodiscard]] std::string meta() const {
    std::string out;
    for (const auto& [name, value] : members_) {
      if (value == "null") continue;
      out += out.empty() ? '{' : ',';
      append_json(out, name);
      (out += ':') += value;
    }
    if (!out.empty()) out += '}';
    return out;
  }

 private:
  enum Known : std::size_t { id, text, date, title, other };

  InputRecord& record_;
  std::vector<std::pair<std::string, std::string>> members_;
  std::size_t depth_ = 0;
  Known known_ = other;
  bool fresh_ = true;          // no comma before the next item

  std::array<std::string*, 4> targets() { return {&record_.id, &record_.text, &record_.date, &record_.title}; }
  std::string& raw() { return members_.back().second; }

  bool no_object() {
    problem = "a line of JSONL must be an object";
    return false;
  }

  void separate() {
    if (!fresh_) raw() += ',';
    fresh_ = false;
  }

  bool scalar(std::string_view written, bool number) {
    if (depth_ == 0) return no_object();
    if (depth_ == 1 && known_ != other) {
      if (written == "null") {
        targets()[known_]->clear();
        if (known_ == text) has_text = false;
        return true;
      }
      if (known_ == id && number) {
        record_.id = written;
        return true;
      }
      return wrong_type();
    }
    separate();
    raw() += written;
    return true;
  }

  bool wrong_type() {
    static constexpr std::array<std::string_view, 4> names = {"id", "text", "date", "title"};
    problem = "\"" + std::string(names[known_]) + "\" must be a string";
    return false;
  }

  bool open(char bracket) {
    if (depth_ == 0) {
      if (bracket == '[') return no_object();
      ++depth_;
      return true;
    }
    if (depth_ == 1 && known_ != other) return wrong_type();
    separate();
    raw() += bracket;
    ++depth_;
    fresh_ = true;
    return true;
  }

  bool close(char bracket) {
    if (--depth_ > 0) raw() += bracket;
    fresh_ = false;
    return true;
  }
};

bool is_iso_date(std::string_view date) {
  if (date.size() < 10 || date[4] != '-' || date[7] != '-') return false;
  if (date.size() > 10 && date[10] != 'T' && date[10] != ' ') return false;
  for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
    if (date[i] < '0' || date[i] > '9') return false;
  const int month = (date[5] - '0') * 10 + date[6] - '0';
  const int day = (date[8] - '0') * 10 + date[9] - '0';
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

}  // namespace

void check_date(InputRecord& record) {
  if (!record.date.empty() && !is_iso_date(record.date)) {
    record.issues.push_back({"I002", 0, "the date '" + record.date + "' is not of the form YYYY-MM-DD and was not used"});
    record.date.clear();
  }
  if (record.date.size() > 10) record.date.resize(10);
}

void parse_jsonl(std::string_view line, InputRecord& record) {
  std::string replaced_line;
  if (!is_valid_utf8(line)) {
    std::size_t replaced = 0;
    replaced_line = valid_utf8(line, replaced);
    line = replaced_line;
    record.issues.push_back({"I003", 0, std::to_string(replaced) + " invalid UTF-8 sequences in the line were replaced by U+FFFD"});
  }
  LineHandler handler(record);
  const bool good = nlohmann::json::sax_parse(line.begin(), line.end(), &handler);
  if (!good && handler.bad_byte != 0) {
    record.error = Error{"io.json", record.source + ':' + std::to_string(handler.bad_byte) + ": " + handler.problem};
  } else if (!good) {
    record.error = Error{"io.record", record.source + ": " + (handler.problem.empty() ? "a number is too large" : handler.problem)};
  } else if (!handler.has_text) {
    record.error = Error{"io.record", record.source + ": there is no \"text\""};
  } else {
    record.meta = handler.meta();
    check_date(record);
  }
}

std::string jsonl_id(std::string_view beginning) {
  InputRecord record;
  LineHandler handler(record);
  nlohmann::json::sax_parse(beginning.begin(), beginning.end(), &handler);
  return record.id;
}

struct JsonlParser::State {
  simdjson::dom::parser parser;
  std::vector<std::pair<std::string_view, std::string>> members;

  /// False where the line needs the careful reading; `record` may be half filled then.
  bool read(std::string_view line, InputRecord& record) {
    simdjson::dom::object object;
    if (parser.parse(line.data(), line.size()).get(object) != simdjson::SUCCESS) return false;
    bool has_text = false;
    members.clear();
    for (const auto [key, value] : object) {
      std::string* target = key == "text" ? &record.text : key == "id" ? &record.id : key == "date" ? &record.date : key == "title" ? &record.title : nullptr;
      if (target != nullptr) {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS) return false;
        target->assign(text);
        has_text |= target == &record.text;
      } else if (!read_member(key, value)) {
        return false;
      }
    }
    if (!has_text) return false;
    for (const auto& [name, value] : members) {
      record.meta += record.meta.empty() ? '{' : ',';
      append_json(record.meta, name);
      (record.meta += ':') += value;
    }
    if (!record.meta.empty()) record.meta += '}';
    return true;
  }

  bool read_member(std::string_view key, simdjson::dom::element value) {
    std::string written;
    switch (value.type()) {
      case simdjson::dom::element_type::STRING: append_json(written, std::string_view(value)); break;
      case simdjson::dom::element_type::INT64: written = std::to_string(std::int64_t(value)); break;
      case simdjson::dom::element_type::UINT64: written = std::to_string(std::uint64_t(value)); break;
      case simdjson::dom::element_type::BOOL: written = bool(value) ? "true" : "false"; break;
      default: return false;
    }
    for (const auto& member : members)
      if (member.first == key) return false;
    members.emplace_back(key, std::move(written));
    return true;
  }
};

JsonlParser::JsonlParser() : state_(std::make_unique<State>()) {}
JsonlParser::~JsonlParser() = default;
JsonlParser::JsonlParser(JsonlParser&&) noexcept = default;

void JsonlParser::parse(std::string_view line, InputRecord& record) {
  if (state_->read(line, record)) {
    check_date(record);
    return;
  }
  for (std::string* part : {&record.id, &record.text, &record.date, &record.title, &record.meta}) part->clear();
  parse_jsonl(line, record);
}

}  // namespace sluice
