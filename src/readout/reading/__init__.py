"""Analysis to record: one module a layer; `reader` walks through them in order."""
