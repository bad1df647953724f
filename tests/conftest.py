"""What all tests share: time is no measure on a busy machine, and CI draws the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("readout", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("readout")
