// The nested form: each row is the JSON of one document, amounts as their exact decimals.
#include "c/arrow_row.hpp"
#include "c/arrow_tables.hpp"

namespace sluice {
namespace {

Column span_type(std::string name) { return Column::record(std::move(name), {Column::integer("start"), Column::integer("end")}); }
Column slice_type(std::string name) {
  return Column::record(std::move(name), {Column::integer("start"), Column::integer("end"), Column::text("text")});
}

Column value_type() {
  return Column::record("value", {Column::text("amount"), Column::text("low"), Column::text("high"), Column::text("modifier"), Column::text("currency"),
                                  Column::text("unit"), Column::text("dimension"), Column::text("per"),
                                  Column::record("si", {Column::text("amount"), Column::text("low"), Column::text("high"), Column::text("unit")}),
                                  Column::text("timex"), Column::text("mod"), Column::text("quant"), Column::text("freq"), Column::text("country"),
                                  Column::text("reason"), slice_type("of")});
}

std::vector<Column> argument_fields(bool with_role) {
  std::vector<Column> fields;
  if (with_role) fields.push_back(Column::text("role"));
  for (Column field : {Column::integer("start"), Column::integer("end"), Column::text("text"), Column::text("mention"), Column::text("entity"),
                       span_type("refers"), Column::text("value")})
    fields.push_back(std::move(field));
  return fields;
}

Column document_type(bool with_text) {
  std::vector<Column> fields = {Column::record("engine", {Column::text("version"), Column::text("rules")}), Column::text("id"), Column::text("date"),
                                Column::text("offsets")};
  if (with_text) fields.push_back(Column::text("text"));
  fields.push_back(Column::list("zones", Column::record("item", {Column::text("kind"), Column::integer("start"), Column::integer("end")})));
  fields.push_back(Column::list("mentions", Column::record("item", {Column::text("id"), Column::text("type"), Column::integer("start"), Column::integer("end"),
                                                                    Column::text("text"), Column::text("entity"), Column::text("rule"), value_type()})));
  fields.push_back(Column::list("entities", Column::record("item", {Column::text("id"), Column::text("type"), Column::text("name"),
                                                                    Column::list("aliases", Column::text("item")),
                                                                    Column::list("mentions", Column::text("item"))})));
  fields.push_back(Column::list("facts", Column::record("item", {Column::text("id"), Column::text("event"), Column::text("type"), Column::text("rule"),
                                                                 Column::text("zone"), span_type("sentence"), slice_type("trigger"), Column::text("polarity"),
                                                                 Column::text("modality"), Column::list("args", Column::record("item", argument_fields(true))),
                                                                 Column::record("attribution", argument_fields(false))})));
  fields.push_back(Column::list("issues", Column::record("item", {Column::text("code"), Column::integer("offset"), Column::text("message")})));
  fields.push_back(Column::record("error", {Column::text("code"), Column::text("message")}));
  return Column::record("", std::move(fields));
}

class DocumentTable : public ArrowTable {
 public:
  explicit DocumentTable(const WriteOptions& options) : ArrowTable(document_type(options.with_text)), options_(options) {}

  void add(const InputRecord& record, bool has_id, const Document& document, const Offsets& offsets) override {
    offsets_ = &offsets;
    text_ = document.text();
    Row row(rows_);
    row.record([&](Row& r) {
      r.text(options_.version);
      r.text(options_.rules);
    });
    if (has_id) row.text(record.id);
    else row.null();
    if (record.error) {
      while (row.left() > 1) row.null();
      row.record([&](Row& r) {
        r.text(record.error->code);
        r.text(record.error->message);
      });
      row.end();
      return;
    }
    row.present(document.date());
    row.text(name(options_.offsets));
    if (options_.with_text) row.text(text_);
    row.list(document.zones(), [&](Row& r, const Zone& zone) {
      r.text(name(zone.kind));
      span(r, zone.span);
    });
    std::uint64_t number = 0;
    row.list(document.mentions(), [&](Row& r, const Mention& mention) {
      r.reference('m', number++);
      r.text(mention.type);
      slice(r, mention.span);
      r.reference_or_null('e', mention.entity);
      r.text(mention.rule);
      if (mention.value) r.record([&](Row& v) { value(v, *mention.value); });
      else r.null();
    });
    number = 0;
    row.list(document.entities(), [&](Row& r, const Entity& entity) {
      r.reference('e', number++);
      r.text(entity.type);
      r.text(entity.name);
      r.texts(entity.aliases, [](Column& c, const std::string& alias) { c.add(std::string_view(alias)); });
      r.texts(entity.mentions, [](Column& c, std::uint32_t mention) { add_reference(c, 'm', mention); });
    });
    number = 0;
    row.list(document.facts(), [&](Row& r, const Fact& fact) {
      r.reference('f', number++);
      r.reference('v', fact.event);
      r.text(fact.kind);
      r.text(fact.rule);
      r.text(name(fact.zone));
      r.record([&](Row& s) { span(s, fact.sentence); });
      r.record([&](Row& s) { slice(s, fact.trigger); });
      r.text(name(fact.polarity));
      r.text(name(fact.modality));
      r.list(fact.arguments, [&](Row& a, const Argument& argument) {
        a.text(argument.role);
        this->argument(a, argument);
      });
      if (fact.attribution) r.record([&](Row& a) { argument(a, *fact.attribution); });
      else r.null();
    });
    const auto issue = [&](Row& r, const Issue& i) {
      r.text(i.code);
      r.integer(offsets.from_byte(i.offset));
      r.text(i.message);
    };
    row.lists(record.issues, document.issues(), issue);
    row.null();
    row.end();
  }

 private:
  WriteOptions options_;
  const Offsets* offsets_ = nullptr;
  std::string_view text_;

  void span(Row& row, Span s) const {
    row.integer(offsets_->from_byte(s.begin));
    row.integer(offsets_->from_byte(s.end));
  }
  void slice(Row& row, Span s) const {
    span(row, s);
    row.text(s.of(text_));
  }
  void argument(Row& row, const Argument& argument) const {
    slice(row, argument.span);
    row.reference_or_null('m', argument.mention);
    row.reference_or_null('e', argument.entity);
    if (argument.refers) row.record([&](Row& r) { span(r, *argument.refers); });
    else row.null();
    row.present(argument.value);
  }
  void value(Row& row, const Value& v) const {
    row.exact(v.amount);
    row.exact(v.low);
    row.exact(v.high);
    if (v.amount || v.low || v.high) row.text(symbol(v.modifier));
    else row.null();
    for (const std::string* part : {&v.currency, &v.unit, &v.dimension, &v.per}) row.present(*part);
    if (!v.si_unit.empty() && (v.si_amount || v.si_low || v.si_high)) {
      row.record([&](Row& si) {
        si.exact(v.si_amount);
        si.exact(v.si_low);
        si.exact(v.si_high);
        si.text(v.si_unit);
      });
    } else {
      row.null();
    }
    for (const std::string* part : {&v.timex, &v.mod, &v.quant, &v.freq, &v.country, &v.reason}) row.present(*part);
    if (v.of) row.record([&](Row& of) { slice(of, *v.of); });
    else row.null();
  }
};

}  // namespace

std::unique_ptr<ArrowTable> make_document_table(const WriteOptions& options) { return std::make_unique<DocumentTable>(options); }

}  // namespace sluice
