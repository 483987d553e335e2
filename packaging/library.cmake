# The library, static and shared, of all folders; where it is installed, and how others find it.
include(GNUInstallDirs)

set(SLUICE_SOVERSION ${PROJECT_VERSION_MAJOR}.${PROJECT_VERSION_MINOR})
set(SLUICE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/sluice)
foreach(kind shared static)
  string(TOUPPER ${kind} type)
  add_library(sluice_${kind} ${type} ${SLUICE_OBJECTS})
  add_library(sluice::${kind} ALIAS sluice_${kind})
  set_target_properties(sluice_${kind} PROPERTIES OUTPUT_NAME sluice EXPORT_NAME ${kind} LINKER_LANGUAGE CXX
                                                  VERSION ${PROJECT_VERSION} SOVERSION ${SLUICE_SOVERSION})
  target_compile_features(sluice_${kind} INTERFACE cxx_std_20)
  target_include_directories(sluice_${kind} INTERFACE $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/engine/include>
                                                      $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(sluice_${kind} PRIVATE $<BUILD_INTERFACE:sluice_options>)
  if(SLUICE_INSTALL)
    install(TARGETS sluice_${kind} EXPORT sluice-${kind}
            LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT development
            ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT development)
    install(EXPORT sluice-${kind} NAMESPACE sluice:: DESTINATION ${SLUICE_CMAKE_DIR} COMPONENT development)
  endif()
endforeach()
# A static library brings along what it is made with; of the shared one that is its own affair.
target_link_libraries(sluice_static INTERFACE $<INSTALL_INTERFACE:Threads::Threads> $<INSTALL_INTERFACE:ICU::i18n> $<INSTALL_INTERFACE:ICU::uc>
                                              $<INSTALL_INTERFACE:PkgConfig::RE2> $<INSTALL_INTERFACE:PkgConfig::SIMDJSON>
                                              $<INSTALL_INTERFACE:Boost::iostreams> $<INSTALL_INTERFACE:PkgConfig::FORMATS>)
if(BUILD_SHARED_LIBS)
  add_library(sluice::sluice ALIAS sluice_shared)
else()
  add_library(sluice::sluice ALIAS sluice_static)
endif()

if(SLUICE_INSTALL)
  include(CMakePackageConfigHelpers)
  install(DIRECTORY ${PROJECT_SOURCE_DIR}/engine/include/sluice DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT development)
  configure_package_config_file(${PROJECT_SOURCE_DIR}/packaging/sluice-config.cmake.in ${PROJECT_BINARY_DIR}/sluice-config.cmake
                                INSTALL_DESTINATION ${SLUICE_CMAKE_DIR} NO_SET_AND_CHECK_MACRO)
  write_basic_package_version_file(${PROJECT_BINARY_DIR}/sluice-config-version.cmake COMPATIBILITY SameMinorVersion)
  install(FILES ${PROJECT_BINARY_DIR}/sluice-config.cmake ${PROJECT_BINARY_DIR}/sluice-config-version.cmake
          DESTINATION ${SLUICE_CMAKE_DIR} COMPONENT development)
  # Paths are relative to the .pc file, so that the tree may be moved.
  file(RELATIVE_PATH SLUICE_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  configure_file(${PROJECT_SOURCE_DIR}/packaging/sluice.pc.in ${PROJECT_BINARY_DIR}/sluice.pc @ONLY)
  install(FILES ${PROJECT_BINARY_DIR}/sluice.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
endif()
