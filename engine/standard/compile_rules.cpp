// Compiles the rules that ship into the artefact that the library carries: compile_rules DIR ARTEFACT PACK. Runs at build time.
#include <fstream>
#include <iostream>

#include "pipeline/program.hpp"
#include "pipeline/standard.hpp"

namespace sluice {
// This program makes the artefact, so it has none.
std::string_view standard_artefact() { return {}; }
Pack standard_pack() { return {}; }
}  // namespace sluice

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: compile_rules DIR ARTEFACT PACK\n";
    return 2;
  }
  sluice::Diagnostics diagnostics;
  sluice::Pack pack;
  pack.add_directory(argv[1], diagnostics);
  // Messages about these files name them as users know them, not by where they were built.
  for (auto& [path, origin] : pack.origins) origin = "rules/";
  const auto program = sluice::Engine::Program::compile(pack, diagnostics);
  for (const sluice::Diagnostic& d : diagnostics)
    if (d.severity == sluice::Severity::error) std::cerr << d << '\n';
  // Rules with errors are left out of the artefact; the tests fail on them, with the same messages.
  std::ofstream artefact(argv[2], std::ios::binary), sources(argv[3], std::ios::binary);
  const std::string bytes = program->write();
  // The program that carries these bytes trusts them at every start, so they are checked here, once.
  if (const auto read = sluice::Engine::Program::read(bytes); !read) {
    std::cerr << "compile_rules: " << read.error().message << '\n';
    return 2;
  }
  artefact << bytes;
  sources << sluice::write_pack(pack);
  if (!artefact.flush() || !sources.flush()) {
    std::cerr << "compile_rules: cannot write " << argv[2] << " or " << argv[3] << '\n';
    return 2;
  }
  return 0;
}
