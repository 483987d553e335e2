// The engine for Python: texts in, documents, JSON lines and Arrow streams out, all without the interpreter's lock while it reads.
#include <new>
#include <tuple>

#include <nanobind/stl/tuple.h>

#include "c/batch.hpp"
#include "held.hpp"
#include "io/check_json.hpp"
#include "sluice/arrow.h"

namespace sluice::python {
namespace {

using RuleTuple = std::tuple<std::string, nb::bytes, std::string>;

nb::object error_class(const char* name) { return nb::module_::import_("sluice.errors").attr(name); }

/// Raises sluice.RuleError or sluice.SluiceError with code, message and the findings as tuples.
[[noreturn]] void raise(const Error& error, const Diagnostics& diagnostics) {
  nb::list findings;
  for (const Diagnostic& d : diagnostics) findings.append(nb::make_tuple(name(d.severity), d.code, d.message, d.hint, d.file, d.line, d.column));
  const nb::object type = error_class(diagnostics.empty() ? "SluiceError" : "RuleError");
  const nb::object instance = diagnostics.empty() ? type(error.code, error.message) : type(error.code, error.message, findings);
  PyErr_SetObject(type.ptr(), instance.ptr());
  throw nb::python_error();
}

[[noreturn]] void raise(sluice_error* error) {
  const std::unique_ptr<sluice_error, decltype(&sluice_error_free)> owned(error, sluice_error_free);
  if (error == nullptr) throw std::bad_alloc();
  if (error->error.code == "usage") throw nb::value_error(error->error.message.c_str());
  raise(error->error, error->diagnostics);
}

std::string take(sluice_buffer* buffer) {
  const std::unique_ptr<sluice_buffer, decltype(&sluice_buffer_free)> owned(buffer, sluice_buffer_free);
  return std::move(buffer->bytes);
}

/// The bytes of a str or bytes. A lone surrogate, which UTF-8 cannot hold, becomes a question mark, so that offsets hold.
std::string text_of(nb::handle text) {
  if (PyUnicode_Check(text.ptr())) {
    Py_ssize_t size = 0;
    if (const char* data = PyUnicode_AsUTF8AndSize(text.ptr(), &size)) return {data, static_cast<std::size_t>(size)};
    PyErr_Clear();
    const nb::object encoded = nb::steal(PyUnicode_AsEncodedString(text.ptr(), "utf-8", "replace"));
    if (!encoded.is_valid()) throw nb::python_error();
    return text_of(encoded);
  }
  if (PyBytes_Check(text.ptr())) {
    const nb::bytes bytes = nb::borrow<nb::bytes>(text);
    return {bytes.c_str(), bytes.size()};
  }
  throw nb::type_error(("a text must be str or bytes, not " + nb::cast<std::string>(nb::str(text.type().attr("__name__")))).c_str());
}

/// Options as the C interface takes them, with what they point to.
struct Options {
  std::vector<std::string> only, zones;
  std::vector<const char*> only_pointers, zone_pointers;
  sluice_extract_options c{};

  Options(bool month_first, unsigned fiscal_year_start, std::vector<std::string> only_types, std::vector<std::string> only_zones)
      : only(std::move(only_types)), zones(std::move(only_zones)) {
    c.size = sizeof c;
    c.month_first = month_first ? 1 : 0;
    c.fiscal_year_start = fiscal_year_start;
    for (const std::string& name : only) only_pointers.push_back(name.c_str());
    for (const std::string& name : zones) zone_pointers.push_back(name.c_str());
    c.only = only_pointers.data();
    c.only_count = only_pointers.size();
    c.zones = zone_pointers.data();
    c.zone_count = zone_pointers.size();
  }
  Options(const Options&) = delete;
};

class PyEngine {
 public:
  PyEngine(const std::vector<RuleTuple>& rules, bool standard, bool month_first, unsigned fiscal_year_start, std::vector<std::string> only,
           std::vector<std::string> zones)
      : options_(std::make_unique<Options>(month_first, fiscal_year_start, std::move(only), std::move(zones))) {
    std::vector<sluice_rule_file> files;
    for (const auto& [path, bytes, origin] : rules)
      files.push_back({{path.data(), path.size()}, {bytes.c_str(), bytes.size()}, {origin.data(), origin.size()}});
    sluice_engine_options options{};
    options.size = sizeof options;
    options.files = files.data();
    options.file_count = files.size();
    options.without_standard = standard ? 0 : 1;
    sluice_error* error = nullptr;
    try {
      static_cast<void>(batch_options());
    } catch (const BadCall& refusal) {
      throw nb::value_error(refusal.error.message.c_str());
    }
    int code = 0;
    {
      const nb::gil_scoped_release released;
      code = sluice_engine_create(&options, &handle_, &error);
    }
    if (code != 0) raise(error);
  }
  ~PyEngine() { sluice_engine_free(handle_); }
  PyEngine(const PyEngine&) = delete;

