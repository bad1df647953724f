"""The public door: what can be imported, and that knocking costs little."""

import subprocess
import sys

import readout


def test_all_is_sorted_and_is_what_can_be_imported() -> None:
    assert readout.__all__ == sorted(readout.__all__)
    assert all(getattr(readout, name) is not None for name in readout.__all__)
    assert dir(readout) == readout.__all__


def test_names_that_are_not_there_are_attribute_errors() -> None:
    assert not hasattr(readout, "Nothing")


def test_import_opens_nothing_that_is_heavy() -> None:
    heavy = "{'spacy', 'onnxruntime', 'numpy', 'pydantic', 'yaml', 'sqlalchemy', 'torch', 'transformers'}"
    code = f"import sys, readout; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_reading_needs_no_training_stack() -> None:
    # spaCy imports torch where it finds it: so it is hidden here.
    code = "import sys; sys.modules.update(dict.fromkeys(('torch', 'transformers', 'sklearn'))); import readout; readout.Reader"
    subprocess.run([sys.executable, "-c", code], check=True)
