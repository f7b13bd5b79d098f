"""The data folder: reads annotations, downloads data."""

import json
from typing import Any, Callable, Dict, List, Optional, TypedDict, Union

from ._program import options_of, run, to_stderr

Recording = TypedDict(
    "Recording",
    {
        "split": str,
        "id": int,
        "file_name": str,
        "duration": float,
        "category_id": int,
        "name": str,
        "common_name": Optional[str],
        "supercategory": str,
        "kingdom": str,
        "phylum": str,
        "class": str,
        "order": str,
        "family": str,
        "genus": str,
        "specific_epithet": str,
        "audio_dir_name": str,
        "evaluation": bool,
        "latitude": Optional[float],
        "longitude": Optional[float],
        "location_uncertainty": Optional[float],
        "date": Optional[str],
        "license": str,
        "license_url": str,
        "license_group": str,
        "rights_holder": str,
        "path": Optional[str],
    },
    total=False,
)
"""A recording with the columns of ``inatsounds list --columns all``: a plain dict."""


def annotations(split: str = "test", *, data: Optional[object] = None, **options: object) -> List[Recording]:
    """The recordings of a split with their species, place, date and licence, in annotation order.

    >>> [recording["file_name"] for recording in annotations("val", taxon="Strigidae", min_duration=3)]

    ``pandas.DataFrame(annotations("val"))`` is a table of them.

    :param split: ``train``, ``val``, ``test`` or ``all``
    :param data: the data folder; default: that of ``INATSOUNDS_DATA``, else the user's
    :param options: filters of ``inatsounds list``: ``taxon``, ``bbox``, ``license``, ``max_per_species`` …
    :raises InatsoundsError: for example DataMismatchError when the annotations have not been downloaded
    """
    arguments = ["list", split, "--format=jsonl", "--quiet"]
    if "columns" not in options:
        arguments.append("--columns=all")
    lines = run([*arguments, *options_of({"data": data, **options})])
    return [json.loads(line) for line in lines.splitlines() if line]


def fetch(
    *splits: str,
    recordings: bool = False,
    data: Optional[object] = None,
    progress: Union[bool, Callable[[str], object]] = True,
    **options: object,
) -> Dict[str, Any]:
    """Downloads annotations, and recordings on request; checks and extracts them. Resumes after an interruption.

    >>> fetch()                                                # the annotations of all splits, 22 MB
    >>> fetch("train", taxon="Strigidae")                      # the recordings of owls only
    >>> fetch("test", recordings=True, dry_run=True)           # how much data that is

    :param splits: ``train``, ``val``, ``test``; default: all
    :param recordings: also the recordings: 133 GB in all. Filters imply it
    :param data: the data folder; default: that of ``INATSOUNDS_DATA``, else the user's
    :param progress: ``True`` prints a line every few seconds to ``sys.stderr``, ``False`` nothing; a function gets each line
    :param options: those of ``inatsounds fetch``: ``release``, ``taxon``, ``stream``, ``limit_rate`` …
    :returns: the downloaded files: ``release``, ``data``, ``files``, ``recordings_written``, ``elapsed_seconds``
    :raises InatsoundsError: for example NetworkError, StorageError
    """
    say = to_stderr if progress is True else progress or None
    arguments = ["fetch", *splits, "--format=json", *([] if say else ["--quiet"])]
    written = run([*arguments, *options_of({"recordings": recordings, "data": data, **options})], say)
    result: Dict[str, Any] = json.loads(written)
    return result
