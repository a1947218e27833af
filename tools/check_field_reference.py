#!/usr/bin/env python3
"""Checks that the field references name every field of their files, and no other.

    tools/check_field_reference.py               checks the project
    tools/check_field_reference.py --root DIR    checks another tree
    tools/check_field_reference.py --self-test   plants a fault of each kind and expects it found

Compares below the root the schema of scenarios with config/README.md and that of contracts with
docs/contract.md. Prints every fault as file:line: message and exits 1 when there is one. How a
reference is read:

  section    a heading that is one name in backquotes, as in ### `Cluster.Size`, is that of a
             message or enumeration; nested ones have the name of the message around in front
  row        a table row in it whose first cell is one name in backquotes is a field, with 5 cells,
             or a value of the enumeration, with 2
  left out   fields called `source` need no row, being told once for all; nor does the value 0 of an
             enumeration, which is refused
"""

import argparse
import pathlib
import re
import sys
import tempfile

SCHEMA = "proto/fcr/v1/scenario.proto"
REFERENCE = "config/README.md"
REFERENCES = [
    (SCHEMA, REFERENCE),
    ("proto/fcr/v1/contract.proto", "docs/contract.md"),
]
TOLD_ONCE = "source"
CELLS = {"message": 5, "enum": 2}
WORDS = {"message": "field", "enum": "value"}

COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)
STATEMENT = re.compile(r"[^;{}]*[;{}]")
BLOCK = re.compile(r"(?P<kind>message|enum|oneof)\s+(?P<name>\w+)\s*\{")
FIELD = re.compile(
    r"(?:(?:optional|repeated)\s+)?[\w.]+(?:\s*<[^>]*>)?\s+(?P<name>\w+)\s*=\s*\d+")
VALUE = re.compile(r"(?P<name>\w+)\s*=\s*(?P<number>-?(?:0x)?[0-9a-fA-F]+)")
NOT_FIELDS = re.compile(r"(reserved|option|extensions|syntax|package|import)\b")
HEADING = re.compile(r"#{1,6}\s")
SECTION = re.compile(r"#{1,6}\s+`(?P<name>[\w.]+)`\s*$")
ROW = re.compile(r"\|\s*`(?P<name>\w+)`\s*\|")


class Block:
    """A message or enumeration: what it names, and where."""

    def __init__(self, kind, line):
        self.kind = kind    # "message" or "enum"
        self.line = line
        self.names = {}     # field or value -> line; in the schema without those that need no row
        self.allowed = set()    # further names that may have a row


def read_schema(text):
    """The messages and enumerations of a proto file by name: `Cluster`, `Cluster.Size`."""
    text = COMMENT_OR_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
    blocks = {}
    around = []    # what is open: its kind, and its name as far as it has one
    for match in STATEMENT.finditer(text):
        words = match.group().strip()
        line = text.count("\n", 0, match.end() - len(match.group().lstrip())) + 1
        inside = next((name for kind, name in reversed(around) if kind in CELLS), "")
        block = BLOCK.search(words)
        if words.endswith("{"):
            kind = block.group("kind") if block else ""
            name = f"{inside}.{block.group('name')}".lstrip(".") if kind in CELLS else ""
            around.append((kind, name))
            if kind in CELLS:
                blocks[name] = Block(kind, line)
        elif words.endswith("}"):
            if around:
                around.pop()
        elif inside and not NOT_FIELDS.match(words):
            add_name(blocks[inside], words, line)
    return blocks


def add_name(block, words, line):
    """Adds the field or value that a statement declares."""
    match = (FIELD if block.kind == "message" else VALUE).match(words)
    if not match:
        return
    name = match.group("name")
    if block.kind == "message":
        needs_row = name != TOLD_ONCE
    else:
        needs_row = int(match.group("number"), 0) != 0
    if needs_row:
        block.names[name] = line
    else:
        block.allowed.add(name)


