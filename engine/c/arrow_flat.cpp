// The flat forms, for data frames and SQL: a row for each mention, entity, fact or argument. Amounts are doubles for reckoning, beside them the
// exact text. A document that could not be read is one row with its id and the error.
#include <string>

#include "c/arrow_row.hpp"
#include "c/arrow_tables.hpp"

namespace sluice {
namespace {

enum class Type : std::uint8_t { text, integer, real };
struct Field {
  const char* name;
  Type type;
};

constexpr Field mention_fields[] = {
    {"document", Type::text}, {"mention", Type::text}, {"type", Type::text}, {"start", Type::integer}, {"end", Type::integer}, {"text", Type::text},
    {"rule", Type::text}, {"entity", Type::text}, {"entity_name", Type::text}, {"amount", Type::real}, {"low", Type::real}, {"high", Type::real},
    {"exact", Type::text}, {"modifier", Type::text}, {"currency", Type::text}, {"unit", Type::text}, {"dimension", Type::text}, {"per", Type::text},
    {"si_amount", Type::real}, {"si_low", Type::real}, {"si_high", Type::real}, {"si_unit", Type::text}, {"timex", Type::text}, {"mod", Type::text},
    {"quant", Type::text}, {"freq", Type::text}, {"country", Type::text}, {"of", Type::text}, {"error", Type::text}};
constexpr Field entity_fields[] = {{"document", Type::text}, {"entity", Type::text}, {"type", Type::text}, {"name", Type::text},
                                   {"country", Type::text}, {"mentions", Type::integer}, {"error", Type::text}};
constexpr Field fact_fields[] = {
    {"document", Type::text}, {"date", Type::text}, {"fact", Type::text}, {"event", Type::text}, {"type", Type::text}, {"polarity", Type::text},
    {"modality", Type::text}, {"zone", Type::text}, {"rule", Type::text}, {"trigger", Type::text}, {"trigger_start", Type::integer},
    {"trigger_end", Type::integer}, {"sentence", Type::text}, {"sentence_start", Type::integer}, {"sentence_end", Type::integer},
    {"attribution", Type::text}, {"attribution_entity", Type::text}, {"error", Type::text}};
constexpr Field argument_fields[] = {
    {"document", Type::text}, {"fact", Type::text}, {"type", Type::text}, {"polarity", Type::text}, {"modality", Type::text}, {"role", Type::text},
    {"text", Type::text}, {"start", Type::integer}, {"end", Type::integer}, {"mention", Type::text}, {"entity", Type::text}, {"entity_name", Type::text},
    {"refers_start", Type::integer}, {"refers_end", Type::integer}, {"value", Type::text}, {"error", Type::text}};

template <std::size_t N>
Column row_type(const Field (&fields)[N]) {
  std::vector<Column> columns;
  for (const Field& field : fields) {
    switch (field.type) {
      case Type::text: columns.push_back(Column::text(field.name)); break;
      case Type::integer: columns.push_back(Column::integer(field.name)); break;
      case Type::real: columns.push_back(Column::real(field.name)); break;
    }
  }
  return Column::record("", std::move(columns));
}

/// What the flat forms have in common: `document` first, `error` last.
class FlatTable : public ArrowTable {
 public:
  void add(const InputRecord& record, bool has_id, const Document& document, const Offsets& offsets) override {
    record_ = &record;
    has_id_ = has_id;
    document_ = &document;
    offsets_ = &offsets;
    if (!record.error) return rows();
    Row row = begin();
    while (row.left() > 1) row.null();
    row.text(record.error->code + ": " + record.error->message);
    row.end();
  }

 protected:
  explicit FlatTable(Column rows) : ArrowTable(std::move(rows)) {}
  virtual void rows() = 0;

  [[nodiscard]] const Document& document() const { return *document_; }
  [[nodiscard]] Row begin() {
    Row row(rows_);
    if (has_id_) row.text(record_->id);
    else row.null();
    return row;
  }
  static void finish(Row& row) {
    row.null();
    row.end();
  }
  void span(Row& row, Span s) const {
    row.integer(offsets_->from_byte(s.begin));
    row.integer(offsets_->from_byte(s.end));
  }
  void entity(Row& row, std::uint32_t index) const {
    row.reference_or_null('e', index);
    entity_name(row, index);
  }
  void entity_name(Row& row, std::uint32_t index) const {
    if (index == none) row.null();
    else row.text(document_->entities()[index].name);
  }

 private:
  const InputRecord* record_ = nullptr;
  bool has_id_ = false;
  const Document* document_ = nullptr;
  const Offsets* offsets_ = nullptr;
};

class MentionTable : public FlatTable {
 public:
  MentionTable() : FlatTable(row_type(mention_fields)) {}

