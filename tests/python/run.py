"""Builds the wheel against the library that was built, installs it in a fresh environment with pinned packages, and runs the tests there: `run.py python`
those of the package, `run.py spark` those on Spark. The tests see the installed wheel and never the source tree."""
import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import venv

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
REQUIREMENTS = os.path.join(SOURCE, "python/requirements")


def run(*command, **options):
    print("+", *command, flush=True)
    subprocess.run(command, check=True, **options)


def environment(build, name, *lists):
    """An environment with what the lists pin; made anew when they change."""
    path = os.path.join(build, f"venv-{name}")
    digest = hashlib.sha256(sys.version.encode())
    for item in lists:
        with open(os.path.join(REQUIREMENTS, item), "rb") as pinned:
            digest.update(pinned.read())
    mark = os.path.join(path, "made-from")
    made = open(mark, encoding="ascii").read() if os.path.exists(mark) else ""
    if made != digest.hexdigest():
        shutil.rmtree(path, ignore_errors=True)
        venv.create(path, with_pip=True)
        options = [part for item in lists for part in ("-r", os.path.join(REQUIREMENTS, item))]
        run(os.path.join(path, "bin/python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options)
        with open(mark, "w", encoding="ascii") as out:
            out.write(digest.hexdigest())
    return os.path.join(path, "bin/python")


def wheel(build, python):
    """Linked with the static library of `build`, which is not built again."""
    prefix = os.path.join(build, "python-prefix")
    run("cmake", "--install", build, "--prefix", prefix, "--component", "library")
    run("cmake", "--install", build, "--prefix", prefix, "--component", "development")
    out = os.path.join(build, "wheels")
    shutil.rmtree(out, ignore_errors=True)
    run(python, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "--wheel-dir", out,
        "--config-settings=cmake.define.SLUICE_PREFIX=" + prefix, "--config-settings=build-dir=" + os.path.join(build, "python"), SOURCE)
    [name] = os.listdir(out)
    return os.path.join(out, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", choices=["python", "spark"])
    parser.add_argument("--build", required=True)
    parser.add_argument("tests", nargs="*", help="arguments for pytest")
    arguments = parser.parse_args()
    build = os.path.abspath(arguments.build)
    python = environment(build, arguments.which, "build.txt", "test.txt" if arguments.which == "python" else "spark.txt")
    run(python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--force-reinstall", wheel(build, python))
    # Elsewhere than in the source tree, so that `import sluice` can only find the wheel.
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "SLUICE_PROGRAM": os.path.join(build, "sluice"), "SLUICE_SOURCE": SOURCE, "PYSPARK_PYTHON": python}
        env.pop("PYTHONPATH", None)
        if arguments.which == "python":
            for what in (["-p", "sluice"], [os.path.join(SOURCE, "tests/python/typed.py")]):
                run(python, "-m", "mypy", "--strict", "--config-file=", "--ignore-missing-imports", "--cache-dir", os.path.join(build, "mypy"), *what, cwd=folder, env=env)
        run(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", folder, os.path.join(SOURCE, "tests", arguments.which), *arguments.tests,
            cwd=folder, env=env)


if __name__ == "__main__":
    main()