  [[nodiscard]] std::string_view rules_hash() const { return sluice_engine_rules_hash(handle_); }

  [[nodiscard]] PyDocument extract(nb::handle text, std::string id, std::string date, std::string title) const {
    InputRecord record = input(text, std::move(id), std::move(date), std::move(title));
    const BatchOptions options = batch_options();
    Shared held;
    {
      const nb::gil_scoped_release released;
      held = hold(options, record);
    }
    return {answer(std::move(held))};
  }

  /// Tuples of text, id, date and title.
  [[nodiscard]] std::vector<PyDocument> extract_batch(const nb::list& inputs, std::size_t jobs) const {
    std::vector<InputRecord> records = input(inputs);
    std::vector<Shared> held(records.size());
    const BatchOptions options = batch_options();
    {
      const nb::gil_scoped_release released;
      in_pieces(records.size(), jobs, [&](std::size_t, std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) held[i] = hold(options, records[i]);
      });
    }
    std::vector<PyDocument> out;
    out.reserve(held.size());
    for (Shared& h : held) out.push_back({answer(std::move(h))});
    return out;
  }

  [[nodiscard]] nb::object extract_arrow(nb::handle source, int table, const char* text, std::optional<std::string> id, std::optional<std::string> date_column,
                                         std::optional<std::string> title, std::string date, std::size_t jobs, bool with_text) const {
    auto* in = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(source.ptr(), "arrow_array_stream"));
    if (in == nullptr) throw nb::python_error();
    sluice_extract_options options = options_->c;
    options.date = {date.data(), date.size()};
    options.jobs = jobs;
    options.with_text = with_text ? 1 : 0;
    sluice_arrow_options columns{};
    columns.size = sizeof columns;
    columns.text_column = text;
    columns.id_column = id ? id->c_str() : nullptr;
    columns.date_column = date_column ? date_column->c_str() : nullptr;
    columns.title_column = title ? title->c_str() : nullptr;
    auto out = std::make_unique<ArrowArrayStream>();
    sluice_error* error = nullptr;
    if (sluice_extract_arrow(handle_, in, table, &options, &columns, out.get(), &error) != 0) raise(error);
    PyObject* capsule = PyCapsule_New(out.get(), "arrow_array_stream", [](PyObject* self) {
      auto* stream = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(self, "arrow_array_stream"));
      if (stream->release != nullptr) stream->release(stream);
      delete stream;
    });
    if (capsule == nullptr) {
      out->release(out.get());
      throw nb::python_error();
    }
    out.release();
    return nb::steal(capsule);
  }

  [[nodiscard]] std::string check() const {
    sluice_buffer* json = nullptr;
    sluice_error* error = nullptr;
    int code = 0;
    {
      const nb::gil_scoped_release released;
      code = sluice_engine_check(handle_, &json, &error);
    }
    if (code != 0) raise(error);
    return take(json);
  }

  [[nodiscard]] std::string evaluate(const std::string& gold, std::size_t disagreements) const {
    sluice_buffer* json = nullptr;
    sluice_error* error = nullptr;
    int code = 0;
    {
      const nb::gil_scoped_release released;
      code = sluice_engine_evaluate(handle_, gold.c_str(), disagreements, &json, &error);
    }
    if (code != 0) raise(error);
    return take(json);
  }

 private:
  sluice_engine* handle_ = nullptr;
  std::unique_ptr<Options> options_;

  [[nodiscard]] BatchOptions batch_options() const { return BatchOptions(&options_->c); }

  static InputRecord input(nb::handle text, std::string id, std::string date, std::string title) {
    InputRecord record;
    record.text = text_of(text);
    record.id = std::move(id);
    record.date = std::move(date);
    record.title = std::move(title);
    return record;
  }

  static std::vector<InputRecord> input(const nb::list& inputs) {
    std::vector<InputRecord> records;
    records.reserve(inputs.size());
    for (const nb::handle item : inputs) {
      const nb::tuple parts = nb::cast<nb::tuple>(item);
      records.push_back(input(parts[0], nb::cast<std::string>(parts[1]), nb::cast<std::string>(parts[2]), nb::cast<std::string>(parts[3])));
    }
    return records;
  }

  [[nodiscard]] Shared hold(const BatchOptions& options, InputRecord& record) const {
    SharedEngine& shared = *handle_->shared;
    auto held = std::make_shared<Held>();
    const Scratches::Loan workspace(shared.scratches);
    read(shared, options, record, *workspace);
    held->document = std::move(workspace->document);
    workspace->document = Document();
    record.text.clear();
    held->record = std::move(record);
    held->offsets.assign(held->document.text(), OffsetUnit::codepoint, held->document.replacements());
    held->rules = shared.rules;
    return held;
  }

  static Shared answer(Shared held) {
    if (held->record.error) raise(*held->record.error, {});
    return held;
  }
};

}  // namespace

