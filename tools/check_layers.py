#!/usr/bin/env python3
"""Checks that the folders keep to their layers, as STYLE.md draws them.

    tools/check_layers.py               checks the project
    tools/check_layers.py --root DIR    checks another tree
    tools/check_layers.py --self-test   plants a violation of each kind and expects it found

Prints every violation as file:line: message and exits 1 when there is one. The rules:

  includes   a folder under sim/ or agents/ or tools/ includes only itself and the folders its
             CMakeLists.txt names in DEPENDS (a folder of headers only: in
             target_link_libraries); includes are written from the root
  layers     every DEPENDS goes strictly downwards in the layers
  messages   generated headers (*.pb.h) stay in the .cpp files that load, save or send
  core       the embedded folders do without allocating containers, streams, threads, clocks and
             std::function
  described  every folder under sim/ has a row in the table of sim/README.md, whose first cell is
             its name in backquotes or as a link; every row has a folder
  built      every CMakeLists.txt below the root is named by one above it
  bits       nothing under sim/ draws from the standard library or reads the wall clock
  config     every .txtpb under config/ names its proto file and message in its first lines
"""

import argparse
import pathlib
import re
import sys
import tempfile

# The layers from the bottom up. A folder may use rows below its own, never its own or above.
LAYERS = [
    ["sim/base"],
    ["sim/domain", "sim/journal", "sim/kernel", "sim/random", "sim/statistics"],
    ["sim/scenario"],
    ["sim/control_room"],
    ["sim/metrics"],
    ["sim/contract"],
    ["sim/wire", "sim/design", "sim/wallboard", "agents/behaviour"],
    ["sim/experiment"],
    ["sim/analysis", "sim/contract_study", "sim/ranks", "sim/staffing"],
    ["sim/exercise"],
    ["sim/appraisal", "sim/calibration", "sim/fitting", "sim/intake", "sim/review"],
    ["sim/agreement", "sim/hosting"],
    ["sim/report", "sim/live", "agents/session"],
    ["sim/assurance"],
    ["agents/handler_agent", "agents/contractor_agent", "tools/*"],
]

# Messages stand beside the layers: who may read them is a rule of its own.
PROTO = "proto"
MESSAGE_FOLDERS = {
    "sim/scenario", "sim/contract", "sim/design", "sim/experiment", "sim/analysis", "sim/appraisal",
    "sim/assurance", "sim/calibration", "sim/fitting", "sim/agreement", "sim/intake",
    "sim/exercise", "sim/hosting", "sim/wire", "sim/report", "agents/session", "tools/*",
}

# The embedded folders: pure C++ that allocates nothing while it runs.
CORE_FOLDERS = {
    "sim/base", "sim/random", "sim/kernel", "sim/domain", "sim/control_room", "sim/metrics",
}
CORE_FORBIDDEN_HEADERS = {
    "iostream", "fstream", "sstream", "functional", "vector", "map", "unordered_map", "set",
    "unordered_set", "deque", "list", "string", "thread", "mutex", "condition_variable", "future",
}
CORE_FORBIDDEN_LIBRARIES = ("boost/", "google/", "spdlog/", "fmt/", "CLI/", "date/")
CORE_FORBIDDEN_CODE = {
    r"\bstd::function\b": "std::function",
    r"\b\w+_clock::now\b": "a wall clock",
}
# A Result tells a person what is wrong with an input, before a run begins.
CORE_EXCEPTIONS = {"sim/base/result.hpp", "sim/base/result.cpp"}

FORBIDDEN_CODE = {
    r"\bstd::\w+_distribution\b": "std:: distributions differ between libraries",
    r"\brandom_device\b": "a run's draws come from its seed alone",
    r"\bstd::s?rand\b": "a run's draws come from its seed alone",
    r"\bstd::mt19937(_64)?\b": "draws are keyed: use fcr::Streams",
    r"\bsystem_clock::now\b": "the time of day is passed in",
}

SOURCE_SUFFIXES = {".cpp", ".hpp", ".h", ".cc"}
CONFIG_HEADER_LINES = 10
INCLUDE = re.compile(r'^\s*#\s*include\s*(?P<open>[<"])(?P<path>[^>"]+)[>"]')
CALL = re.compile(
    r"\b(fcr_library|fcr_program|fcr_test|add_library|add_executable|target_link_libraries)\s*\(")
