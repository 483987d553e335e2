// How fast each stage and the whole program are, on the corpus repeated in varied order: bench_cascade PROGRAM [MEGABYTES].
//
// Stages are timed in this process, in processor time of its one thread, with instructions counted where the machine lets a process count
// its own. The whole is PROGRAM itself, JSONL file in, JSONL file out, one job, in processor time of the child.
#include <fcntl.h>
#include <linux/perf_event.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "corpus.hpp"
#include "io/json_text.hpp"
#include "io/jsonl.hpp"
#include "io/write.hpp"
#include "pipeline/cascade.hpp"
#include "pipeline/program.hpp"

namespace {

namespace fs = std::filesystem;
using sluice::bench::cpu_seconds;
using sluice::bench::texts;

/// Instructions of this thread in user mode; 0 where the kernel does not tell.
class Instructions {
 public:
  Instructions() {
    perf_event_attr attributes{};
    attributes.type = PERF_TYPE_HARDWARE;
    attributes.size = sizeof attributes;
    attributes.config = PERF_COUNT_HW_INSTRUCTIONS;
    attributes.exclude_kernel = 1;
    attributes.exclude_hv = 1;
    descriptor_ = static_cast<int>(::syscall(SYS_perf_event_open, &attributes, 0, -1, -1, 0));
  }
  ~Instructions() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Instructions(const Instructions&) = delete;
  Instructions& operator=(const Instructions&) = delete;
  [[nodiscard]] double count() const {
    std::uint64_t value = 0;
    return descriptor_ >= 0 && ::read(descriptor_, &value, sizeof value) == sizeof value ? static_cast<double>(value) : 0;
  }

 private:
  int descriptor_ = -1;
};

/// The articles again and again, in an order that repeats only after billions of them.
class Shuffle {
 public:
  explicit Shuffle(const std::vector<std::string>& texts) : texts_(texts) {}
  const std::string& next() {
    order_ = order_ * 1664525u + 1013904223u;
    return texts_[(order_ >> 16) % texts_.size()];
  }