void bind_engine(nb::module_& module) {
  module.def("version", &sluice_version, "Version of the engine.");
  module.def("read_rule_files", [](const std::string& directory) {
    Diagnostics diagnostics;
    std::vector<RuleFile> files = read_rule_files(directory, diagnostics);
    if (!diagnostics.empty()) raise({diagnostics.front().code, diagnostics.front().file + ": " + diagnostics.front().message}, diagnostics);
    std::vector<RuleTuple> out;
    for (const RuleFile& file : files) out.emplace_back(file.path, nb::bytes(file.bytes.data(), file.bytes.size()), file.origin);
    return out;
  }, nb::arg("directory"), "Path, bytes and origin of each rule file and word list under a directory.");
  module.def("arrow_schema", [](int table, bool with_text) {
    sluice_extract_options options{};
    options.size = sizeof options;
    options.with_text = with_text ? 1 : 0;
    auto out = std::make_unique<ArrowSchema>();
    sluice_error* error = nullptr;
    if (sluice_arrow_schema(table, &options, out.get(), &error) != 0) raise(error);
    PyObject* capsule = PyCapsule_New(out.get(), "arrow_schema", [](PyObject* self) {
      auto* schema = static_cast<ArrowSchema*>(PyCapsule_GetPointer(self, "arrow_schema"));
      if (schema->release != nullptr) schema->release(schema);
      delete schema;
    });
    if (capsule == nullptr) {
      out->release(out.get());
      throw nb::python_error();
    }
    out.release();
    return nb::steal(capsule);
  }, nb::arg("table"), nb::arg("with_text"), nb::sig("def arrow_schema(table: int, with_text: bool) -> typing.Any"), "A capsule with the type of a table.");

  nb::class_<PyEngine>(module, "Engine", "A compiled set of rules; sluice.Engine is its face.")
      .def(nb::init<const std::vector<RuleTuple>&, bool, bool, unsigned, std::vector<std::string>, std::vector<std::string>>(), nb::arg("rules"),
           nb::arg("standard"), nb::arg("month_first"), nb::arg("fiscal_year_start"), nb::arg("only"), nb::arg("zones"))
      .def_prop_ro("rules_hash", &PyEngine::rules_hash)
      .def("extract", &PyEngine::extract, nb::arg("text"), nb::arg("id"), nb::arg("date"), nb::arg("title"))
      .def("extract_batch", &PyEngine::extract_batch, nb::arg("inputs"), nb::arg("jobs"),
           nb::sig("def extract_batch(self, inputs: list[tuple[str | bytes, str, str, str]], jobs: int) -> list[Document]"))
      .def("extract_arrow", &PyEngine::extract_arrow, nb::arg("source"), nb::arg("table"), nb::arg("text"), nb::arg("id").none(), nb::arg("date_column").none(),
           nb::arg("title").none(), nb::arg("date"), nb::arg("jobs"), nb::arg("with_text"),
           nb::sig("def extract_arrow(self, source: typing.Any, table: int, text: str, id: str | None, date_column: str | None, title: str | None, date: str, "
                   "jobs: int, with_text: bool) -> typing.Any"))
      .def("check", &PyEngine::check)
      .def("evaluate", &PyEngine::evaluate, nb::arg("gold"), nb::arg("disagreements"));
}

}  // namespace sluice::python
