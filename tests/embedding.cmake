# Tests of what is installed, and of the Python package built against it. They use what this build made, and are no part of a sanitizer's build.
add_test(NAME install COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/install/test_install.py ${PROJECT_BINARY_DIR} ${PROJECT_SOURCE_DIR}
                              -DSLUICE_WERROR=${SLUICE_WERROR} -DCMAKE_C_COMPILER_LAUNCHER=${CMAKE_C_COMPILER_LAUNCHER}
                              -DCMAKE_CXX_COMPILER_LAUNCHER=${CMAKE_CXX_COMPILER_LAUNCHER})
add_test(NAME python COMMAND ${Python3_EXECUTABLE} ${PROJECT_SOURCE_DIR}/tests/python/run.py python --build ${PROJECT_BINARY_DIR})
# Both are long and use several processes.
set_tests_properties(install python PROPERTIES PROCESSORS 2 TIMEOUT 3000)