 private:
  const std::vector<std::string>& texts_;
  std::uint32_t order_ = 1;
};

/// Processor seconds of a child with its standard streams on files, or a negative number where it failed.
double run_child(const std::vector<std::string>& command, const std::string& input, const std::string& output, long* kilobytes = nullptr) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, 0, input.c_str(), O_RDONLY, 0);
  ::posix_spawn_file_actions_addopen(&files, 1, output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  std::vector<char*> words;
  for (const std::string& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawn(&child, words[0], &files, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  int status = 0;
  rusage used{};
  if (failed != 0 || ::wait4(child, &status, 0, &used) < 0 || status != 0) return -1;
  if (kilobytes != nullptr) *kilobytes = used.ru_maxrss;
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double median_of_21(const std::vector<std::string>& command, const std::string& input) {
  std::vector<double> times;
  for (int i = 0; i < 21; ++i) times.push_back(run_child(command, input, "/dev/null"));
  std::nth_element(times.begin(), times.begin() + 10, times.end());
  return times[10];
}

struct Stage {
  const char* name;
  double seconds = 0, instructions = 0;
};

void print(const char* name, double seconds, double instructions, double bytes) {
  std::printf("%-16s %9.1f ns/byte %9.1f MB/s", name, seconds * 1e9 / bytes, bytes / 1e6 / seconds);
  if (instructions > 0) std::printf(" %9.0f instructions/byte", instructions / bytes);
  std::printf("\n");
}

void time_stages(const std::vector<std::string>& corpus, double megabytes) {
  const double start = cpu_seconds();
  const sluice::Engine engine = sluice::Engine::standard();
  std::printf("standard rules loaded in %.1f ms\n", (cpu_seconds() - start) * 1e3);
  sluice::Cascade cascade(std::shared_ptr<const sluice::Engine::Program>(std::shared_ptr<void>(), &engine.program()));
  const Instructions counter;
  std::vector<Stage> stages = {{"read"}, {"text"}, {"words and lists"}, {"values"}, {"names"}, {"phrases"}, {"facts"}, {"document"}, {"write"}};
  sluice::InputRecord record;
  sluice::JsonlParser parser;
  sluice::Document document;
  sluice::Writer writer(sluice::OutputFormat::jsonl, {});
  std::string out;
  double bytes = 0;
  Shuffle shuffle(corpus);
  while (bytes < megabytes * 1e6) {
    const std::string& text = shuffle.next();
    std::string line = "{\"id\":\"a\",\"date\":\"2025-06-30\",\"text\":";
    sluice::append_json(line, text);
    line += '}';
    double time = cpu_seconds(), count = counter.count();
    auto stage = stages.begin();
    const auto lap = [&] {
      const double time_now = cpu_seconds(), count_now = counter.count();
      stage->seconds += time_now - time;
      stage->instructions += count_now - count;
      ++stage;
      time = time_now;
      count = count_now;
    };
    record.clear();
    parser.parse(line, record), lap();
    cascade.read_text(record.text), lap();
    cascade.read_words(), lap();
    cascade.read_values(), lap();
    cascade.read_names(false, nullptr), lap();
    cascade.read_phrases(record.date), lap();
    cascade.read_facts(false, nullptr), lap();
    cascade.write(document, false), lap();
    out.clear();
    writer.document(record, document, out), lap();
    bytes += static_cast<double>(text.size());
  }
  double seconds = 0, instructions = 0;
  for (const Stage& s : stages) {
    print(s.name, s.seconds, s.instructions, bytes);
    seconds += s.seconds;
    instructions += s.instructions;
  }
  print("all stages", seconds, instructions, bytes);
}

int time_program(const std::vector<std::string>& corpus, const std::string& program, double megabytes) {
  const std::string folder = (fs::temp_directory_path() / ("sluice-bench-" + std::to_string(::getpid()))).string();
  fs::create_directories(folder);
  const std::string input = folder + "/in.jsonl", empty = folder + "/empty.txt";
  double bytes = 0;
  {
    std::ofstream lines(input, std::ios::binary);
    Shuffle shuffle(corpus);
    for (std::size_t i = 0; bytes < megabytes * 1e6; ++i) {
      const std::string& text = shuffle.next();
      std::string line = "{\"id\":\"" + std::to_string(i) + "\",\"text\":";
      sluice::append_json(line, text);
      lines << line << "}\n";
      bytes += static_cast<double>(text.size());
    }
    std::ofstream{empty};
  }
  long kilobytes = 0;
  const double seconds = run_child({program, "extract", "--input", "jsonl", "--format", "jsonl", "--jobs", "1", input}, "/dev/null", folder + "/out.jsonl", &kilobytes);
  const double version = median_of_21({program, "--version"}, "/dev/null");
  const double nothing = median_of_21({program, "extract", "--format", "jsonl", empty}, "/dev/null");
  const double process = median_of_21({"/bin/true"}, "/dev/null");
  std::error_code ignored;
  fs::remove_all(folder, ignored);
  if (seconds < 0 || version < 0 || nothing < 0 || process < 0) return std::fprintf(stderr, "bench_cascade: %s failed\n", program.c_str()), 2;
  print("whole program", seconds, 0, bytes);
  std::printf("memory of the whole program %.0f MB\n", static_cast<double>(kilobytes) / 1024);
  std::printf("start-up, processor time: --version %.1f ms, extraction of an empty text %.1f ms, /bin/true %.1f ms\n", version * 1e3, nothing * 1e3,
              process * 1e3);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("usage: bench_cascade PROGRAM [MEGABYTES]\n", stderr), 2;
  const double megabytes = argc > 2 ? std::atof(argv[2]) : 20;
  const std::vector<std::string> corpus = texts();
  if (corpus.empty()) return std::fputs("bench_cascade: no articles under corpus/\n", stderr), 2;
  time_stages(corpus, megabytes);
  return time_program(corpus, argv[1], megabytes);
}