class Checker:
    """Collects the faults of one schema and its reference."""

    def __init__(self, root, schema=SCHEMA, reference=REFERENCE):
        self.root = root
        self.schema = schema
        self.reference = reference
        self.faults = []

    def check(self):
        for name in (self.schema, self.reference):
            if not (self.root / name).exists():
                self._report(name, 1, "is missing")
        if self.faults:
            return self.faults
        schema = read_schema((self.root / self.schema).read_text(encoding="utf-8"))
        if not schema:
            self._report(self.schema, 1, "has no message")
        self._compare(schema, self._read_reference(schema))
        return sorted(self.faults)

    def _report(self, name, line, message):
        self.faults.append((name, line, message))

    def _read_reference(self, schema):
        """Where the reference names what: section -> its line, and name -> line. Tells what the
        schema has not, and what stands there twice."""
        sections = {}
        here = None
        text = (self.root / self.reference).read_text(encoding="utf-8")
        for number, line in enumerate(text.split("\n"), start=1):
            if HEADING.match(line):
                here = self._begin_section(schema, sections, number, line)
            if here and ROW.match(line):
                self._add_row(schema[here], here, sections[here][1], number, line)
        return sections

    def _begin_section(self, schema, sections, number, line):
        heading = SECTION.match(line)
        if not heading:
            return None
        name = heading.group("name")
        if name not in schema:
            self._report(self.reference, number,
                         f"{name} is no message or enumeration of {self.schema}")
            return None
        if name in sections:
            self._report(self.reference, number,
                         f"{name} has a section already, line {sections[name][0]}")
            return name
        sections[name] = (number, {})
        return name

    def _add_row(self, block, section, rows, number, line):
        name = ROW.match(line).group("name")
        word = WORDS[block.kind]
        cells = len(line.strip().strip("|").split("|"))
        if name not in block.names and name not in block.allowed:
            self._report(self.reference, number, f"{section}.{name} is no {word} of {self.schema}")
        elif name in rows:
            self._report(self.reference, number,
                         f"{section}.{name} has a row already, line {rows[name]}")
        elif cells != CELLS[block.kind]:
            self._report(self.reference, number, f"{section}.{name} has {cells} cells, not the "
                                            f"{CELLS[block.kind]} of a {word}")
        rows.setdefault(name, number)

    def _compare(self, schema, sections):
        for section, block in schema.items():
            line, rows = sections.get(section, (1, {}))
            if section not in sections and not block.names:
                self._report(self.reference, 1, f"lacks {section} ({self.schema}:{block.line})")
            for name, declared in block.names.items():
                if name not in rows:
                    self._report(self.reference, line,
                                 f"lacks the {WORDS[block.kind]} {section}.{name} "
                                 f"({self.schema}:{declared})")


# A small tree without a fault, and changes that each make one.
SOUND_TREE = {
    SCHEMA:
        'syntax = "proto3";\n'
        "package fcr.v1;\n"
        "message Line {\n"
        "  optional string name = 1;  // not optional string ghost = 9;\n"
        "  enum Colour {\n"
        "    COLOUR_UNSPECIFIED = 0;\n"
        "    RED = 1;\n"
        "  }\n"
        "  message Size {\n"
        "    optional uint32 calls = 1;\n"
        "  }\n"
        "  reserved 5;\n"
        "  repeated Size sizes = 2;\n"
        "  optional string source = 3;\n"
        "}\n"
        "message Law {\n"
        "  oneof law {\n"
        "    double constant_s = 1;\n"
        "    Line line = 2;\n"
        "  }\n"
        "  optional string source = 15;\n"
        "}\n"
        "enum Kind { KIND_UNSPECIFIED = 0; EMERGENCY = 1; INTERNAL = 2; }\n",
    REFERENCE:
        "# Scenario files\n\n| file | use |\n|---|---|\n| `mid_force` | one |\n\n"
        "### `Line`\n\n| field | unit | range | default | typical |\n|---|---|---|---|---|\n"
        "| `name` | name | - | needed | - |\n| `sizes` | `Line.Size` blocks | 1 to 64 | - | - |\n\n"
        "### `Line.Colour`\n\n| value | what |\n|---|---|\n| `RED` | red |\n\n"
        "### `Line.Size`\n\n| field | unit | range | default | typical |\n|---|---|---|---|---|\n"
        "| `calls` | calls | 1 to 9 | needed | - |\n\n"
        "### `Law`\n\n| field | unit | range | default | typical |\n|---|---|---|---|---|\n"
        "| `constant_s` | s | span | - | - |\n| `line` | `Line` block | - | - | - |\n\n"
        "### `Kind`\n\n| value | what |\n|---|---|\n| `EMERGENCY` | 999 |\n| `INTERNAL` | own |\n\n"
        "## More\n\n| other | table |\n|---|---|\n| `thing` | no field |\n",
}


def changed(old, new, name=REFERENCE):
    """The sound tree with one piece of a file changed."""
    assert SOUND_TREE[name].count(old) == 1, old
    return {**SOUND_TREE, name: SOUND_TREE[name].replace(old, new)}


