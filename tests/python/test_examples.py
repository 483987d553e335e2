"""The notebook runs from its first cell to its last, and the examples in the package's documentation are true."""
import doctest
import re

import nbclient
import nbformat
import pytest

import sluice
from conftest import SOURCE


def test_notebook(tmp_path):
    notebook = nbformat.read(SOURCE / "examples/notebook/news.ipynb", as_version=4)
    nbformat.validate(notebook)
    nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}).execute()
    outputs = ["\n".join(str(o.get("text", o.get("data", ""))) for o in cell.outputs) for cell in notebook.cells if cell.cell_type == "code"]
    assert "<mark" in outputs[0]
    assert "Fact('acquisition'" in outputs[1]
    assert "420000000" in outputs[2] and "2025-W09" in outputs[2]
    assert "greeting.rules:" in outputs[-1] and "Organisation" in outputs[-1]
    assert all(cell.outputs == [] and cell.execution_count is None
               for cell in nbformat.read(SOURCE / "examples/notebook/news.ipynb", as_version=4).cells if cell.cell_type == "code")  # fmt: skip


def test_docstrings():
    assert doctest.testmod(sluice).failed == 0
    assert doctest.testmod(sluice).attempted >= 4


@pytest.mark.parametrize("page", ["docs/python.md"])
def test_documentation(page, tmp_path, monkeypatch):
    """The pieces of Python on a page run one after the other; `>>>` pieces give what they say."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "my-rules").mkdir()
    text = (SOURCE / page).read_text(encoding="utf-8")
    pieces = re.findall(r"```python\n(.*?)```", text, re.S)
    assert len(pieces) > 5
    names = {}
    for piece in pieces:
        if ">>>" in piece:
            test = doctest.DocTestParser().get_doctest(piece, names, page, page, 0)
            runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
            assert runner.run(test, clear_globs=False).failed == 0
            names.update(test.globs)
        else:
            exec(compile(piece, page, "exec"), names)
