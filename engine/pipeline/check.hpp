// Runs the tests that stand inside rule files.
#ifndef SLUICE_PIPELINE_CHECK_HPP
#define SLUICE_PIPELINE_CHECK_HPP

#include <memory>

#include "pipeline/program.hpp"

namespace sluice {

/// Every `test`, `reject` and `todo` of the program's rules and every text of its suites, each as a document of its own.
[[nodiscard]] CheckReport run_rule_tests(std::shared_ptr<const Engine::Program> program);

}  // namespace sluice

#endif
