import pytest


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def _write(name, content):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return name

    return _write


@pytest.fixture
def read():
    """What can be read of files, and why the rest cannot."""
    from readout.sources import documents

    def _read(*names, **options):
        bad = []
        return list(documents(names, on_error=bad.append, **options)), [str(error) for error in bad]

    return _read