# Each is: what is planted, the tree, and the fault expected, its line included.
PLANTED = [
    ("a removed row", changed("| `name` | name | - | needed | - |\n", ""),
     (REFERENCE, 7, f"lacks the field Line.name ({SCHEMA}:4)")),
    ("a removed row of a nested message",
     changed("| `calls` | calls | 1 to 9 | needed | - |\n", ""),
     (REFERENCE, 20, f"lacks the field Line.Size.calls ({SCHEMA}:10)")),
    ("a removed row of a oneof", changed("| `constant_s` | s | span | - | - |\n", ""),
     (REFERENCE, 26, f"lacks the field Law.constant_s ({SCHEMA}:18)")),
    ("a removed value", changed("| `INTERNAL` | own |\n", ""),
     (REFERENCE, 33, f"lacks the value Kind.INTERNAL ({SCHEMA}:23)")),
    ("a removed value of a nested enumeration", changed("| `RED` | red |\n", ""),
     (REFERENCE, 14, f"lacks the value Line.Colour.RED ({SCHEMA}:7)")),
    ("an invented row", changed("| `name` |", "| `ghost` | - | - | - | - |\n| `name` |"),
     (REFERENCE, 11, f"Line.ghost is no field of {SCHEMA}")),
    ("an invented value", changed("| `RED` |", "| `GREEN` | - |\n| `RED` |"),
     (REFERENCE, 18, f"Line.Colour.GREEN is no value of {SCHEMA}")),
    ("a field in another message's table",
     changed("| `calls` |", "| `sizes` | - | - | - | - |\n| `calls` |"),
     (REFERENCE, 24, f"Line.Size.sizes is no field of {SCHEMA}")),
    ("a field new in the schema",
     changed("  repeated Size sizes = 2;\n",
             "  repeated Size sizes = 2;\n  optional bool new = 4;\n", SCHEMA),
     (REFERENCE, 7, f"lacks the field Line.new ({SCHEMA}:14)")),
    ("a field gone from the schema", changed("  repeated Size sizes = 2;\n", "\n", SCHEMA),
     (REFERENCE, 12, f"Line.sizes is no field of {SCHEMA}")),
    ("a removed section", changed("### `Line.Size`", "### Sizes"),
     (REFERENCE, 1, f"lacks the field Line.Size.calls ({SCHEMA}:10)")),
    ("an invented section", changed("## More", "### `Weather`"),
     (REFERENCE, 40, f"Weather is no message or enumeration of {SCHEMA}")),
    ("a message without fields and section",
     changed("message Law {", "message Empty {}\nmessage Law {", SCHEMA),
     (REFERENCE, 1, f"lacks Empty ({SCHEMA}:16)")),
    ("a row that is there twice",
     changed("| `sizes` |", "| `name` | - | - | - | - |\n| `sizes` |"),
     (REFERENCE, 12, "Line.name has a row already, line 11")),
    ("a section that is there twice", changed("## More", "### `Law`"),
     (REFERENCE, 40, "Law has a section already, line 26")),
    ("a row with a cell too few",
     changed("| `name` | name | - | needed | - |", "| `name` | name | - | - |"),
     (REFERENCE, 11, "Line.name has 4 cells, not the 5 of a field")),
    ("no reference", {SCHEMA: SOUND_TREE[SCHEMA]}, (REFERENCE, 1, "is missing")),
    ("no schema", {REFERENCE: SOUND_TREE[REFERENCE]}, (SCHEMA, 1, "is missing")),
]
# Rows that are allowed and not asked for.
ALLOWED = [
    ("a row for source", changed("| `name` |", "| `source` | text | - | none | - |\n| `name` |")),
    ("a row for the value 0",
     changed("| `RED` |", "| `COLOUR_UNSPECIFIED` | refused |\n| `RED` |")),
]


def faults_of(tree):
    """The faults of a tree given as path -> text."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return Checker(root).check()


def self_test():
    """Returns the number of rules that do not work, having told each."""
    failures = 0
    for what, tree in [("a sound tree", SOUND_TREE)] + ALLOWED:
        for name, line, message in faults_of(tree):
            failures += 1
            print(f"self-test: found in {what}: {name}:{line}: {message}")
    for what, tree, expected in PLANTED:
        found = faults_of(tree)
        if expected not in found:
            failures += 1
            print(f"self-test: not found: {what}; found only {found}")
    print(f"self-test: {len(PLANTED)} planted faults, {failures} failures")
    return failures


def main():
    parser = argparse.ArgumentParser(
        description="Checks that the field references name every field of their files.")
    parser.add_argument("--root", type=pathlib.Path,
                        default=pathlib.Path(__file__).resolve().parent.parent,
                        help="the tree to check (default: the project)")
    parser.add_argument("--self-test", action="store_true",
                        help="plant a fault of each kind and expect it found")
    arguments = parser.parse_args()
    if arguments.self_test:
        return 1 if self_test() else 0
    faults = [fault for schema, reference in REFERENCES
              for fault in Checker(arguments.root, schema, reference).check()]
    for name, line, message in faults:
        print(f"{name}:{line}: {message}")
    if faults:
        print(f"{len(faults)} faults of the field reference; the first lines of "
              "tools/check_field_reference.py say how it is read.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
