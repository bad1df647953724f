"""Words a second, start-up time and peak memory of reading, on one and two cores, beside an encoder of BERT-base's size.

    python benchmarks/speed.py [DOCUMENTS.jsonl] [--bert] [--limit 100]

Every measurement is a command of its own that may use that many cores: one process on one, one on two (the encoder's threads
run ahead of it), and two, whose start counts too. `--bert` also makes a model folder with twelve layers of 768 units and random
weights (it needs `readout[training]`) and measures it the same way. Processor time, of all processes, is given beside the time
on the clock, which other work on the machine stretches: words over processor seconds, times the cores, is what a machine of
one's own can reach. Memory is the most that all processes held together at any tenth of a second, what they share counted once
(PSS; where the system does not tell it, the peak of the first process). The last line is the command on the first sample, from
nothing to its tables. Measure where only the core is installed: spaCy imports PyTorch where it finds it, which takes every
process 150 MB and a second.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

DEFAULT = Path(os.environ.get("READOUT_SHARED", "../shared")) / "data" / "polnear-dev.jsonl"


class Memory(threading.Thread):
    """Watches what this process and those it has started hold."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.done = threading.Event()

    def run(self) -> None:
        """Look ten times a second."""
        while not self.done.wait(0.1):
            self.peak = max(self.peak, sum(map(held, processes())))


def processes() -> list[int]:
    """This process and those it has started."""
    return [os.getpid(), *(child.pid for child in multiprocessing.active_children() if child.pid)]


def held(process: int) -> float:
    """MB that a process holds, what it shares parted among those who share it; nothing where the system does not tell."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def worked(process: int) -> float:
    """Processor seconds of another process so far; nothing where the system does not tell."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(path: Path, model: str, limit: int, several: int) -> dict[str, float]:
    """Read the documents once, in so many processes, and report; run in a process of its own."""
    began = time.perf_counter()
    from readout.document import Document
    from readout.reading.reader import Reader

    reader = Reader(model=Path(model) if model else None, processes=several)
    if several == 1:
        reader.read("Moscow said talks would go on.")
    loaded = time.perf_counter()
    with path.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for _, line in zip(range(limit), lines, strict=False)]
    documents = [Document(row["text"], id=row["id"]) for row in rows]
    words = sum(len(d.text.split()) for d in documents)
    memory = Memory()
    memory.start()
    start, spent = time.perf_counter(), time.process_time()
    rows_found = sum(len(record.statements) for record in reader.pipe(documents))
    seconds, spent = time.perf_counter() - start, time.process_time() - spent
    spent += sum(worked(process) for process in processes()[1:])
    memory.done.set()
    peak = memory.peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "words": words,
        "statements": rows_found,
        "words a second": round(words / seconds),
        "words a processor second": round(words / spent),
        "ready after s": round(loaded - began, 2),
        "peak MB": round(peak),
    }


def cold_start(tries: int = 3) -> dict[str, float]:
    """Seconds of `readout read` on the first sample in a fresh process: the least of a few tries."""
    sample = Path(__file__).parent.parent / "examples" / "moscow.txt"
    clock, processor = [], []
    for _ in range(tries):
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        call = [sys.executable, "-m", "readout", "read", str(sample), "--format", "text"]
        subprocess.run(call, check=True, stdout=subprocess.DEVNULL)
        clock.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"s": round(min(clock), 2), "processor s": round(min(processor), 2)}


def bert_folder(folder: Path) -> None:
    """A model folder of BERT-base's size with random weights."""
    import torch
    from transformers import BertConfig, BertModel

    from readout.analysis.pieces import SHAPES
    from training.export import export_model
    from training.model import Reader

    torch.manual_seed(1)
    config = BertConfig(type_vocab_size=SHAPES)
    packaged = json.loads((Path(__file__).parent.parent / "src/readout/models/en/meta.json").read_text(encoding="utf-8"))
    model = Reader(
        {kind: packaged["labels"][kind] for kind in ("xpos", "lemma", "rel")},
        encoder=BertModel(config, add_pooling_layer=False),
    )
    export_model(model, folder, lemmas={})


def main() -> None:
    """Measure each configuration in turn."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--bert", action="store_true")
    parser.add_argument("--limit", type=int, default=100)
    parser.add_argument("--model", default="", help=argparse.SUPPRESS)
    parser.add_argument("--cores", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--processes", type=int, default=1, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.cores:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: args.cores])
        print(json.dumps(measure(args.documents, args.model, args.limit, args.processes)))
        return
    with tempfile.TemporaryDirectory() as temporary:
        models = {"readout": ""}
        if args.bert:
            bert_folder(Path(temporary))
            models["BERT-base size"] = temporary
        for name, model in models.items():
            for cores, several in ((1, 1), (2, 1), (2, 2)):
                options = {"limit": args.limit, "model": model, "cores": cores, "processes": several}
                given = [text for option, value in options.items() for text in (f"--{option}", str(value))]
                call = [sys.executable, __file__, str(args.documents), *given]
                out = subprocess.run(call, check=True, capture_output=True, text=True).stdout
                what = f"{cores} core{'s' * (cores > 1)}, {several} process{'es' * (several > 1)}"
                print(f"{name}, {what}: {out.strip()}", flush=True)
        print(f"cold start: {json.dumps(cold_start())}")


if __name__ == "__main__":
    main()
