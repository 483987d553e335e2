#include "io/input.hpp"

#include <doctest/doctest.h>

#include "io/compression.hpp"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace sluice;

namespace {

namespace fs = std::filesystem;

/// A folder of its own, gone at the end.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("sluice-input-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }

  std::string file(const std::string& name, std::string_view bytes) const {
    const fs::path path = path_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    return path.native();
  }
  [[nodiscard]] std::string path(const std::string& name = {}) const { return name.empty() ? path_.native() : (path_ / name).native(); }

 private:
  fs::path path_;
};

std::vector<InputRecord> read(std::vector<std::string> paths, InputFormat format = InputFormat::automatic) {
  Input input(std::move(paths), {.format = format});
  std::vector<InputRecord> records;
  for (InputRecord record; input.next(record);) records.push_back(record);
  return records;
}

std::vector<std::string> ids(const std::vector<InputRecord>& records) {
  std::vector<std::string> out;
  for (const InputRecord& r : records) out.push_back(r.error ? r.id + " !" + r.error->code : r.id);
  return out;
}

using Strings = std::vector<std::string>;

}  // namespace

TEST_CASE("a text file is a document, its name without extensions the id") {
  const Folder folder;
  const auto records = read({folder.file("a.b.txt", "\xEF\xBB\xBFOil\r\nrose\xFF"), folder.file("plain", " text"), folder.file("empty.txt", "")});
  REQUIRE(records.size() == 3);
  CHECK(ids(records) == Strings{"a.b", "plain", "empty"});
  CHECK(records[0].text == "\xEF\xBB\xBFOil\r\nrose\xFF");
  CHECK(records[1].text == " text");
  CHECK(records[2].text.empty());
}

TEST_CASE("a JSONL file gives a record for each line, and bad lines stand beside good ones") {
  const Folder folder;
  const std::string path = folder.file("in.jsonl", "\xEF\xBB\xBF{\"id\":\"a\",\"text\":\"1\"}\r\n\n{\"text\":\"2\"}\n{\"id\":\"c\" \"text\":\"3\"}\n"
                                                   "{\"id\":\"a\",\"text\":\"4\"}\n{\"id\":\"e\",\"text\":\"5\"}");
  const auto records = read({path});
  CHECK(ids(records) == Strings{"a", "in.jsonl:3", "in.jsonl:4 !io.json", "a", "e"});
  CHECK(records[2].error->message.starts_with(path + ":4:11: "));
  REQUIRE(records[3].issues.size() == 1);
  CHECK(records[3].issues[0].code == "I001");
  CHECK(records[0].issues.empty());
}

TEST_CASE("what a file is shows in its name, then in its first byte, unless it is said") {
  const Folder folder;
  const std::string unnamed = folder.file("lines", "\n {\"id\":\"x\",\"text\":\"1\"}\n");
  CHECK(ids(read({unnamed})) == Strings{"x"});
  CHECK(ids(read({unnamed}, InputFormat::text)) == Strings{"lines"});
  const std::string text = folder.file("brace.txt", "{ not JSON");
  CHECK(ids(read({text})) == Strings{"brace"});
  CHECK(ids(read({text}, InputFormat::jsonl)) == Strings{"brace.txt:1 !io.json"});
}

TEST_CASE("a directory is read by name, folders after files, hidden and unknown files left out") {
  const Folder folder;
  folder.file("d/b.txt", "b");
  folder.file("d/a.txt", "a");
  folder.file("d/z/c.txt", "c");
  folder.file("d/k/l.jsonl", "{\"text\":\"1\"}\n{\"id\":\"own\",\"text\":\"2\"}\n");
  folder.file("d/k/m/n.txt", "n");
  folder.file("d/page.html", "<p>x");
  folder.file("d/old.txt.gz", "x");
  std::string zipped;
  compress(Compression::gzip, "packed", zipped);
  folder.file("d/new.txt.gz", zipped);
  folder.file("d/table.csv.gz", zipped);
  folder.file("d/notes.md", "x");
  folder.file("d/.hidden.txt", "x");
  folder.file("d/.git/x.txt", "x");
  fs::create_directory_symlink(folder.path("d"), folder.path("d/loop"));
  const Strings expected = {"a", "b", "new", "old !io.read", "page", "k/l.jsonl:1", "own", "k/m/n", "z/c"};
  CHECK(ids(read({folder.path("d")})) == expected);
  CHECK(ids(read({folder.path("d/") + "/"})) == expected);
}

