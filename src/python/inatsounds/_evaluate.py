"""Scores of a model, evaluated by the program."""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterable, List, NamedTuple, Optional

from ._errors import GateError
from ._program import options_of, run


class Interval(NamedTuple):
    """A confidence interval of a metric."""

    low: float
    high: float


@dataclass(frozen=True)
class Evaluation:
    """The result of an evaluation.

    :param metrics: ``top1``, ``top5``, ``map``, ``mf1``, ``roc_auc``, ``micro_top1``, ``micro_top5``: fractions, or ``None`` where
        there is no value; ``json["notes"]`` has the reason
    :param intervals: of the same metrics, if ``confidence`` was given; else empty
    :param signature: how the score was computed, in one line
    :param json: the whole output of ``inatsounds eval --format json``
    """

    metrics: Dict[str, Optional[float]]
    intervals: Dict[str, Interval]
    signature: str
    json: Dict[str, Any]


def evaluate(
    scores: object,
    split: str = "test",
    recordings: Optional[Iterable[object]] = None,
    classes: Optional[Iterable[object]] = None,
    *,
    competing: Optional[object] = None,
    **options: object,
) -> Evaluation:
    """Evaluates scores with the annotations of a split.

    >>> result = evaluate(scores, "val", recordings=files, classes=names, confidence=0.95)
    >>> result.metrics["map"], result.intervals["map"].low

    :param scores: a matrix ``[recordings, classes]`` of numbers, as an array, a tensor or nested lists; or the path of a file in
        any layout that ``inatsounds eval`` reads
    :param split: ``train``, ``val`` or ``test``
    :param recordings: the recordings of the rows: ids, file names or paths; repeated for several windows of one (with ``pool``).
        Default: annotation order
    :param classes: the categories of the columns: ids or any names of species. Default: ascending category id
    :param competing: which classes compete, the option ``--classes`` of the command: ``evaluated``, ``all`` or a file
    :param options: those of ``inatsounds eval``: ``data``, ``activation``, ``pool``, ``confidence``, ``missing``, ``fail_under`` …
    :raises BadInputError: the scores can't be used; the message has the reason
    :raises GateError: a metric is lower than ``fail_under`` or ``fail_regress`` allow; ``error.result`` is the result
    """
    with tempfile.TemporaryDirectory(prefix="inatsounds-") as folder:
        if isinstance(scores, (str, os.PathLike)):
            file = Path(scores)
            lists = {"rows": recordings, "columns": classes}
            for name, lines in lists.items():
                if lines is not None:
                    listed = Path(folder) / f"{name}.txt"
                    _write(listed, lines)
                    options = {**options, name: listed}
        else:
            file = Path(folder) / "scores.npy"
            _save(file, scores)
            for name, lines in {"rows": recordings, "columns": classes}.items():
                if lines is not None:
                    _write(file.with_name(f"scores.{name}.txt"), lines)
        arguments = ["eval", file, f"--split={split}", "--format=json", "--quiet"]
        try:
            written = run([*arguments, *options_of({"classes": competing, **options})])
        except GateError as error:
            error.result = _result(error.stdout)
            raise
    return _result(written)


def _save(file: Path, scores: Any) -> None:
    import numpy

    if hasattr(scores, "detach"):  # a tensor of PyTorch, maybe on a GPU, maybe of a type that NumPy does not know
        scores = scores.detach().cpu()
        if str(scores.dtype) == "torch.bfloat16":
            scores = scores.float()
    array = numpy.asarray(scores)
    if array.dtype == object:
        raise TypeError("scores: expected a matrix of numbers, got an array of objects")
    numpy.save(file, array, allow_pickle=False)


def _write(file: Path, lines: Iterable[object]) -> None:
    names: List[str] = [os.fspath(line) if isinstance(line, os.PathLike) else str(line) for line in lines]
    broken = next((name for name in names if "\n" in name or "\r" in name), None)
    if broken is not None:
        raise ValueError(f"a name with a line end can't be listed: {broken!r}")
    file.write_text("".join(f"{name}\n" for name in names), encoding="utf-8")


def _result(written: str) -> Evaluation:
    result = json.loads(written)
    intervals = result.get("confidence", {}).get("intervals", {})
    return Evaluation(
        metrics={**result["metrics"], **result["also"]},
        intervals={name: Interval(each["low"], each["high"]) for name, each in intervals.items() if each},
        signature=result["signature"],
        json=result,
    )