 private:
  void rows() override {
    static const Value no_value;
    std::uint64_t number = 0;
    for (const Mention& mention : document().mentions()) {
      Row row = begin();
      row.reference('m', number++);
      row.text(mention.type);
      span(row, mention.span);
      row.text(mention.span.of(document().text()));
      row.text(mention.rule);
      entity(row, mention.entity);
      const Value& v = mention.value ? *mention.value : no_value;
      for (const auto* amount : {&v.amount, &v.low, &v.high}) row.real(*amount);
      row.present(exact(v));
      if (v.amount || v.low || v.high) row.text(symbol(v.modifier));
      else row.null();
      for (const std::string* part : {&v.currency, &v.unit, &v.dimension, &v.per}) row.present(*part);
      for (const auto* amount : {&v.si_amount, &v.si_low, &v.si_high}) row.real(*amount);
      for (const std::string* part : {&v.si_unit, &v.timex, &v.mod, &v.quant, &v.freq, &v.country}) row.present(*part);
      row.present(v.of ? v.of->of(document().text()) : std::string_view());
      finish(row);
    }
  }

  /// `5`, or `5..7` for a range, as gold files write it.
  static std::string exact(const Value& v) {
    if (v.amount) return v.amount->to_string();
    if (!v.low && !v.high) return {};
    return (v.low ? v.low->to_string() : std::string()) + ".." + (v.high ? v.high->to_string() : std::string());
  }
};

class EntityTable : public FlatTable {
 public:
  EntityTable() : FlatTable(row_type(entity_fields)) {}

 private:
  void rows() override {
    std::uint64_t number = 0;
    for (const Entity& entity : document().entities()) {
      Row row = begin();
      row.reference('e', number++);
      row.text(entity.type);
      row.text(entity.name);
      std::string_view country;
      for (const std::uint32_t m : entity.mentions)
        if (const auto& value = document().mentions()[m].value; value && country.empty()) country = value->country;
      row.present(country);
      row.integer(entity.mentions.size());
      finish(row);
    }
  }
};

class FactTable : public FlatTable {
 public:
  FactTable() : FlatTable(row_type(fact_fields)) {}

 private:
  void rows() override {
    const std::string_view text = document().text();
    std::uint64_t number = 0;
    for (const Fact& fact : document().facts()) {
      Row row = begin();
      row.present(document().date());
      row.reference('f', number++);
      row.reference('v', fact.event);
      for (const std::string_view part : {fact.kind, name(fact.polarity), name(fact.modality), name(fact.zone), fact.rule, fact.trigger.of(text)})
        row.text(part);
      span(row, fact.trigger);
      row.text(fact.sentence.of(text));
      span(row, fact.sentence);
      if (fact.attribution) row.text(fact.attribution->span.of(text));
      else row.null();
      entity_name(row, fact.attribution ? fact.attribution->entity : none);
      finish(row);
    }
  }
};

class ArgumentTable : public FlatTable {
 public:
  ArgumentTable() : FlatTable(row_type(argument_fields)) {}

 private:
  void rows() override {
    std::uint64_t number = 0;
    for (const Fact& fact : document().facts()) {
      const std::uint64_t fact_number = number++;
      for (const Argument& argument : fact.arguments) {
        Row row = begin();
        row.reference('f', fact_number);
        for (const std::string_view part : {fact.kind, name(fact.polarity), name(fact.modality), argument.role, argument.span.of(document().text())})
          row.text(part);
        span(row, argument.span);
        row.reference_or_null('m', argument.mention);
        entity(row, argument.entity);
        if (argument.refers) {
          span(row, *argument.refers);
        } else {
          row.null();
          row.null();
        }
        row.present(argument.value);
        finish(row);
      }
    }
  }
};

}  // namespace

std::unique_ptr<ArrowTable> make_flat_table(int form) {
  switch (form) {
    case SLUICE_MENTIONS: return std::make_unique<MentionTable>();
    case SLUICE_ENTITIES: return std::make_unique<EntityTable>();
    case SLUICE_FACTS: return std::make_unique<FactTable>();
    case SLUICE_ARGUMENTS: return std::make_unique<ArgumentTable>();
    default: throw BadCall{{"usage", "there is no table " + std::to_string(form)}, {}};
  }
}

std::unique_ptr<ArrowTable> make_table(int form, const WriteOptions& options) {
  return form == SLUICE_DOCUMENTS ? make_document_table(options) : make_flat_table(form);
}

}  // namespace sluice