OWN_TARGET = re.compile(r"\bfcr::(\w+)")
KEYWORDS = {"CORE", "SOURCES", "DEPENDS", "LIBRARIES", "LABELS", "TIMEOUT"}
README_ROW = re.compile(r"^\|\s*(?:`|\[`?)(?:sim/)?(?P<name>[a-z_]+)/?`?(?:\]\([^)]*\))?\s*\|")


def layer_of(folder):
    """The number of a folder's row, from 0 at the bottom; None when the layers do not know it."""
    for number, row in enumerate(LAYERS):
        if folder in row or (folder.startswith("tools/") and "tools/*" in row):
            return number
    return None


def may_read_messages(folder):
    return folder in MESSAGE_FOLDERS or folder.startswith("tools/")


def folder_of(path):
    """The folder that a path from the root belongs to: its first two parts."""
    return "/".join(path.split("/")[:2])


def without_comments_and_strings(text):
    """The same text with comments and literals blanked out and every line kept in its place."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<mark>[^(\s]*)\(.*?\)(?P=mark)"|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])*'",
        re.DOTALL)
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)


class Declared:
    """What one folder's CMakeLists.txt declares: its targets and what they depend on."""

    def __init__(self, path, text):
        self.targets = set()      # names as in fcr::name
        self.depends = {}         # name as in fcr::name -> line of its first mention
        self.outside = []         # (line, name) of own targets named elsewhere than in DEPENDS
        text = "\n".join(line.split("#", 1)[0] for line in text.split("\n"))
        inside = set()
        for call in CALL.finditer(text):
            words = re.finditer(r"[^\s()]+", text[call.end():self._end(text, call.end())])
            words = [(call.end() + word.start(), word.group()) for word in words]
            if call.group(1) == "target_link_libraries":
                # A folder of headers only has no fcr_library and declares its dependencies here.
                words = words[:1] + [(0, "DEPENDS")] + words[1:]
            self._read_call(text, call.group(1), words, inside)
        for match in OWN_TARGET.finditer(text):
            if match.start() not in inside:
                self.outside.append((text.count("\n", 0, match.start()) + 1, match.group(1)))
        self.path = path

    @staticmethod
    def _end(text, start):
        """Where the bracket that was opened just before `start` closes."""
        depth = 1
        for position in range(start, len(text)):
            depth += {"(": 1, ")": -1}.get(text[position], 0)
            if depth == 0:
                return position
        return len(text)

    def _read_call(self, text, function, words, inside):
        keyword = "NAME"
        for position, word in words:
            own = OWN_TARGET.fullmatch(word)
            if word in KEYWORDS:
                keyword = word
            elif keyword == "NAME":
                if function != "target_link_libraries":
                    self.targets.add(own.group(1) if own else re.sub("^fcr_", "", word))
                if own:
                    inside.add(position)
            elif keyword == "DEPENDS" and own:
                inside.add(position)
                self.depends.setdefault(own.group(1), text.count("\n", 0, position) + 1)


