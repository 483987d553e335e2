#include "pipeline/program.hpp"

#include <algorithm>
#include <array>

namespace sluice {
namespace {

constexpr std::string_view magic = "SLUICE01";
constexpr std::uint64_t format_version = 3;

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t hash = 1469598103934665603ull) {
  // FNV-1a over words, then bytes: a checksum against damage and a name for a version, no protection against an attacker.
  std::size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word = 0;
    std::copy_n(bytes.data() + i, 8, reinterpret_cast<char*>(&word));
    hash = (hash ^ word) * 0x9E3779B97F4A7C15ull;
    hash ^= hash >> 29;
  }
  for (; i < bytes.size(); ++i) hash = (hash ^ static_cast<unsigned char>(bytes[i])) * 1099511628211ull;
  return hash;
}

std::string hex(std::uint64_t value) {
  std::string out(16, '0');
  for (std::size_t i = 16; i-- > 0; value >>= 4) out[i] = "0123456789abcdef"[value & 15];
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

template <class Program, class Archive>
void archive_tables(Program& p, Archive& a) {
  a(p.hash);   // first, so that it can be read alone
  p.symbols.archive(a);
  p.lexicon.archive(a);
  p.values.archive(a);
  p.phrases.archive(a);
  p.rules.archive(a);
  p.effects.archive(a);
  p.anaphors.archive(a);
  p.verb_limits.archive(a);
}

void finish(Engine::Program& p) {
  p.type_names.clear();
  for (std::size_t i = 0; i < p.symbols.size(); ++i) p.type_names.push_back(lower(p.symbols.name(static_cast<SymbolId>(i))));
  p.entity_symbols.clear(p.symbols.size());
  for (SymbolId s = sy_person; s <= sy_commodity; ++s) p.entity_symbols.add(s);
  for (const RuleInfo& rule : p.rules.rules())
    if (!rule.fact && rule.symbol != no_symbol) p.entity_symbols.add(rule.symbol);
  p.value_symbols.clear(p.symbols.size());
  for (std::size_t at = sy_number; at < p.symbols.size(); ++at) {
    const auto s = static_cast<SymbolId>(at);
    const bool dimension = s >= builtin_symbols && !p.entity_symbols.has(s) && !p.rules.is_list(s);
    if (s <= sy_count || dimension) p.value_symbols.add(s);
  }
  const auto lists = p.rules.list_symbols();
  p.list_uses.clear();
  for (std::size_t list = 0; list < p.lexicon.list_count(); ++list) {
    // Lists that rules declare have a name; those that the value stage reads have a path.
    const bool path = p.lexicon.list_name(static_cast<ListId>(list)).find('/') != std::string_view::npos;
    p.list_uses.push_back({list < lists.size() ? lists[list] : no_symbol, path});
  }
}

}  // namespace

std::string hash_pack(const Pack& pack) {
  std::uint64_t hash = hash_bytes({});
  for (const auto& [path, bytes] : pack.files) hash = hash_bytes(bytes, hash_bytes(path, hash));
  return hex(hash);
}

std::shared_ptr<const Engine::Program> Engine::Program::compile(const Pack& pack, Diagnostics& diagnostics) {
  auto program = std::make_shared<Program>();
  Program& p = *program;
  LexiconBuilder lexicon;
  lexicon.add_grammar(pack, diagnostics);
  p.values.compile(pack, lexicon, p.symbols, diagnostics);
  p.phrases.compile(pack, lexicon, diagnostics);
  p.effects.compile(pack, lexicon, diagnostics);
  p.anaphors.compile(pack, lexicon, p.symbols, diagnostics);
  p.verb_limits.compile(pack, lexicon, diagnostics);
  ast::Rules rules = parse_rules(pack, diagnostics);
  CheckOptions options;
  options.is_verb = [&](std::string_view lemma) { return lexicon.is_verb_lemma(lemma); };
  options.has_file = [&](std::string_view path) { return pack.find(path) != nullptr; };
  check_rules(rules, p.symbols, diagnostics, options);
  p.rules.compile(rules, pack, lexicon, p.symbols, p.phrases, diagnostics);
  p.lexicon = lexicon.build();
  p.hash = hash_pack(pack);
  finish(p);
  return program;
}

std::string Engine::Program::write() const {
  std::string body;
  ArchiveWriter writer(body);
  // Archiving reads alone, but one member function serves both directions.
  archive_tables(const_cast<Program&>(*this), writer);
  std::string out(magic);
  const std::array<std::uint64_t, 3> head = {format_version, body.size(), hash_bytes(body)};
  out.append(reinterpret_cast<const char*>(head.data()), sizeof head);
  return out + body;
}

std::string artefact_hash(std::string_view bytes) {
  std::string hash;
  ArchiveReader reader(bytes.substr(std::min(bytes.size(), magic.size() + 3 * sizeof(std::uint64_t))));
  reader(hash);
  return hash;
}

Result<std::shared_ptr<const Engine::Program>> Engine::Program::read(std::string_view bytes, ArchiveSource source) {
  std::array<std::uint64_t, 3> head = {};
  if (bytes.size() < magic.size() + sizeof head || bytes.substr(0, magic.size()) != magic)
    return Error{"artefact.magic", "this is no compiled rule pack"};
  std::copy_n(bytes.data() + magic.size(), sizeof head, reinterpret_cast<char*>(head.data()));
  if (head[0] != format_version)
    return Error{"artefact.version", "the compiled rule pack has format " + std::to_string(head[0]) + ", this program reads format " +
                                         std::to_string(format_version)};
  const std::string_view body = bytes.substr(magic.size() + sizeof head);
  const bool whole = body.size() == head[1] && (source == ArchiveSource::built_in || hash_bytes(body) == head[2]);
  if (!whole) return Error{"artefact.damaged", "the compiled rule pack is damaged"};
  auto program = std::make_shared<Program>();
  ArchiveReader reader(body, source);
  archive_tables(*program, reader);
  if (reader.failed() || !reader.at_end()) return Error{"artefact.damaged", "the compiled rule pack is damaged"};
  finish(*program);
  return std::shared_ptr<const Program>(std::move(program));
}

}  // namespace sluice