TEST_CASE("what cannot be read gives an error in its place and the rest goes on") {
  const Folder folder;
  fs::create_directories(folder.path("nothing/here"));
  const auto records = read({folder.path("missing.txt"), folder.path("nothing"), folder.file("good.txt", "x")});
  CHECK(ids(records) == Strings{"missing !io.open", " !io.empty-directory", "good"});
  CHECK(records[0].error->message.find(folder.path("missing.txt") + ": cannot be opened") == 0);
}

TEST_CASE("lines longer than any buffer, and very many ids") {
  const Folder folder;
  std::string bytes = "{\"id\":\"long\",\"text\":\"" + std::string(300000, 'x') + "\"}\n";
  for (int i = 0; i < 5000; ++i) bytes += "{\"id\":\"n" + std::to_string(i % 4999) + "\",\"text\":\"y\"}\n";
  const auto records = read({folder.file("many.jsonl", bytes)});
  REQUIRE(records.size() == 5001);
  CHECK(records[0].text.size() == 300000);
  std::size_t repeated = 0;
  for (const InputRecord& r : records) repeated += r.issues.size();
  CHECK(repeated == 1);
  CHECK(records.back().issues.size() == 1);
}

TEST_CASE("what is packed is read by its first bytes, and said to be damaged where it is") {
  const Folder folder;
  const std::string lines = "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"b\",\"text\":\"2\"}\n";
  for (const Compression form : {Compression::gzip, Compression::zstd}) {
    std::string packed;
    compress(form, lines, packed);
    compress(form, "{\"id\":\"c\",\"text\":\"3\"}\n", packed);
    const std::string extension = form == Compression::gzip ? ".gz" : ".zst";
    CHECK(ids(read({folder.file("in.jsonl" + extension, packed), folder.file("unnamed", packed), folder.file("odd.txt", packed)})) ==
          Strings{"a", "b", "c", "a", "b", "c", "odd"});
    const auto cut = read({folder.file("cut.jsonl" + extension, packed.substr(0, packed.size() - 6))});
    REQUIRE(!cut.empty());
    REQUIRE(cut.back().error);
    CHECK(cut.back().error->message.find("cut off") != std::string::npos);
  }
}

TEST_CASE("a page is known by its name or its first bytes") {
  const Folder folder;
  const std::string page = "\xEF\xBB\xBF \n<!DOCTYPE HTML><title>Head</title><p>Text";
  CHECK(read({folder.file("page.html", "<p>Text")})[0].text == "Text\n");
  CHECK(read({folder.file("unnamed", page)})[0].text == "Head\n\nText\n");
  CHECK(read({folder.file("page.txt", page)})[0].text == page);
  CHECK(read({folder.path("page.txt")}, InputFormat::html)[0].text == "Head\n\nText\n");
  CHECK(read({folder.file("less", "<5% of it")})[0].text == "<5% of it");
}

TEST_CASE("a document over the limit is refused by its id, and what follows is read") {
  const Folder folder;
  const std::string big(5000, 'x');
  const std::string lines = "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\"big\",\"text\":\"" + big + "\"}\n{\"text\":\"" + big + "\",\"id\":\"late\"}\n{\"id\":\"d\",\"text\":\"4\"}\n";
  Input input({folder.file("in.jsonl", lines), folder.file("big.txt", big), folder.file("ok.txt", "x")}, {.largest = 1000});
  std::vector<InputRecord> records;
  for (InputRecord record; input.next(record);) records.push_back(record);
  CHECK(ids(records) == Strings{"a", "big !io.size", "in.jsonl:3 !io.size", "d", "big !io.size", "ok"});
}