class Checker:
    """Collects the violations of one tree."""

    def __init__(self, root):
        self.root = root
        self.violations = []
        self.declared = {}   # folder -> Declared
        self.folders = {}    # target name as in fcr::name -> folder

    def check(self):
        self._read_declarations()
        self._check_layers()
        for path in self._sources():
            self._check_source(path)
        self._check_described()
        self._check_built()
        self._check_config()
        return sorted(self.violations)

    def _report(self, path, line, message):
        self.violations.append((str(path), line, message))

    def _sources(self):
        """The sources of sim/, agents/ and tools/, as paths from the root."""
        for top in ("sim", "agents", "tools"):
            for path in sorted((self.root / top).rglob("*")):
                name = path.relative_to(self.root)
                if path.suffix in SOURCE_SUFFIXES and "node_modules" not in name.parts:
                    yield name.as_posix()

    def _read_declarations(self):
        self.folders["proto"] = PROTO
        for top in ("sim", "agents", "tools"):
            for path in sorted((self.root / top).glob("*/CMakeLists.txt")):
                name = path.relative_to(self.root).as_posix()
                folder = folder_of(name)
                self.declared[folder] = Declared(name, path.read_text(encoding="utf-8"))
                for target in self.declared[folder].targets:
                    self.folders[target] = folder

    def _check_layers(self):
        for folder, declared in self.declared.items():
            own = layer_of(folder)
            if own is None:
                self._report(declared.path, 1, f"{folder} has no row in the layers of "
                                               "tools/check_layers.py and STYLE.md")
                continue
            for line, name in declared.outside:
                self._report(declared.path, line, f"fcr::{name} is one of ours: name it in DEPENDS")
            for name, line in declared.depends.items():
                other = self.folders.get(name)
                if other is None:
                    self._report(declared.path, line, f"DEPENDS fcr::{name}, which no folder makes")
                elif other == PROTO:
                    if not may_read_messages(folder):
                        self._report(declared.path, line,
                                     f"{folder} may not depend on messages (fcr::proto)")
                elif other != folder and layer_of(other) is not None and layer_of(other) >= own:
                    where = "beside" if layer_of(other) == own else "above"
                    self._report(declared.path, line,
                                 f"{folder} may not depend on {other}, which stands {where} it")

    def _check_source(self, name):
        folder = folder_of(name)
        text = (self.root / name).read_text(encoding="utf-8", errors="replace")
        code = without_comments_and_strings(text)
        if folder != name and folder not in self.declared:
            self._report(name, 1, f"{folder} has sources and no CMakeLists.txt")
        # Literals are blanked in the code, and with them the names of quoted includes.
        lines = zip(text.split("\n"), code.split("\n"))
        for number, (line, bare) in enumerate(lines, start=1):
            include = INCLUDE.match(line)
            if include and "include" in bare:
                self._check_include(name, folder, number, include.group("path"))
            if name.startswith("sim/"):
                for pattern, why in FORBIDDEN_CODE.items():
                    match = re.search(pattern, bare)
                    if match:
                        self._report(name, number, f"{match.group()} is not for sim/: {why}")
            if folder in CORE_FOLDERS and name not in CORE_EXCEPTIONS:
                for pattern, what in CORE_FORBIDDEN_CODE.items():
                    if re.search(pattern, bare):
                        self._report(name, number, f"{what} has no place in the core")

    def _check_include(self, name, folder, line, path):
        if path.endswith(".pb.h"):
            self._check_message(name, folder, line, path)
        elif path.split("/")[0] in ("sim", "agents", "tools", "tests"):
            self._check_own(name, folder, line, path)
        elif ((self.root / name).parent / path).exists():
            self._report(name, line, f'"{path}" is written from the folder; write it from the root')
        if folder in CORE_FOLDERS and name not in CORE_EXCEPTIONS:
            if path in CORE_FORBIDDEN_HEADERS or path.startswith(CORE_FORBIDDEN_LIBRARIES):
                self._report(name, line, f"<{path}> has no place in the core")

    def _check_message(self, name, folder, line, path):
        if not may_read_messages(folder):
            self._report(name, line, f"{folder} may not read messages ({path})")
        elif not name.endswith((".cpp", ".cc")):
            self._report(name, line, f"{path} belongs in a .cpp file; a header would spread it")
        elif path.startswith(("proto/", "fcr/")):
            declared = self.declared.get(folder)
            if declared and "proto" not in declared.depends:
                self._report(name, line, f"{path} needs fcr::proto in DEPENDS of {declared.path}")

    def _check_own(self, name, folder, line, path):
        other = folder_of(path)
        if other == folder:
            return
        if other == "tests/support" and folder == "tools/benchmarks":
            return    # the yardstick of a benchmark is the tests' textbook simulator
        if other.startswith("tests/"):
            self._report(name, line, f"{path}: the program may not use its tests")
            return
        declared = self.declared.get(folder)
        if declared and other not in {self.folders.get(depend) for depend in declared.depends}:
            self._report(name, line,
                         f"includes {other}, which is not in DEPENDS of {declared.path}")

    def _check_described(self):
        made = {folder.split("/")[1] for folder in self.declared if folder.startswith("sim/")}
        readme = self.root / "sim/README.md"
        if not readme.exists():
            self._report("sim/README.md", 1, "is missing; it has a row for every folder under sim/")
            return
        described = set()
        for number, line in enumerate(readme.read_text(encoding="utf-8").split("\n"), start=1):
            row = README_ROW.match(line)
            if row:
                described.add(row.group("name"))
                if row.group("name") not in made:
                    self._report("sim/README.md", number,
                                 f"row for {row.group('name')}/, which is no folder with a target")
        for folder in sorted(made - described):
            self._report("sim/README.md", 1, f"has no row for {folder}/")

    def _check_built(self):
        for top in ("sim", "agents", "tools", "tests"):
            for path in sorted((self.root / top).rglob("CMakeLists.txt")):
                if "node_modules" in path.parts:
                    continue
                folder = path.parent
                above = [parent for parent in folder.parents
                         if parent.is_relative_to(self.root) and (parent / path.name).exists()]
                if not any(self._names(parent / path.name, folder.relative_to(parent).as_posix())
                           for parent in above):
                    self._report(path.relative_to(self.root).as_posix(), 1,
                                 "is named by no CMakeLists.txt above it, so it is never built")

    @staticmethod
    def _names(path, word):
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        return re.search(rf"(?<![\w/]){re.escape(word)}(?![\w/])", text) is not None

    def _check_config(self):
        for path in sorted((self.root / "config").rglob("*.txtpb")):
            name = path.relative_to(self.root).as_posix()
            head = path.read_text(encoding="utf-8", errors="replace").split("\n")
            head = "\n".join(head[:CONFIG_HEADER_LINES])
            file = re.search(r"^# proto-file:\s*(\S+)", head, re.MULTILINE)
            message = re.search(r"^# proto-message:\s*(\S+)", head, re.MULTILINE)
            if not file:
                self._report(name, 1, "has no `# proto-file:` in its first lines")
            if not message:
                self._report(name, 1, "has no `# proto-message:` in its first lines")
            if file and message:
                self._check_config_message(name, file.group(1), message.group(1))

    def _check_config_message(self, name, file, message):
        proto = self.root / file
        if not proto.exists():
            self._report(name, 1, f"names {file}, which does not exist (write it from the root)")
        elif not re.search(rf"^message {re.escape(message.split('.')[-1])}\b",
                           proto.read_text(encoding="utf-8"), re.MULTILINE):
            self._report(name, 1, f"names the message {message}, which is not in {file}")


