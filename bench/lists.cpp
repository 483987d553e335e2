// What long word lists cost: the name lists that ship, and the same with generated phrases on top, over the corpus repeated in varied
// order: bench_lists [MEGABYTES]. Every generated phrase begins with a word of the corpus, so that the text keeps running into them.
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "lexicon/archive.hpp"
#include "lexicon/lattice.hpp"
#include "lexicon/words.hpp"
#include "text/analyze.hpp"

namespace {

using namespace sluice;

/// The lexicon's artefact, aligned as the linker would lay it.
std::vector<std::uint64_t> artefact(std::size_t generated, const std::vector<std::string>& corpus) {
  Pack pack;
  Diagnostics diagnostics;
  pack.add_directory(std::string(SLUICE_SOURCE_DIR) + "/rules", diagnostics);
  LexiconBuilder builder;
  builder.add_grammar(pack, diagnostics);
  for (const auto& [path, bytes] : pack.files) {
    if (!path.starts_with("names/") || !path.ends_with(".tsv")) continue;
    ListSource source;
    source.name = source.path = path;
    builder.add_list(pack, source, diagnostics);
  }
  std::vector<std::string> words;
  std::set<std::string> known;
  for (const std::string& text : corpus) {
    std::vector<Token> tokens;
    tokenize(text, 0, tokens);
    for (const Token& token : tokens)
      if (std::string word = text.substr(token.begin, token.end - token.begin); token.kind == TokenKind::word && known.insert(word).second) words.push_back(word);
  }
  ListSource source;
  source.name = "Generated";
  std::uint32_t random = 7;
  const auto next = [&](std::size_t n) { return static_cast<std::size_t>((random = random * 1664525u + 1013904223u) >> 8) % n; };
  for (std::size_t i = 0; i < generated; ++i) {
    std::string phrase = words[next(words.size())] + " Q" + std::to_string(next(200'000));
    if (next(2) == 0) phrase += ' ' + words[next(words.size())];
    source.inline_entries.push_back({{std::move(phrase)}, {}, 0});
  }
  builder.add_list(pack, source, diagnostics);
  Lexicon lexicon = builder.build();
  std::string bytes;
  ArchiveWriter writer(bytes);
  lexicon.archive(writer);
  std::vector<std::uint64_t> aligned(bytes.size() / 8 + 1);
  std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(aligned.data()));
  return aligned;
}

}  // namespace

int main(int argc, char** argv) {
  const double megabytes = argc > 1 ? std::atof(argv[1]) : 20;
  const std::vector<std::string> corpus = bench::texts();
  if (corpus.empty()) return std::fputs("bench_lists: no articles under corpus/\n", stderr), 2;
  for (const std::size_t generated : {std::size_t{0}, std::size_t{100'000}, std::size_t{800'000}}) {
    const std::vector<std::uint64_t> bytes = artefact(generated, corpus);
    double seconds = bench::cpu_seconds();
    Lexicon lexicon;
    ArchiveReader reader({reinterpret_cast<const char*>(bytes.data()), bytes.size() * 8}, ArchiveSource::built_in);
    lexicon.archive(reader);
    const double load = bench::cpu_seconds() - seconds;
    if (reader.failed()) return std::fputs("bench_lists: the artefact cannot be read\n", stderr), 2;
    std::vector<ListUse> uses;
    for (std::size_t list = 0; list < lexicon.list_count(); ++list) uses.push_back({static_cast<SymbolId>(builtin_symbols + list), false});
    WordCache words(lexicon, uses);
    TextAnalysis text;
    Lattice lattice;
    std::vector<PhraseHit> hits;
    std::uint32_t order = 1;
    double time = 0, read = 0;
    while (read < megabytes * 1e6) {
      order = order * 1664525u + 1013904223u;
      const std::string& document = corpus[(order >> 16) % corpus.size()];
      analyze_text(document, text);
      seconds = bench::cpu_seconds();
      words.begin_document();
      words.look_up(text.text, text.tokens);
      lattice.reset(text.tokens.size());
      read_lists(words, text, hits, lattice);
      time += bench::cpu_seconds() - seconds;
      read += static_cast<double>(document.size());
    }
    std::printf("%8zu phrases more: %5.1f MB of tables, loaded in %.2f ms, words and lists %.2f ns/byte\n", generated,
                static_cast<double>(bytes.size()) * 8e-6, load * 1e3, time * 1e9 / read);
  }
  return 0;
}
