"""The package reads a line wherever it runs: it knows no framework and no database."""

import ast
from pathlib import Path

from foods import quickadd

# Pure modules: the text, the forms of words and the ranking of search.
ALLOWED = {"text", "plurals", "compounds", "typos", "ranking"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_quickadd_imports_nothing_but_itself_and_the_pure_parts_of_search() -> None:
    for path in sorted(Path(quickadd.__file__).parent.glob("*.py")):
        for name in imports(path):
            top, *rest = name.split(".")
            assert top not in ("django", "tracker", "api"), (path.name, name)
            if top == "foods":
                search = rest[:1] == ["search"] and rest[1] in ALLOWED
                assert rest[0] == "quickadd" or search, (path.name, name)