# A small tree that keeps every rule, and for each rule a change that breaks it.
SOUND_TREE = {
    "CMakeLists.txt": "add_subdirectory(sim)\nadd_subdirectory(agents/behaviour)\n"
                      "add_subdirectory(tools/fcrsim)\nadd_subdirectory(tests)\n",
    "sim/CMakeLists.txt":
        "foreach(folder base kernel random domain scenario metrics)\n"
        "    add_subdirectory(${folder})\nendforeach()\n",
    "tests/CMakeLists.txt": "add_subdirectory(unit/base)  # theory is to come\n",
    "tests/unit/base/CMakeLists.txt": "fcr_test(base_test SOURCES time_test.cpp)\n",
    "proto/fcr/v1/scenario.proto": "message Scenario {\n}\n",
    "config/scenarios/small.txtpb":
        "# proto-file: proto/fcr/v1/scenario.proto\n# proto-message: fcr.v1.Scenario\n",
    "sim/README.md": "| Folder | Holds |\n|---|---|\n| `base` | b |\n| `kernel/` | k |\n"
                     "| [random](random) | r |\n| [`scenario/`](scenario/) | s |\n| `metrics` | m |\n"
                     "| domain | not a row: no backquotes |\n| `domain` | d |\n",
    "sim/domain/CMakeLists.txt":
        "add_library(fcr_domain INTERFACE)\nadd_library(fcr::domain ALIAS fcr_domain)\n"
        "target_link_libraries(fcr_domain INTERFACE fcr::base)\n",
    "sim/domain/call.hpp": '#include "sim/base/time.hpp"\n',
    "sim/base/CMakeLists.txt": "fcr_library(base CORE SOURCES result.cpp LIBRARIES tl::expected)\n",
    "sim/base/result.hpp": "#include <string>\n#include <vector>\n",
    "sim/base/time.hpp": "#include <chrono>\n// No std::function, std::mt19937 or <vector> here.\n",
    "sim/kernel/CMakeLists.txt":
        "fcr_library(kernel CORE\n    SOURCES calendar.cpp  # one file\n    DEPENDS fcr::base)\n",
    "sim/kernel/calendar.cpp": '#include "sim/base/time.hpp"\nconst char* kText = "std::rand()";\n',
    "sim/random/CMakeLists.txt": "fcr_library(random CORE SOURCES draw.cpp DEPENDS fcr::base)\n",
    "sim/random/draw.cpp": "#include <Random123/philox.h>\n",
    "sim/scenario/CMakeLists.txt":
        "fcr_library(scenario SOURCES load.cpp\n    DEPENDS fcr::base fcr::proto)\n",
    "sim/scenario/load.cpp":
        '#include <vector>\n#include "proto/fcr/v1/scenario.pb.h"\n#include "sim/base/time.hpp"\n',
    "sim/metrics/CMakeLists.txt":
        "fcr_library(metrics CORE SOURCES tally.cpp DEPENDS fcr::kernel)\n",
    "sim/metrics/tally.cpp": '#include "sim/kernel/calendar.hpp"\n',
    "agents/behaviour/CMakeLists.txt":
        "fcr_library(behaviour SOURCES honest.cpp DEPENDS fcr::metrics)\n",
    "agents/behaviour/honest.cpp": '#include "sim/metrics/tally.hpp"\n',
    "tools/fcrsim/CMakeLists.txt":
        "fcr_program(fcrsim SOURCES main.cpp DEPENDS fcr::scenario fcr::behaviour)\n",
    "tools/fcrsim/main.cpp": '#include "sim/scenario/load.hpp"\n#include <iostream>\n',
}
# Each is: what is planted, the file, its text, and the line and words of the violation expected.
PLANTED = [
    ("include without DEPENDS", "sim/metrics/tally.cpp",
     '#include "sim/kernel/calendar.hpp"\n#include "sim/base/time.hpp"\n',
     2, "includes sim/base, which is not in DEPENDS"),
    ("include of agents without DEPENDS", "tools/fcrsim/main.cpp",
     '#include "agents/session/client.hpp"\n', 1, "includes agents/session"),
    ("include of a program by a library", "sim/scenario/load.cpp",
     '#include "tools/fcrsim/command.hpp"\n', 1, "includes tools/fcrsim"),
    ("include of a test", "sim/scenario/load.cpp", '#include "tests/support/builder.hpp"\n',
     1, "may not use its tests"),
    ("include from the folder", "sim/base/check.hpp", '#include "time.hpp"\n', 1, "from the root"),
    ("sources without CMakeLists.txt", "sim/wire/frame.cpp", "int frame;\n",
     1, "no CMakeLists.txt"),
    ("DEPENDS upwards", "sim/kernel/CMakeLists.txt",
     "fcr_library(kernel CORE SOURCES calendar.cpp DEPENDS fcr::base\n    fcr::scenario)\n",
     2, "which stands above it"),
    ("DEPENDS beside", "sim/kernel/CMakeLists.txt",
     "fcr_library(kernel CORE\n    SOURCES calendar.cpp\n    DEPENDS fcr::base fcr::random)\n",
     3, "which stands beside it"),
    ("DEPENDS on nothing", "sim/random/CMakeLists.txt",
     "fcr_library(random CORE SOURCES draw.cpp DEPENDS fcr::dice)\n", 1, "which no folder makes"),
    ("dependency outside DEPENDS", "sim/random/CMakeLists.txt",
     "fcr_library(random CORE SOURCES draw.cpp\n    LIBRARIES fcr::base)\n",
     2, "name it in DEPENDS"),
    ("headers only, upwards", "sim/random/CMakeLists.txt",
     "add_library(fcr_random INTERFACE)\nadd_library(fcr::random ALIAS fcr_random)\n"
     "target_link_libraries(fcr_random INTERFACE fcr::metrics)\n", 3, "which stands above it"),
    ("folder outside the layers", "sim/weather/CMakeLists.txt",
     "fcr_library(weather SOURCES rain.cpp)\n", 1, "has no row in the layers"),
    ("message in a header", "sim/scenario/load.hpp", '#include "proto/fcr/v1/scenario.pb.h"\n',
     1, "belongs in a .cpp file"),
    ("message in the core", "sim/kernel/calendar.cpp", '#include "fcr/v1/scenario.pb.h"\n',
     1, "may not read messages"),
    ("message without DEPENDS", "tools/fcrsim/main.cpp", '#include "proto/fcr/v1/scenario.pb.h"\n',
     1, "needs fcr::proto in DEPENDS"),
    ("DEPENDS of the core on messages", "sim/random/CMakeLists.txt",
     "fcr_library(random CORE SOURCES draw.cpp DEPENDS fcr::proto)\n",
     1, "may not depend on messages"),
    ("log in the core", "sim/kernel/calendar.cpp", "\n#include <spdlog/spdlog.h>\n",
     2, "has no place in the core"),
    ("std::function in the core", "sim/kernel/calendar.cpp", "\nstd::function<void()> later;\n",
     2, "std::function has no place in the core"),
    ("wall clock in the core", "sim/kernel/calendar.cpp", "auto t = steady_clock::now();\n",
     1, "a wall clock has no place in the core"),
    ("folder without a row", "sim/contract/CMakeLists.txt",
     "fcr_library(contract SOURCES terms.cpp)\n", 1, "has no row for contract/"),
    ("row without a folder", "sim/README.md",
     SOUND_TREE["sim/README.md"] + "| `weather` | rain |\n", 10, "row for weather/"),
    ("no README", "sim/README.md", None, 1, "is missing"),
    ("tests that are never built", "tests/theory/CMakeLists.txt",
     "fcr_test(theory_test SOURCES erlang_test.cpp)\n", 1, "is never built"),
    ("standard distribution", "sim/scenario/load.cpp", "\nstd::normal_distribution<double> d;\n",
     2, "std::normal_distribution"),
    ("random_device", "sim/scenario/load.cpp", "std::random_device seed;\n", 1, "random_device"),
    ("rand", "sim/scenario/load.cpp", "int a = std::rand();\n", 1, "std::rand"),
    ("Mersenne twister", "sim/scenario/load.cpp", "std::mt19937_64 engine;\n",
     1, "std::mt19937_64"),
    ("time of day", "sim/scenario/load.cpp", "auto t = std::chrono::system_clock::now();\n",
     1, "system_clock::now"),
    ("config without a proto file", "config/scenarios/small.txtpb",
     "# proto-message: fcr.v1.Scenario\n", 1, "no `# proto-file:`"),
    ("config without a message", "config/scenarios/small.txtpb",
     "# proto-file: proto/fcr/v1/scenario.proto\n", 1, "no `# proto-message:`"),
    ("config of a missing proto file", "config/scenarios/small.txtpb",
     "# proto-file: fcr/v1/scenario.proto\n# proto-message: fcr.v1.Scenario\n",
     1, "which does not exist"),
    ("config of a missing message", "config/scenarios/small.txtpb",
     "# proto-file: proto/fcr/v1/scenario.proto\n# proto-message: fcr.v1.Weather\n",
     1, "which is not in"),
] + [
    (f"<{header}> in the core", "sim/kernel/calendar.cpp", f"\n#include <{header}>\n",
     2, f"<{header}> has no place in the core")
    for header in sorted(CORE_FORBIDDEN_HEADERS)
]


