"""Datasets from the output of ``inatsounds spectrogram``: arrays, windows, or tar shards."""

from __future__ import annotations

import csv
import io
import json
import os
import random
import sys
import tarfile
import types
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterator, List, NamedTuple, Optional, Tuple, Union

from ._errors import BadInputError

if TYPE_CHECKING:
    import numpy

Item = Tuple[Any, Optional[int]]
Transform = Callable[["numpy.ndarray[Any, Any]"], Any]


class _Entry(NamedTuple):
    """A row of ``manifest.csv``."""

    path: str
    category_id: Optional[int]
    shard: Optional[str]

    @property
    def recording(self) -> str:
        return str(PurePosixPath(self.path).with_suffix(""))


class _Folder:
    """What both kinds of dataset know of a folder."""

    def __init__(self, folder: Union[str, "os.PathLike[str]"], split: Optional[str], transform: Optional[Transform]) -> None:
        self.folder = Path(folder)
        self.transform = transform
        manifest = self.folder / "manifest.csv"
        made = self.folder / "spectrogram.json"
        for file in (manifest, made):
            if not file.is_file():
                raise BadInputError(
                    f"{file} is missing: expected a folder that `inatsounds spectrogram -o {self.folder}` has written", 4
                )
        self.made: Dict[str, Any] = json.loads(made.read_text(encoding="utf-8"))
        if self.made["to"] not in ("npy", "windows", "webdataset"):
            raise BadInputError(
                f"{self.folder} was written with --to {self.made['to']}: expected npy, windows or webdataset", 4
            )
        with open(manifest, newline="", encoding="utf-8") as rows:
            self._entries = [
                _Entry(row["path"], int(row["category_id"]) if row["category_id"] else None, row.get("shard") or None)
                for row in csv.DictReader(rows)
                if split is None or row["path"].startswith(f"{split}/")
            ]
        if not self._entries:
            raise BadInputError(f"{manifest} lists no recording" + (f" of the split {split}" if split else ""), 4)

    def _item(self, array: Any, category_id: Optional[int]) -> Item:
        return (array if self.transform is None else self.transform(array)), category_id


class Features(_Folder):
    """A map-style dataset: ``features[i]`` is ``(array, category_id)``, ``len(features)`` their number.

    >>> train = Features("features", split="train", transform=random_crop)
    >>> loader = torch.utils.data.DataLoader(train, batch_size=64, shuffle=True, num_workers=8)

    An item is uint8: for ``--to npy`` and shards a recording, ``[mels, frames]``; for ``--to windows`` one window,
    ``[mels, 512]``, all windows of all recordings one after another. ``category_id`` is ``None`` for recordings of no split.

    :param folder: the features folder of ``inatsounds spectrogram -o``
    :param split: only the recordings of this split
    :param transform: called with each array; its result is the first part of the item
    :raises BadInputError: the folder is not ``npy``, ``windows`` or ``webdataset``
    """

    def __init__(
        self,
        folder: Union[str, "os.PathLike[str]"],
        split: Optional[str] = None,
        transform: Optional[Transform] = None,
    ) -> None:
        super().__init__(folder, split, transform)
        self._places: Dict[str, Tuple[int, int]] = {}
        for shard in sorted({entry.shard for entry in self._entries if entry.shard}):
            with tarfile.open(self.folder / shard, "r:") as tar:
                self._places.update(
                    {each.name: (each.offset_data, each.size) for each in tar if each.name.endswith(".npy")}
                )
        if self.made["to"] == "windows":
            counts = [self._array(entry).shape[0] for entry in self._entries]
            self._index = [(at, window) for at, count in enumerate(counts) for window in range(count)]
        else:
            self._index = [(at, -1) for at in range(len(self._entries))]

    def __len__(self) -> int:
        return len(self._index)

    def __getitem__(self, at: int) -> Item:
        entry_at, window = self._index[at]
        entry = self._entries[entry_at]
        array = self._array(entry)
        import numpy

        # A copy: the memory of a mapped file may not be written.
        return self._item(numpy.array(array if window < 0 else array[window]), entry.category_id)

    @property
    def recordings(self) -> List[str]:
        """The recording of each item, as ``evaluate(..., recordings=)`` takes them."""
        return [self._entries[at].recording for at, _ in self._index]

    @property
    def labels(self) -> List[Optional[int]]:
        """The category id of each item, without reading any array: for a sampler."""
        return [self._entries[at].category_id for at, _ in self._index]

    def _array(self, entry: _Entry) -> Any:
        import numpy

        if entry.shard is None:
            return numpy.load(self.folder / entry.path, mmap_mode="r")
        offset, size = self._places[entry.path]
        with open(self.folder / entry.shard, "rb") as file:
            file.seek(offset)
            return numpy.load(io.BytesIO(file.read(size)))


