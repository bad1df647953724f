"""How long code computes, as steadily as a busy machine allows."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable


def seconds(action: Callable[[], object], *, repeats: int = 3) -> float:
    """Processor time of the quickest of some runs, without the collector, whose cost is that of the whole process's heap."""
    found = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(repeats):
            began = time.process_time()
            action()
            found.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(found)
