"""iNatSounds from Python: a thin layer over the program ``inatsounds``, which is part of the wheel.

>>> import inatsounds
>>> inatsounds.fetch("test")                                   # the annotations of the test split
>>> recordings = inatsounds.annotations("test")                # a dict for each recording
>>> result = inatsounds.evaluate(scores, recordings=files, classes=category_ids)
>>> result.metrics["map"]

Every call runs the program once, and takes the options of the command as keywords: ``--max-per-species 5`` is
``max_per_species=5``. When the program ends with an error, its message is raised as one of the exceptions below. An interrupt
(Ctrl-C, or the stop button of a notebook) ends the program too. Only the standard library is needed; NumPy is imported
only for arrays.
"""

from ._data import Recording, annotations, fetch
from ._errors import (
    BadInputError,
    DataMismatchError,
    GateError,
    InatsoundsError,
    NetworkError,
    StorageError,
    UsageError,
)
from ._evaluate import Evaluation, Interval, evaluate
from ._features import Features, FeatureStream
from ._program import run

__all__ = [
    "BadInputError",
    "DataMismatchError",
    "Evaluation",
    "FeatureStream",
    "Features",
    "GateError",
    "InatsoundsError",
    "Interval",
    "NetworkError",
    "Recording",
    "StorageError",
    "UsageError",
    "annotations",
    "evaluate",
    "fetch",
    "run",
]
