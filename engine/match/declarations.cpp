#include "match/declarations.hpp"

#include <algorithm>

namespace sluice {
namespace {

bool is_plain_reference(const ast::Sequence& sequence) {
  return sequence.size() == 1 && sequence[0].kind == ast::Item::reference && sequence[0].minimum == 1 && sequence[0].maximum == 1 &&
         sequence[0].capture.empty();
}

}  // namespace

std::string lower_case(std::string_view text) {
  std::string out;
  for (const char c : text) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

void Declarations::declare(const Pack& pack) {
  declare_lists(pack);
  for (const ast::LetDeclaration& let : ast_.lets) lets_[let.name] = &let;
  declare_schemas();
}

const ast::LetDeclaration* Declarations::sub_pattern(std::string_view name) const {
  const auto let = lets_.find(name);
  return let == lets_.end() ? nullptr : let->second;
}

ListId Declarations::list(std::string_view name) const {
  const auto list = lists_.find(name);
  return list == lists_.end() ? no_list : list->second;
}

std::uint32_t Declarations::source(const ast::Place& place, std::string text) {
  out_.sources.push_back({place.file, place.line, place.column, std::move(text)});
  return static_cast<std::uint32_t>(out_.sources.size() - 1);
}

CaptureId Declarations::capture(std::string_view name) {
  const CaptureId found = out_.capture(name);
  if (found != no_capture) return found;
  out_.capture_names.emplace_back(name);
  return static_cast<CaptureId>(out_.capture_names.size() - 1);
}

void Declarations::set_list_symbol(ListId list, SymbolId symbol) {
  if (out_.list_symbols.size() <= list) out_.list_symbols.resize(list + 1u, no_symbol);
  out_.list_symbols[list] = symbol;
}

void Declarations::declare_lists(const Pack& pack) {
  for (const ast::WordsDeclaration& words : ast_.words) {
    ListSource source;
    source.name = words.name;
    source.path = words.from;
    source.any_case = words.any_case;
    for (const auto& filter : words.filters) source.filters.push_back({filter.column, filter.op, filter.value});
    source.declared_in = words.place.file < ast_.files.size() ? ast_.files[words.place.file] : std::string();
    source.line = words.place.line;
    for (const auto& entry : words.entries) source.inline_entries.push_back({entry.phrases, entry.value, entry.place.line});
    const ListId list = lexicon_.add_list(pack, source, diagnostics_);
    if (list == no_list) continue;
    lists_[words.name] = list;
    set_list_symbol(list, symbols_.add(words.name));
  }
}

void Declarations::keep_read_lists() {
  std::vector<char> read(symbols_.size(), 0);
  const auto reads = [&](SymbolId symbol) {
    if (symbol < read.size()) read[symbol] = 1;
  };
  for (const Node& n : out_.nodes)
    if (n.op == Node::edge) reads(n.id);
  for (const Schema& schema : out_.schemas)
    for (const SchemaSlot& slot : schema.slots)
      for (const SymbolId symbol : slot.types) reads(symbol);
  for (const Frame& frame : out_.frames)
    for (const Part& part : frame.parts)
      for (const Bind& bind : part.binds)
        for (const SymbolId symbol : bind.symbols) reads(symbol);
  for (const TestNode& test : out_.test_nodes)
    for (const std::string& argument : test.arguments) reads(symbols_.find(argument));
  for (SymbolId& symbol : out_.list_symbols)
    if (symbol != no_symbol && read[symbol] == 0) symbol = no_symbol;
}

void Declarations::declare_schemas() {
  for (const ast::SchemaDeclaration& declaration : ast_.schemas) {
    Schema schema;
    schema.type = lower_case(declaration.name);
    schema.fact = declaration.fact;
    for (const ast::Slot& slot : declaration.slots) {
      SchemaSlot out;
      out.name = capture(slot.id);
      out.optional = slot.optional;
      for (const std::string& type : slot.types) {
        if (type == "text") out.types.push_back(sy_text);
        else add_symbols(type, out.types);
      }
      schema.slots.push_back(std::move(out));
    }
    for (const auto& group : declaration.one_of) {
      std::vector<CaptureId> ids;
      for (const std::string& id : group) ids.push_back(capture(id));
      schema.one_of.push_back(std::move(ids));
    }
    for (const ast::ResolveDeclaration& resolve : ast_.resolves)
      if (resolve.name == declaration.name)
        schema.policy = resolve.policy == "all" ? ResolvePolicy::all
                        : resolve.policy == "priority" ? ResolvePolicy::priority : ResolvePolicy::longest;
    if (!declaration.fact) symbols_.add(declaration.name);
    out_.schemas.push_back(std::move(schema));
  }
}

/// The symbols that a capitalised name stands for: itself, or those of a sub-pattern that is nothing but alternatives of names.
void Declarations::add_symbols(const std::string& name, std::vector<SymbolId>& out) {
  const auto let = lets_.find(name);
  if (let == lets_.end()) {
    const SymbolId symbol = name == "Text" ? static_cast<SymbolId>(sy_text) : symbols_.add(name);
    if (std::find(out.begin(), out.end(), symbol) == out.end()) out.push_back(symbol);
    return;
  }
  for (const ast::Sequence& sequence : let->second->pattern.alternatives)
    if (is_plain_reference(sequence)) add_symbols(sequence[0].text, out);
}

bool Declarations::names_only(const ast::Item& item) const {
  if (item.kind == ast::Item::group) {
    for (const ast::Sequence& s : item.patterns.at(0).alternatives)
      if (s.size() != 1 || !s[0].capture.empty() || s[0].minimum != 1 || s[0].maximum != 1 || !names_only(s[0])) return false;
    return true;
  }
  if (item.kind != ast::Item::reference) return false;
  const auto let = lets_.find(item.text);
  if (let == lets_.end()) return true;
  for (const ast::Sequence& s : let->second->pattern.alternatives)
    if (!is_plain_reference(s) || !names_only(s[0])) return false;
  return true;
}

void Declarations::add_item_symbols(const ast::Item& item, std::vector<SymbolId>& out) {
  if (item.kind == ast::Item::group)
    for (const ast::Sequence& s : item.patterns.at(0).alternatives) add_item_symbols(s.at(0), out);
  else add_symbols(item.text, out);
}

}  // namespace sluice
