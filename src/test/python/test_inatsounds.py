"""The Python package, on the miniature release. Run by PythonPackageIT:

INATSOUNDS_DATA has the annotations and recordings of val; CATALOG is its catalogue on a server; the current folder has `features`,
`windows` and `shards` of val.
"""

import csv
import json
import os
import pickle
import random
import signal
import subprocess
import sys
import threading
import time
import types
import unittest
from pathlib import Path

import inatsounds

DATA = Path(os.environ["INATSOUNDS_DATA"])
SPLIT = json.loads((DATA / "val.json").read_text())
FILES = [audio["file_name"] for audio in SPLIT["audio"]]
CATEGORIES = sorted(category["id"] for category in SPLIT["categories"])
TRUTH = {a["audio_id"]: a["category_id"] for a in SPLIT["annotations"]}
LABELS = [TRUTH[audio["id"]] for audio in SPLIT["audio"]]


def random_scores():
    draw = random.Random(7)
    return [[draw.random() for _ in CATEGORIES] for _ in FILES]


def eval_json(file, *options):
    """What the command line says."""
    return json.loads(inatsounds.run(["eval", file, "--split=val", "--format=json", *options]))


class EvaluateNeedsNoArrays(unittest.TestCase):
    def write(self, name, scores):
        with open(name, "w", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(["file_name", *CATEGORIES])
            rows.writerows([file, *map(repr, row)] for file, row in zip(FILES, scores))

    def test_a_file_gives_what_the_command_line_gives(self):
        self.write("wide.csv", random_scores())
        result = inatsounds.evaluate("wide.csv", "val", confidence=0.9, resamples=50)
        expected = eval_json("wide.csv", "--confidence=0.9", "--resamples=50")
        self.assertEqual(expected, result.json)
        self.assertEqual({**expected["metrics"], **expected["also"]}, result.metrics)
        self.assertEqual(expected["signature"], result.signature)
        low, high = result.intervals["map"]
        self.assertEqual(expected["confidence"]["intervals"]["map"], {"low": low, "high": high})

    def test_without_confidence_there_are_no_intervals(self):
        self.write("wide.csv", random_scores())
        self.assertEqual({}, inatsounds.evaluate(Path("wide.csv"), split="val").intervals)

    def test_competing_is_the_option_classes(self):
        self.write("wide.csv", random_scores())
        Path("some.txt").write_text("".join(f"{each}\n" for each in CATEGORIES[:3]))
        result = inatsounds.evaluate("wide.csv", "val", competing="some.txt")
        self.assertEqual(3, result.json["classes"])

    def test_a_gate_that_is_not_met_brings_the_result(self):
        self.write("wide.csv", random_scores())
        with self.assertRaises(inatsounds.GateError) as caught:
            inatsounds.evaluate("wide.csv", "val", fail_under=["map=0.99", "top1=0"])
        self.assertEqual(7, caught.exception.exit_code)
        self.assertIn("gate map: not met, expected at least 0.99", str(caught.exception))
        self.assertIn("map", caught.exception.result.metrics)


class Errors(unittest.TestCase):
    def test_the_programs_message(self):
        with self.assertRaises(inatsounds.BadInputError) as caught:
            inatsounds.evaluate("nothing.csv", "val")
        self.assertEqual("nothing.csv: no such file", str(caught.exception))
        self.assertEqual(4, caught.exception.exit_code)
        self.assertIsInstance(caught.exception, ValueError)

    def test_an_option_that_is_none(self):
        with self.assertRaises(inatsounds.UsageError) as caught:
            inatsounds.annotations("val", taxons="Aves")
        self.assertIn("--taxons", str(caught.exception))

    def test_an_option_that_the_function_sets(self):
        with self.assertRaisesRegex(TypeError, "format is set by this function"):
            inatsounds.evaluate("x.csv", format="csv")

    def test_no_data(self):
        with self.assertRaises(inatsounds.InatsoundsError) as caught:
            inatsounds.annotations("val", data="empty folder")
        self.assertIn("inatsounds fetch", str(caught.exception))

    def test_the_result_is_not_written_to_the_file_that_the_environment_names(self):
        os.environ["INATSOUNDS_OUTPUT"] = "elsewhere.json"
        try:
            self.assertTrue(inatsounds.annotations("val"))
        finally:
            del os.environ["INATSOUNDS_OUTPUT"]
        self.assertFalse(Path("elsewhere.json").exists())


class Annotations(unittest.TestCase):
    def test_every_recording_in_the_order_of_the_annotations(self):
        recordings = inatsounds.annotations("val")
        self.assertEqual(FILES, [recording["file_name"] for recording in recordings])
        self.assertEqual(LABELS, [recording["category_id"] for recording in recordings])
        self.assertEqual(set(inatsounds.Recording.__annotations__), set(recordings[0]))

    def test_filters(self):
        recordings = inatsounds.annotations("val", taxon="Aves", max_per_species=1)
        self.assertTrue(recordings)
        self.assertEqual({"Aves"}, {recording["supercategory"] for recording in recordings})
        self.assertEqual(len(recordings), len({recording["category_id"] for recording in recordings}))


class Fetch(unittest.TestCase):
    def test_brings_a_split_and_says_what_it_did(self):
        lines = []
        result = inatsounds.fetch("test", data="fetched", catalog=os.environ["CATALOG"], progress=lines.append)
        self.assertEqual(["test"], [file["split"] for file in result["files"]])
        self.assertTrue(Path("fetched/test.json").is_file())
        self.assertTrue(lines)
        again = inatsounds.fetch("test", data="fetched", catalog=os.environ["CATALOG"], progress=False)
        self.assertEqual(0, again["recordings_written"])

    def test_a_server_that_is_not_there(self):
        with self.assertRaises(inatsounds.NetworkError):
            inatsounds.fetch("test", data="other", endpoint_url="http://127.0.0.1:1", retries=0, progress=False)


@unittest.skipUnless(os.name == "posix", "signals")
class Interrupts(unittest.TestCase):
    def test_end_the_program_too(self):
        script = (
            "import inatsounds, sys\n"
            "say = lambda line: print(line, flush=True)\n"
            "print('begun', flush=True)\n"
            "inatsounds.fetch('train', data='interrupted', recordings=True, limit_rate='1K',\n"
            f"    catalog={os.environ['CATALOG']!r}, progress=say)\n"
        )
        with subprocess.Popen(
            [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                self.assertEqual("begun\n", process.stdout.readline())
                self.assertTrue(process.stdout.readline())  # the program has said something
                children = self.children(process.pid)
                self.assertTrue(children)
                process.send_signal(signal.SIGINT)
                _, stderr = process.communicate(timeout=50)
            finally:
                process.kill()
        self.assertIn("KeyboardInterrupt", stderr)
        self.assertEqual([], [child for child in children if Path(f"/proc/{child}").exists()])

    @staticmethod
    def children(pid):
        listed = Path(f"/proc/{pid}/task/{pid}/children")
        return listed.read_text().split() if listed.exists() else [str(pid)]

    def test_of_what_hears_the_lines(self):
        def stop(line):
            raise RuntimeError("enough")

        before = threading.active_count()
        with self.assertRaisesRegex(RuntimeError, "enough"):
            inatsounds.fetch(
                "train", data="stopped", recordings=True, limit_rate="1K", catalog=os.environ["CATALOG"], progress=stop
            )
        deadline = time.monotonic() + 10
        while threading.active_count() > before and time.monotonic() < deadline:
            time.sleep(0.01)
        self.assertEqual(before, threading.active_count())


class Names(unittest.TestCase):
    def test_a_folder_that_no_features_are_in(self):
        Path("nothing here").mkdir(exist_ok=True)
        with self.assertRaisesRegex(inatsounds.BadInputError, "manifest.csv is missing: expected a folder that"):
            inatsounds.Features("nothing here")

    def test_a_split_that_is_not_in_it(self):
        with self.assertRaisesRegex(inatsounds.BadInputError, "lists no recording of the split train"):
            inatsounds.Features("features", split="train")


try:
    import numpy
except ImportError:
    numpy = None


@unittest.skipIf(numpy is None, "no NumPy")
class EvaluateArrays(unittest.TestCase):
    def test_in_the_order_of_the_annotations(self):
        scores = numpy.array(random_scores(), dtype=numpy.float32)
        numpy.save("plain.npy", scores)
        expected = eval_json("plain.npy")
        self.assertEqual(expected, inatsounds.evaluate(scores, "val").json)
        self.assertEqual(expected, inatsounds.evaluate(scores.astype(float).tolist(), "val").json)

    def test_named_rows_and_columns_in_any_order(self):
        scores = numpy.array(random_scores())
        rows = numpy.random.default_rng(1).permutation(len(FILES))
        columns = numpy.random.default_rng(2).permutation(len(CATEGORIES))
        result = inatsounds.evaluate(
            scores[rows][:, columns],
            "val",
            recordings=[Path(FILES[row]) for row in rows],
            classes=numpy.array(CATEGORIES)[columns],
        )
        self.assertEqual(inatsounds.evaluate(scores, "val").metrics, result.metrics)

    def test_names_for_a_file(self):
        scores = numpy.array(random_scores())
        numpy.save("reversed.npy", scores[::-1])
        result = inatsounds.evaluate("reversed.npy", "val", recordings=FILES[::-1])
        self.assertEqual(inatsounds.evaluate(scores, "val").metrics, result.metrics)

    def test_windows_are_pooled(self):
        scores = numpy.array(random_scores())
        twice = numpy.repeat(scores, 2, axis=0)
        result = inatsounds.evaluate(twice, "val", recordings=[f for f in FILES for _ in "12"], pool="mean")
        self.assertEqual(inatsounds.evaluate(scores, "val").metrics, result.metrics)

    def test_a_tensor(self):
        scores = numpy.array(random_scores())

        class Tensor:
            dtype = "torch.float64"

            def detach(self):
                return self

            cpu = detach

            def __array__(self, *_, **__):
                return scores

        self.assertEqual(inatsounds.evaluate(scores, "val").metrics, inatsounds.evaluate(Tensor(), "val").metrics)

    def test_a_row_too_few(self):
        with self.assertRaises(inatsounds.BadInputError) as caught:
            inatsounds.evaluate(numpy.array(random_scores())[1:], "val")
        self.assertIn(str(len(FILES) - 1), str(caught.exception))

    def test_no_numbers(self):
        with self.assertRaisesRegex(TypeError, "expected a matrix of numbers"):
            inatsounds.evaluate([[1, None], [2, 3]], "val")

    def test_a_name_of_two_lines(self):
        with self.assertRaisesRegex(ValueError, "line end"):
            inatsounds.evaluate(numpy.zeros((1, 1)), "val", recordings=["a\nb"])


@unittest.skipIf(numpy is None, "no NumPy")
class FeaturesTest(unittest.TestCase):
    def arrays(self, folder):
        return {file.relative_to(folder).with_suffix("").as_posix(): numpy.load(file) for file in Path(folder).rglob("*.npy")}

    def test_a_recording_an_item(self):
        arrays = self.arrays("features")
        for folder in ("features", "shards"):
            features = inatsounds.Features(folder, split="val")
            self.assertEqual(len(FILES), len(features))
            self.assertEqual(sorted(arrays), sorted(features.recordings))
            for at, recording in enumerate(features.recordings):
                array, category_id = features[at]
                numpy.testing.assert_array_equal(arrays[recording], array)
                self.assertEqual(int(Path(recording).parent.name[:5]), category_id)
                self.assertEqual(features.labels[at], category_id)
            self.assertTrue(array.flags.writeable)

    def test_a_window_an_item(self):
        arrays = self.arrays("windows")
        features = inatsounds.Features("windows")
        self.assertEqual(sum(map(len, arrays.values())), len(features))
        seen = {}
        for at, recording in enumerate(features.recordings):
            seen.setdefault(recording, []).append(features[at][0])
        for recording, windows in seen.items():
            numpy.testing.assert_array_equal(arrays[recording], numpy.stack(windows))

    def test_windows_of_several_recordings_follow_each_other(self):
        folder = Path("made up")
        folder.mkdir(exist_ok=True)
        (folder / "spectrogram.json").write_text('{"to": "windows"}')
        (folder / "manifest.csv").write_text("path,category_id,frames,seconds\nb.npy,7,9,1\na.npy,,9,1\n")
        numpy.save(folder / "b.npy", numpy.array([[[0]], [[1]], [[2]]], numpy.uint8))
        numpy.save(folder / "a.npy", numpy.array([[[3]], [[4]]], numpy.uint8))
        expected = [(0, 7), (1, 7), (2, 7), (3, None), (4, None)]
        features = inatsounds.Features(folder)
        self.assertEqual(["b", "b", "b", "a", "a"], features.recordings)
        self.assertEqual(expected, [(int(array[0, 0]), label) for array, label in map(features.__getitem__, range(5))])
        self.assertEqual(expected, [(int(array[0, 0]), label) for array, label in inatsounds.FeatureStream(folder)])

    def test_past_the_end(self):
        with self.assertRaises(IndexError):
            features = inatsounds.Features("features")
            features[len(features)]

    def test_transform(self):
        features = inatsounds.Features("features", transform=numpy.shape)
        self.assertEqual(128, features[0][0][0])

    def test_goes_to_a_worker(self):
        features = pickle.loads(pickle.dumps(inatsounds.Features("shards")))
        self.assertEqual(2, features[0][0].ndim)

    def test_a_stream_has_the_same_items(self):
        for folder in ("features", "windows", "shards"):
            key = lambda item: (item[1], item[0].shape, item[0].tobytes())
            features = inatsounds.Features(folder)
            expected = sorted(key(features[at]) for at in range(len(features)))
            for shuffle in (False, True):
                stream = inatsounds.FeatureStream(folder, shuffle=shuffle)
                self.assertEqual(expected, sorted(map(key, stream)))

    def test_the_order_of_a_stream_goes_by_the_seed_and_the_pass(self):
        def orders(seed):
            stream = inatsounds.FeatureStream("features", shuffle=True, seed=seed)
            return [[array.tobytes() for array, _ in stream] for _ in range(2)]

        first, second = orders(1)
        self.assertNotEqual(first, second)
        self.assertEqual([first, second], orders(1))
        self.assertNotEqual(first, orders(2)[0])

    def test_workers_of_a_loader_share_the_files(self):
        torch = types.ModuleType("torch.utils.data")
        torch.IterableDataset = type("IterableDataset", (), {})
        sys.modules["torch.utils.data"] = torch
        try:
            stream = inatsounds.FeatureStream("features")
            again = pickle.loads(pickle.dumps(stream))
            self.assertEqual(stream.__dict__, again.__dict__)
            seen = []
            for worker in range(3):
                torch.get_worker_info = lambda: types.SimpleNamespace(id=worker, num_workers=3)
                seen += [array.tobytes() for array, _ in stream]
        finally:
            del sys.modules["torch.utils.data"]
        for each in stream, again:
            self.assertIsInstance(each, torch.IterableDataset)
            self.assertIsInstance(each, inatsounds.FeatureStream)
        self.assertNotIsInstance(inatsounds.FeatureStream("features"), torch.IterableDataset)
        self.assertEqual(sorted(array.tobytes() for array, _ in inatsounds.FeatureStream("features")), sorted(seen))


if __name__ == "__main__":
    unittest.main()
