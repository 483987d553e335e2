#include "io/sqlite_writer.hpp"

#include <sqlite3.h>

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "io/sqlite_schema.hpp"
#include "markup/value_text.hpp"

namespace sluice {
namespace {

constexpr std::string_view last_part = "-- Made when everything is in.";
// What shows a database of ours: "Sluc".
constexpr const char* identity = "PRAGMA application_id = 0x536C7563";

/// One INSERT, prepared once.
class Insert {
 public:
  Insert(sqlite3* database, const std::string& table, int columns) {
    std::string sql = "INSERT INTO " + table + " VALUES (?";
    for (int i = 1; i < columns; ++i) sql += ",?";
    sqlite3_prepare_v3(database, (sql + ')').c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr);
  }
  ~Insert() { sqlite3_finalize(statement_); }
  Insert(Insert&& other) noexcept : statement_(std::exchange(other.statement_, nullptr)) {}
  Insert(const Insert&) = delete;
  Insert& operator=(const Insert&) = delete;

  Insert& integer(std::int64_t value) {
    sqlite3_bind_int64(statement_, ++at_, value);
    return *this;
  }
  /// `none` becomes NULL.
  Insert& reference(std::uint32_t index, std::int64_t before) { return index == none ? null() : integer(before + index + 1); }
  /// The text must live until done().
  Insert& text(std::string_view value) {
    sqlite3_bind_text64(statement_, ++at_, value.data() == nullptr ? "" : value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
    return *this;
  }
  Insert& present(std::string_view value) { return value.empty() ? null() : text(value); }
  Insert& real(const std::optional<Decimal>& value) {
    if (!value) return null();
    sqlite3_bind_double(statement_, ++at_, value->to_double());
    return *this;
  }
  Insert& null() {
    sqlite3_bind_null(statement_, ++at_);
    return *this;
  }
  bool done() {
    const bool good = sqlite3_step(statement_) == SQLITE_DONE;
    sqlite3_reset(statement_);
    at_ = 0;
    return good;
  }

 private:
  sqlite3_stmt* statement_ = nullptr;
  int at_ = 0;
};

struct Inserts {
  explicit Inserts(sqlite3* d)
      : documents(d, "documents", 8), zones(d, "zones", 4), entities(d, "entities", 4), mentions(d, "mentions", 22), facts(d, "facts", 18),
        arguments(d, "arguments", 11), issues(d, "issues", 4) {}

  Insert documents, zones, entities, mentions, facts, arguments, issues;
};

}  // namespace

struct SqliteWriter::State {
  WriteOptions options;
  std::string path, problem;
  sqlite3* database = nullptr;
  std::optional<Inserts> inserts;
  Offsets offsets;
  std::int64_t documents = 0, entities = 0, mentions = 0, facts = 0;  // rows so far

  ~State() { close(); }

  void close() {
    inserts.reset();
    sqlite3_close(std::exchange(database, nullptr));
  }

  bool fail() {
    if (problem.empty()) problem = path + ": cannot be written: " + sqlite3_errmsg(database);
    return false;
  }

  bool run(const std::string& sql) { return sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK || fail(); }

  std::string ask(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    std::string answer;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, nullptr) == SQLITE_OK && sqlite3_step(statement) == SQLITE_ROW)
      if (const auto* text = sqlite3_column_text(statement, 0)) answer = reinterpret_cast<const char*>(text);
    sqlite3_finalize(statement);
    return answer;
  }

  std::int64_t count(const char* sql) const {
    const std::string answer = ask(sql);
    return answer.empty() ? 0 : std::stoll(answer);
  }

  bool create() {
    const std::string_view schema = io_lists::sqlite_schema;
    if (!run(identity) || !run("PRAGMA user_version = " + std::to_string(sqlite_schema_version)) || !run("BEGIN") ||
        !run(std::string(schema.substr(0, schema.find(last_part)))) || !run("CREATE TABLE unfinished (note TEXT)") || !run("INSERT INTO unfinished VALUES ('')"))
      return false;
    Insert first(database, "run", 4);
    return first.integer(sqlite_schema_version).text(options.version).text(options.rules).text(name(options.offsets)).done() || fail();
  }

  bool begin_document(const InputRecord& record, const Document* document) {
    Insert& row = inserts->documents;
    row.integer(++documents).text(record.id);
    std::string title;
    if (document != nullptr) {
      for (const Zone& zone : document->zones())
        if (zone.kind == ZoneKind::title && title.empty()) title = zone.span.of(document->text());
      while (title.ends_with('\n') || title.ends_with('\r') || title.ends_with(' ')) title.pop_back();
      if (title.empty()) title = record.title;
      row.present(document->date()).present(title).text(document->text()).present(record.meta).null().null();
    } else {
      row.null().null().null().null().text(record.error->code).text(record.error->message);
    }
    return row.done() || fail();
  }

  Insert& span(Insert& row, Span span) { return row.integer(offsets.from_byte(span.begin)).integer(offsets.from_byte(span.end)); }

