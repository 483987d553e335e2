// SIGINT and SIGTERM: the first one asks a run to end at the next whole document, the second ends it at once.
#ifndef SLUICE_CLI_INTERRUPT_HPP
#define SLUICE_CLI_INTERRUPT_HPP

namespace sluice::cli {

/// While one lives, the two signals are caught. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;

  /// Can be read from once a signal came: for whoever waits for input.
  [[nodiscard]] int descriptor() const;
  /// The signal that came, or 0.
  [[nodiscard]] int signal() const;
  /// Ends the process by that signal, as its sender expects to see.
  void pass_on() const;
};

}  // namespace sluice::cli

#endif
