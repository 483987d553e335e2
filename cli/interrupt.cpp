#include "cli/interrupt.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>

namespace sluice::cli {
namespace {

// A handler reaches nothing but what is global.
volatile std::sig_atomic_t caught = 0;
volatile std::sig_atomic_t write_end = -1;
int read_end = -1;

constexpr std::array<int, 2> signals = {SIGINT, SIGTERM};

void remember(int number) {
  const int before = errno;
  caught = number;
  const char byte = 0;
  [[maybe_unused]] const ssize_t ignored = ::write(write_end, &byte, 1);
  errno = before;
}

}  // namespace

Interrupt::Interrupt() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) == 0) {
    read_end = ends[0];
    write_end = ends[1];
  }
  for (const int number : signals) {
    struct sigaction action {};
    struct sigaction before {};
    // Who started the program may have asked it to ignore the signal, as nohup and background jobs of scripts do.
    if (::sigaction(number, nullptr, &before) == 0 && before.sa_handler == SIG_IGN) continue;
    action.sa_handler = remember;
    action.sa_flags = SA_RESETHAND | SA_RESTART;
    ::sigaction(number, &action, nullptr);
  }
}

Interrupt::~Interrupt() {
  for (const int number : signals) {
    struct sigaction now {};
    if (::sigaction(number, nullptr, &now) == 0 && now.sa_handler == remember) std::signal(number, SIG_DFL);
  }
  if (read_end >= 0) ::close(read_end);
  if (write_end >= 0) ::close(write_end);
  read_end = -1;
  write_end = -1;
}

int Interrupt::descriptor() const { return read_end; }
int Interrupt::signal() const { return caught; }

void Interrupt::pass_on() const {
  if (caught == 0) return;
  std::signal(caught, SIG_DFL);
  std::raise(caught);
}

}  // namespace sluice::cli