def violations_of(tree):
    """The violations of a tree given as path -> text; None means that there is no such file."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            if text is not None:
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
        return Checker(root).check()


def self_test():
    """Returns the number of rules that do not work, having told each."""
    faults = 0
    for name, line, message in violations_of(SOUND_TREE):
        faults += 1
        print(f"self-test: found in a sound tree: {name}:{line}: {message}")
    for what, name, text, line, words in PLANTED:
        found = violations_of({**SOUND_TREE, **{name: text}})
        # A missing row is told of the README, whatever file made it missing.
        expected = "sim/README.md" if words.startswith("has no row for") else name
        if not any(found_name == expected and found_line == line and words in message
                   for found_name, found_line, message in found):
            faults += 1
            print(f"self-test: not found: {what}; found only {found}")
    print(f"self-test: {len(PLANTED)} planted violations, {faults} faults")
    return faults


def main():
    parser = argparse.ArgumentParser(description="Checks that the folders keep to their layers.")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the tree to check (default: the project)")
    parser.add_argument("--self-test", action="store_true",
                        help="plant a violation of each kind and expect it found")
    arguments = parser.parse_args()
    if arguments.self_test:
        return 1 if self_test() else 0
    violations = Checker(arguments.root).check()
    for name, line, message in violations:
        print(f"{name}:{line}: {message}")
    if violations:
        print(f"{len(violations)} violations of the layers; STYLE.md, Shape, says why they matter.",
              file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
