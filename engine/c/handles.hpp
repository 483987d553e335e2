// What stands behind the handles of the C interface.
#ifndef SLUICE_C_HANDLES_HPP
#define SLUICE_C_HANDLES_HPP

#include <cstring>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "c/scratches.hpp"
#include "sluice/diagnostic.hpp"
#include "sluice/engine.hpp"
#include "sluice/sluice.h"

namespace sluice {

/// An engine and the working memories of those who use it; streams share it with the handle.
struct SharedEngine {
  explicit SharedEngine(Engine e) : engine(std::move(e)), rules(engine.rules_hash()) {}

  Engine engine;
  std::string rules;
  Scratches scratches;
};

[[nodiscard]] inline std::string_view view(const sluice_string& text) {
  return text.data == nullptr ? std::string_view() : std::string_view(text.data, text.size);
}

/// An options struct of this library's size: what the caller's struct has of it, and zeros.
template <class Options>
[[nodiscard]] Options complete(const Options* options) {
  Options out{};
  if (options != nullptr) std::memcpy(&out, options, options->size < sizeof out ? options->size : sizeof out);
  out.size = sizeof out;
  return out;
}

/// Thrown inside the library by what answers with a sluice_error.
struct BadCall {
  Error error;
  Diagnostics diagnostics;
};

}  // namespace sluice

struct sluice_engine {
  std::shared_ptr<sluice::SharedEngine> shared;
};

struct sluice_buffer {
  std::string bytes;
};

struct sluice_error {
  sluice::Error error;
  sluice::Diagnostics diagnostics;
};

namespace sluice {

/// Sets `*error`; where there is no memory for that, it stays null.
inline int refuse(sluice_error** error, std::string code, std::string message, Diagnostics diagnostics = {}) noexcept {
  if (error == nullptr) return 1;
  try {
    *error = new sluice_error{{std::move(code), std::move(message)}, std::move(diagnostics)};
  } catch (...) {
    *error = nullptr;
  }
  return 1;
}

/// Runs `work`; what it throws becomes an error.
template <class Work>
int guarded(sluice_error** error, Work work) noexcept {
  try {
    work();
    return 0;
  } catch (BadCall& refusal) {
    return refuse(error, std::move(refusal.error.code), std::move(refusal.error.message), std::move(refusal.diagnostics));
  } catch (const std::exception& other) {
    return refuse(error, "internal", other.what());
  } catch (...) {
    return refuse(error, "internal", "an exception of no known kind");
  }
}

}  // namespace sluice

#endif
