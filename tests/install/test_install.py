"""Installs what was built and uses it from outside: CMake, pkg-config, C and C++, shared and static, also when the tree was moved."""
import os
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
LINES = b"a1\tSweden joined NATO in 2024.\na2\tNothing here.\na3\tKenya has not joined the OECD.\n"
EXPECTED = (b"a1\tmembership\tpositive\tactual\tmember=Sweden\tbody=NATO\tdate=2024\n"
            b"a3\tmembership\tnegative\tactual\tmember=Kenya\tbody=OECD\n")


def run(*command, stdin=b"", env=None):
    done = subprocess.run(command, input=stdin, capture_output=True, env={**os.environ, **(env or {})}, check=False)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(command)}\n{done.stdout.decode()}\n{done.stderr.decode()}")
    return done.stdout


class InstallTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls._folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls._folder.cleanup)
        cls.root = cls._folder.name
        first = os.path.join(cls.root, "first")
        run("cmake", "--install", BUILD, "--prefix", first)
        # Nothing may know where it was installed.
        cls.prefix = os.path.join(cls.root, "moved tree")
        shutil.move(first, cls.prefix)
        found = [os.path.join(at, name) for at, _, names in os.walk(cls.prefix) for name in names]
        [cls.library] = [os.path.dirname(path) for path in found if path.endswith("libsluice.a")]
        cls.found = [os.path.relpath(path, cls.prefix) for path in found]

    def consume(self, name, *options):
        build = os.path.join(self.root, name)
        run("cmake", "-G", "Ninja", "-S", os.path.join(SOURCE, "examples/cpp"), "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_PREFIX_PATH=" + self.prefix,
            *options)
        run("cmake", "--build", build, "--target", "stage")
        return os.path.join(build, "stage")

    def check(self, program, shared, env=None):
        self.assertEqual(run(program, "2", stdin=LINES, env=env), EXPECTED)
        self.assertEqual(b"libsluice.so" in run("ldd", program, env=env), shared)

    def test_what_is_installed(self):
        self.assertIn("bin/sluice", self.found)
        self.assertIn("share/man/man1/sluice.1", self.found)
        headers = {name for name in os.listdir(os.path.join(SOURCE, "engine/include/sluice"))}
        self.assertEqual({os.path.basename(p) for p in self.found if p.startswith("include/sluice/")}, headers)
        self.assertIn(b"sluice", run(os.path.join(self.prefix, "bin/sluice"), "--version"))

    def test_cmake_shared(self):
        self.check(self.consume("shared"), shared=True)

    def test_cmake_static(self):
        self.check(self.consume("static", "-DSLUICE_KIND=static"), shared=False)
        self.check(self.consume("no-shared", "-DBUILD_SHARED_LIBS=OFF"), shared=False)

    def test_cmake_says_what_is_missing(self):
        with self.assertRaisesRegex(AssertionError, "no component 'plastic'"):
            self.consume("plastic", "-DSLUICE_KIND=plastic")

    def test_subdirectory(self):
        # Beside the build that is tested, where a compiler cache sees the same paths and need not compile everything again.
        build = BUILD + "-along"
        self.addCleanup(shutil.rmtree, build, ignore_errors=True)
        program = self.consume(build, "-DSLUICE_SOURCE=" + SOURCE, *sys.argv[3:])
        self.check(program, shared=False)

    def pkg_config(self, *options):
        env = {"PKG_CONFIG_PATH": os.path.join(self.library, "pkgconfig")}
        flags = run("pkg-config", *options, "--cflags", "--libs", "sluice", env=env).decode()
        # A path with a blank is written with a backslash.
        return [flag.replace("\0", " ") for flag in flags.replace("\\ ", "\0").split()]

    def test_pkg_config_shared(self):
        program = os.path.join(self.root, "pkg-shared")
        run("g++", "-std=c++20", os.path.join(SOURCE, "examples/cpp/stage.cpp"), "-o", program, *self.pkg_config())
        self.check(program, shared=True, env={"LD_LIBRARY_PATH": self.library})

    def test_pkg_config_static_from_c(self):
        program = os.path.join(self.root, "pkg-static")
        flags = [":libsluice.a" if flag == "-lsluice" else flag for flag in self.pkg_config("--static")]
        flags = [part for flag in flags for part in (["-l" + flag] if flag.startswith(":") else [flag])]
        run("gcc", "-std=c99", os.path.join(SOURCE, "examples/c/lines.c"), "-o", program, *flags)
        out = run(program, stdin=b"Sweden joined NATO in 2024.\nMore.\n")
        self.assertEqual(out.count(b"\n"), 2)
        self.assertIn(b'"id":"line1"', out)
        self.assertIn(b'"type":"membership"', out)
        self.assertNotIn(b"libsluice.so", run("ldd", program))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