class FeatureStream(_Folder):
    """An iterable dataset: items as in :class:`Features`, read in the order of the files, shards sequentially.

    >>> stream = FeatureStream("shards", split="train", shuffle=True)
    >>> loader = torch.utils.data.DataLoader(stream, batch_size=None, num_workers=8)

    Each worker of a PyTorch loader reads its share of the shards (without shards, of the files). PyTorch is not imported
    here; import it before the first dataset is made, else its loader treats this as a map-style one.

    :param shuffle: another order of shards (or files) in each pass; within a shard the order does not change: write shards
        with ``--shuffle``
    :param seed: seed of that order: the same seed gives the same orders, on every machine
    """

    def __init__(
        self,
        folder: Union[str, "os.PathLike[str]"],
        split: Optional[str] = None,
        transform: Optional[Transform] = None,
        shuffle: bool = False,
        seed: int = 0,
    ) -> None:
        super().__init__(folder, split, transform)
        self.shuffle = shuffle
        self.seed = seed
        self.epoch = 0

    def __new__(cls, *args: Any, **options: Any) -> "FeatureStream":
        data = sys.modules.get("torch.utils.data")
        made = cls if data is None else _iterable(cls, data.IterableDataset)
        return super().__new__(made)

    def __reduce__(self) -> Tuple[Any, ...]:
        # For loaders whose workers are started anew: the class that PyTorch knows has no name of its own.
        return _again, (getattr(type(self), "_plain", type(self)), self.__dict__)

    def __iter__(self) -> Iterator[Item]:
        by_shard: Dict[str, Dict[str, Optional[int]]] = {}
        for entry in self._entries:
            by_shard.setdefault(entry.shard or entry.path, {})[entry.path] = entry.category_id
        names = list(by_shard)
        if self.shuffle:
            random.Random(f"{self.seed} {self.epoch}").shuffle(names)
        self.epoch += 1
        worker, workers = _worker()
        for name in names[worker::workers]:
            if name.endswith(".tar"):
                yield from self._shard(name, by_shard[name])
            else:
                yield from self._file(name, by_shard[name][name])

    def _shard(self, name: str, labels: Dict[str, Optional[int]]) -> Iterator[Item]:
        import numpy

        with tarfile.open(self.folder / name, "r|") as tar:
            for member in tar:
                content = tar.extractfile(member) if member.name in labels else None
                if content is not None:
                    yield self._item(numpy.load(io.BytesIO(content.read())), labels[member.name])

    def _file(self, name: str, category_id: Optional[int]) -> Iterator[Item]:
        import numpy

        array = numpy.load(self.folder / name)
        for each in array if self.made["to"] == "windows" else [array]:
            yield self._item(each, category_id)


def _iterable(plain: Any, base: Any) -> Any:
    """The same class as one of PyTorch's: its loaders ask for the class, and older versions cannot be told otherwise."""
    if issubclass(plain, base):
        return plain
    if plain not in _ITERABLE:
        members = {"__module__": plain.__module__, "__doc__": plain.__doc__, "_plain": plain}
        _ITERABLE[plain] = types.new_class(plain.__name__, (plain, base), exec_body=lambda body: body.update(members))
    return _ITERABLE[plain]


_ITERABLE: Dict[Any, Any] = {}


def _again(plain: Any, state: Dict[str, Any]) -> Any:
    stream = plain.__new__(plain)
    stream.__dict__.update(state)
    return stream


def _worker() -> Tuple[int, int]:
    """The number of this worker process of a PyTorch loader, and how many there are."""
    data = sys.modules.get("torch.utils.data")
    info = None if data is None else data.get_worker_info()
    return (0, 1) if info is None else (info.id, info.num_workers)
