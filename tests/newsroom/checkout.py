"""Walks our own files for the house rules."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("articles", "comments", "newsroom")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def files(*suffixes: str, under: tuple[str, ...] = (*ROOMS, "seeds", "templates", "tests")) -> Iterator[Path]:
    """Yield our files with one of the suffixes, migrations left out."""
    for folder in under:
        for path in sorted((ROOT / folder).rglob("*")):
            made = {"__pycache__", "migrations", "node_modules"} & set(path.parts)
            if path.suffix in suffixes and path.is_file() and not made:
                yield path


def place(path: Path, line: int = 0) -> str:
    """Return how a finding names its place: ``articles/workflow.py:12``."""
    return path.relative_to(ROOT).as_posix() + (f":{line}" if line else "")


def tree(path: Path) -> ast.Module:
    """Parse one Python file."""
    return ast.parse(path.read_text(), str(path))
