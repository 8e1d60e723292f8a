"""Which tests speak of a rule? Those that name its function, its act, its key or its refusal."""

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

_WORD = re.compile(r"[A-Za-z_]\w*(?:[.-]\w+)*")
MOST = 2  # the first ones lead a reader to the others

type Names = Mapping[str, tuple[str, ...]]


class NamedTests:
    """Words of every test below a folder, with the tests that hold them as `tests/a.py::test_b`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._functions: dict[str, list[str]] = defaultdict(list)
        self._files: dict[str, list[str]] = defaultdict(list)
        for path in sorted(folder.rglob("test_*.py")):
            self._read(path)

    def naming(self, *words: str) -> tuple[str, ...]:
        """Return tests that name one of `words`; files where no single test does."""
        tests = _in_order(name for word in words for name in self._functions[word])
        return tests or _in_order(name for word in words for name in self._files[word])

    def importing(self, module: str) -> tuple[str, ...]:
        """Return the files that import something of a module."""
        return _in_order(self._files[f"import:{module}"])

    def _read(self, path: Path) -> None:
        name = f"{self._folder.name}/{path.relative_to(self._folder).as_posix()}"
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        lines = text.splitlines()
        for word in set(_words(text)):
            self._files[word].append(name)
        for module in set(_imports(tree)):
            self._files[f"import:{module}"].append(name)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                for word in set(_words(_source(node, lines))):
                    self._functions[word].append(f"{name}::{node.name}")


def refusal_codes(source: str) -> tuple[str, ...]:
    """Return the codes that a requirement answers with: the short texts in its source."""
    found = (node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant))
    codes = (value for value in found if isinstance(value, str) and _WORD.fullmatch(value))
    return _in_order(code for code in codes if "-" in code)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _words(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        yield word
        if "." in word:
            yield from word.split(".")


def _imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _source(node: ast.FunctionDef, lines: list[str]) -> str:
    """Return the text of a test with its decorators: parameters name rules too."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return "\n".join(lines[first - 1 : node.end_lineno])
