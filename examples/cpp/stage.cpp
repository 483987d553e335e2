// A stage of a pipeline: texts come in, one a line with an id and a tab before it, and facts go out, in the same order, on several threads.
//
//   printf 'a1\tSweden joined NATO in 2024.\n' | stage 4
//   a1      membership      positive        actual  member=Sweden   body=NATO       date=2024
//
// An engine is shared by the threads; each has working memory and a document of its own, which it uses again and again.
#include <sluice/sluice.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <iostream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr std::size_t batch_lines = 1024;

class Stage {
 public:
  explicit Stage(std::size_t threads) : threads_(threads) {
    for (std::size_t i = 0; i < threads; ++i) workers_.emplace_back();
  }

  /// The facts of each line.
  std::vector<std::string> run(const std::vector<std::string>& lines) {
    std::vector<std::string> results(lines.size());
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < threads_; ++t)
      threads.emplace_back([&, t] {
        for (std::size_t i = next++; i < lines.size(); i = next++) results[i] = facts(lines[i], workers_[t]);
      });
    for (std::thread& thread : threads) thread.join();
    return results;
  }

 private:
  struct Worker {
    sluice::Scratch scratch;
    sluice::Document document;
  };

  sluice::Engine engine_ = sluice::Engine::standard();
  std::size_t threads_;
  std::vector<Worker> workers_;

  std::string facts(const std::string& line, Worker& worker) const {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const std::string_view text = std::string_view(line).substr(std::min(tab + 1, line.size()));
    engine_.extract(text, {}, worker.scratch, worker.document);
    std::ostringstream out;
    for (const sluice::Fact& fact : worker.document.facts()) {
      out << line.substr(0, tab) << '\t' << fact.type() << '\t' << name(fact.polarity) << '\t' << name(fact.modality);
      for (const sluice::Argument& argument : fact.arguments) {
        // A pronoun or `the company` is written as what it stands for.
        const bool known = argument.entity != sluice::none;
        out << '\t' << argument.role << '='
            << (known ? std::string_view(worker.document.entities()[argument.entity].name) : argument.span.of(worker.document.text()));
      }
      out << '\n';
    }
    return std::move(out).str();
  }
};

}  // namespace

int main(int argc, char** argv) {
  Stage stage(argc > 1 ? std::max(std::atoi(argv[1]), 1) : 1);
  std::vector<std::string> lines;
  for (std::string line; std::getline(std::cin, line) || !lines.empty();) {
    if (std::cin) lines.push_back(line);
    if (std::cin && lines.size() < batch_lines) continue;
    for (const std::string& facts : stage.run(lines)) std::cout << facts;
    lines.clear();
  }
  return std::cout.flush() ? 0 : 1;
}
