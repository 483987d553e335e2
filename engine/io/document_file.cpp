#include "io/document_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <sstream>
#include <system_error>

namespace sluice {
namespace {

constexpr std::size_t longest_part = 180;  // bytes; most file systems hold 255
constexpr std::string_view digits = "0123456789ABCDEF";

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || c == ' ' || c == ',' || c == '+' ||
         c == '(' || c == ')' || static_cast<unsigned char>(c) >= 0x80;
}

std::string hash_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  std::string out;
  for (int shift = 60; shift >= 0; shift -= 4) out += digits[(hash >> shift) & 15];
  return out;
}

std::string part_name(std::string_view part) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    const char c = part[i];
    if (is_plain(c) && !(c == '.' && i == 0)) {
      out += c;
      continue;
    }
    out += '%';
    out += digits[static_cast<unsigned char>(c) >> 4];
    out += digits[static_cast<unsigned char>(c) & 15];
  }
  if (out.empty()) out = "%";
  if (out.size() <= longest_part) return out;
  std::size_t cut = longest_part - 17;
  while (cut > 0 && (static_cast<unsigned char>(out[cut]) & 0xC0) == 0x80) --cut;
  return out.substr(0, cut) + '~' + hash_of(part);
}

int hex(char c) {
  const std::size_t at = digits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

}  // namespace

std::string file_name_of(std::string_view id) {
  std::string out;
  for (;;) {
    const std::size_t end = id.find('/');
    out += part_name(id.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += '/';
    id.remove_prefix(end + 1);
  }
}

std::string id_of_file_name(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] == '%' && i + 2 < name.size() && hex(name[i + 1]) >= 0 && hex(name[i + 2]) >= 0) {
      out += static_cast<char>(hex(name[i + 1]) * 16 + hex(name[i + 2]));
      i += 2;
    } else if (name[i] != '%') {
      out += name[i];
    }
  }
  return out;
}

bool write_whole_file(const std::filesystem::path& path, std::string_view bytes, std::string& problem) {
  const auto fail = [&](int number) {
    problem = path.string() + ": cannot be written: " + std::strerror(number);
    return false;
  };
  std::error_code error;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), error);
  if (error) return fail(error.value());
  const std::string partial = path.string() + ".partial";
  const int descriptor = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) return fail(errno);
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      const int number = errno;
      ::close(descriptor);
      ::unlink(partial.c_str());
      return fail(number);
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::close(descriptor) == 0 && std::rename(partial.c_str(), path.c_str()) == 0) return true;
  const int number = errno;
  ::unlink(partial.c_str());
  return fail(number);
}

bool read_whole_file(const std::filesystem::path& path, std::string& bytes, std::string& problem) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream all;
  if (in) all << in.rdbuf();
  if (!in && !(in.eof() || std::filesystem::file_size(path) == 0)) {
    problem = path.string() + ": cannot be read: " + std::strerror(errno);
    return false;
  }
  bytes = std::move(all).str();
  return true;
}

}  // namespace sluice
