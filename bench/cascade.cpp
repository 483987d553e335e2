// How fast each stage and the whole are, on the corpus repeated in varied order: bench_cascade [MEGABYTES].
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "markup/markup.hpp"
#include "pipeline/cascade.hpp"
#include "pipeline/program.hpp"

namespace {

using Clock = std::chrono::steady_clock;

std::vector<std::string> texts() {
  std::vector<std::string> out;
  std::set<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(std::string(SLUICE_SOURCE_DIR) + "/corpus"))
    if (entry.path().extension() == ".gold") paths.insert(entry.path());
  for (const auto& path : paths) {
    std::ifstream in(path);
    std::stringstream bytes;
    bytes << in.rdbuf();
    const std::string source = bytes.str();
    const std::size_t first = source.find("---\n") + 4, last = source.rfind("\n---");
    sluice::Markup markup;
    sluice::Diagnostics diagnostics;
    if (sluice::parse_markup(std::string_view(source).substr(first, last - first), path.string(), 1, 1, markup, diagnostics)) out.push_back(markup.text);
  }
  return out;
}

}  // namespace

int main(int argc, char** argv) {
  const double megabytes = argc > 1 ? std::atof(argv[1]) : 20;
  const auto start = Clock::now();
  const sluice::Engine engine = sluice::Engine::standard();
  std::printf("load of the standard rules %8.1f ms\n", std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  sluice::Cascade cascade(std::shared_ptr<const sluice::Engine::Program>(std::shared_ptr<void>(), &engine.program()));
  const std::vector<std::string> corpus = texts();
  if (corpus.empty()) return std::fputs("bench_cascade: no articles under corpus/\n", stderr), 2;
  const char* names[] = {"text", "words and lists", "values", "names", "phrases", "facts", "document"};
  double seconds[7] = {};
  double bytes = 0;
  std::uint32_t order = 1;
  sluice::Document document;
  while (bytes < megabytes * 1e6) {
    order = order * 1664525u + 1013904223u;
    const std::string& text = corpus[(order >> 16) % corpus.size()];
    auto from = Clock::now();
    int stage = 0;
    const auto lap = [&] {
      const auto now = Clock::now();
      seconds[stage++] += std::chrono::duration<double>(now - from).count();
      from = now;
    };
    cascade.read_text(text), lap();
    cascade.read_words(), lap();
    cascade.read_values(), lap();
    cascade.read_names(false, nullptr), lap();
    cascade.read_phrases("2025-06-30"), lap();
    cascade.read_facts(false, nullptr), lap();
    cascade.write(document, false), lap();
    bytes += static_cast<double>(text.size());
  }
  double whole = 0;
  for (int i = 0; i < 7; ++i) {
    std::printf("%-20s %8.1f ns/byte %10.1f MB/s\n", names[i], seconds[i] * 1e9 / bytes, bytes / 1e6 / seconds[i]);
    whole += seconds[i];
  }
  std::printf("%-20s %8.1f ns/byte %10.1f MB/s\n", "whole", whole * 1e9 / bytes, bytes / 1e6 / whole);
  return 0;
}