  bool mention(const Document& document, const Mention& m, std::int64_t entities_before) {
    Insert& row = inserts->mentions;
    row.integer(++mentions).integer(documents).text(m.type);
    span(row, m.span).text(m.span.of(document.text())).reference(m.entity, entities_before).text(m.rule);
    const Value empty;
    const Value& v = m.value ? *m.value : empty;
    const std::string written = m.value ? value_text(m.type, v) : std::string();
    const std::string exact = v.amount ? v.amount->to_string() : std::string();
    const bool counted = v.amount || v.low || v.high;
    row.present(written).real(v.amount).present(exact).real(v.low).real(v.high).present(counted ? symbol(v.modifier) : std::string_view());
    row.present(v.unit).present(v.dimension).present(v.currency).present(v.per).real(v.si_amount).present(v.si_unit).present(v.timex).present(v.country);
    return row.done() || fail();
  }

  bool fact(const Document& document, const Fact& f, std::int64_t mentions_before, std::int64_t entities_before) {
    const std::string_view text = document.text();
    Insert& row = inserts->facts;
    row.integer(++facts).integer(documents).integer(f.event + 1).text(f.kind).text(name(f.polarity)).text(name(f.modality)).text(name(f.zone)).text(f.rule);
    span(row, f.sentence).text(f.sentence.of(text));
    span(row, f.trigger).text(f.trigger.of(text));
    if (f.attribution) span(row.text(f.attribution->span.of(text)), f.attribution->span).reference(f.attribution->entity, entities_before);
    else row.null().null().null().null();
    if (!row.done()) return fail();
    for (const Argument& a : f.arguments) {
      Insert& argument = inserts->arguments;
      argument.integer(facts).text(a.role);
      span(argument, a.span).text(a.span.of(text));
      argument.text(a.entity != none ? std::string_view(document.entities()[a.entity].name) : a.span.of(text));
      argument.reference(a.mention, mentions_before).reference(a.entity, entities_before);
      if (a.refers) span(argument, *a.refers);
      else argument.null().null();
      if (!argument.present(a.value).done()) return fail();
    }
    return true;
  }

  bool issue(const Issue& i) { return inserts->issues.integer(documents).text(i.code).integer(offsets.from_byte(i.offset)).text(i.message).done() || fail(); }
};

SqliteWriter::SqliteWriter(const WriteOptions& options) : state_(std::make_unique<State>()) { state_->options = options; }
SqliteWriter::~SqliteWriter() = default;
const std::string& SqliteWriter::problem() const { return state_->problem; }

bool SqliteWriter::open(const std::string& path, bool resume) {
  State& s = *state_;
  s.path = path;
  if (sqlite3_open_v2(path.c_str(), &s.database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr) != SQLITE_OK) return s.fail();
  // The rollback journal brings a database back whose writer was killed; waiting for the disk guards against no more than a power failure.
  if (!s.run("PRAGMA synchronous = OFF")) return false;
  if (resume) {
    s.documents = s.count("SELECT max(document) FROM documents");
    s.entities = s.count("SELECT max(entity) FROM entities");
    s.mentions = s.count("SELECT max(mention) FROM mentions");
    s.facts = s.count("SELECT max(fact) FROM facts");
    if (!s.run("BEGIN")) return false;
  } else if (!s.create()) {
    return false;
  }
  s.inserts.emplace(s.database);
  return true;
}

bool SqliteWriter::document(const InputRecord& record, const Document& document) {
  State& s = *state_;
  const std::int64_t mentions = s.mentions, entities = s.entities;
  // The database holds the text, so its offsets are those of the text also where bytes were replaced.
  s.offsets.assign(document.text(), s.options.offsets, {});
  if (!s.begin_document(record, &document)) return false;
  for (const Zone& zone : document.zones())
    if (!s.span(s.inserts->zones.integer(s.documents).text(name(zone.kind)), zone.span).done()) return s.fail();
  for (const Entity& entity : document.entities())
    if (!s.inserts->entities.integer(++s.entities).integer(s.documents).text(entity.type).text(entity.name).done()) return s.fail();
  for (const Mention& m : document.mentions())
    if (!s.mention(document, m, entities)) return false;
  for (const Fact& f : document.facts())
    if (!s.fact(document, f, mentions, entities)) return false;
  for (const Issue& i : record.issues)
    if (!s.issue(i)) return false;
  for (const Issue& i : document.issues())
    if (!s.issue(i)) return false;
  return true;
}

bool SqliteWriter::error(const InputRecord& record) {
  state_->offsets.assign({}, state_->options.offsets, {});
  return state_->begin_document(record, nullptr);
}

bool SqliteWriter::commit(std::string_view note) {
  State& s = *state_;
  sqlite3_stmt* statement = nullptr;
  bool good = sqlite3_prepare_v2(s.database, "UPDATE unfinished SET note = ?", -1, &statement, nullptr) == SQLITE_OK;
  good = good && sqlite3_bind_text64(statement, 1, note.data(), note.size(), SQLITE_TRANSIENT, SQLITE_UTF8) == SQLITE_OK && sqlite3_step(statement) == SQLITE_DONE;
  sqlite3_finalize(statement);
  if (!good) return s.fail();
  return s.run("COMMIT") && s.run("BEGIN");
}

std::string SqliteWriter::note() const { return state_->ask("SELECT note FROM unfinished"); }

bool SqliteWriter::finish() {
  State& s = *state_;
  const std::string_view schema = io_lists::sqlite_schema;
  s.inserts.reset();
  const bool good = s.run(std::string(schema.substr(schema.find(last_part)))) && s.run("DROP TABLE unfinished") && s.run("COMMIT") &&
                    s.run("PRAGMA synchronous = FULL") && s.run("PRAGMA optimize");
  if (good) s.close();
  return good;
}

}  // namespace sluice
