"""Scores predictions with pandas and scikit-learn, as a second opinion and as the time to beat.

    python3 scripts/peer_eval.py --annotations test.json predictions.csv
    python3 scripts/peer_eval.py --annotations test.json predictions.npy

Reads a wide CSV headed by category ids with file names in its first column, or a .npy with rows in annotation order and
one column for each category that has recordings (by ascending id) or for every category. Prints the metrics at full
precision and the seconds that each step took, as JSON. `--expect FILE` compares with the JSON that `inatsounds eval
--format json` printed, and exits with 1 where a number differs by more than 1e-9.
"""

import argparse
import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.metrics import average_precision_score, precision_recall_curve, roc_auc_score


def read_truth(path):
    with open(path) as file:
        data = json.load(file)
    names = [audio["file_name"] for audio in data["audio"]]
    row_of = {audio["id"]: row for row, audio in enumerate(data["audio"])}
    truth = np.empty(len(names), dtype=np.int64)
    for annotation in data["annotations"]:
        truth[row_of[annotation["audio_id"]]] = annotation["category_id"]
    return names, truth, sorted(category["id"] for category in data["categories"])


def read_scores(path, names, classes, categories):
    if path.endswith(".npy"):
        scores = np.load(path)
        if scores.shape[1] == len(categories):
            scores = scores[:, np.isin(categories, classes)]
        return scores
    frame = pd.read_csv(path, index_col=0)
    return frame.loc[names, [str(c) for c in classes]].to_numpy()


def evaluate(scores, truth, classes):
    label = np.searchsorted(classes, truth)
    own = scores[np.arange(len(label)), label][:, None]
    before = np.arange(len(classes))[None, :] < label[:, None]
    rank = (scores > own).sum(axis=1) + ((scores == own) & before).sum(axis=1)
    per_class = {"top1": [], "top5": [], "map": [], "mf1": [], "roc_auc": []}
    for c in range(len(classes)):
        positive = label == c
        column = scores[:, c]
        per_class["top1"].append((rank[positive] < 1).mean())
        per_class["top5"].append((rank[positive] < 5).mean())
        per_class["map"].append(average_precision_score(positive, column))
        precision, recall, _ = precision_recall_curve(positive, column)
        total = precision + recall
        f1 = np.divide(2 * precision * recall, total, out=np.zeros_like(total), where=total > 0)
        per_class["mf1"].append(f1.max())
        if not positive.all():
            per_class["roc_auc"].append(roc_auc_score(positive, column))
    result = {name: float(np.mean(values)) for name, values in per_class.items() if values}
    result["micro_top1"] = float((rank < 1).mean())
    result["micro_top5"] = float((rank < 5).mean())
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("predictions")
    parser.add_argument("--annotations", required=True)
    parser.add_argument("--expect", help="JSON of inatsounds eval to compare with")
    options = parser.parse_args()

    begin = time.perf_counter()
    names, truth, categories = read_truth(options.annotations)
    classes = np.unique(truth)
    annotations_read = time.perf_counter()
    scores = read_scores(options.predictions, names, classes, categories)
    scores_read = time.perf_counter()
    result = evaluate(scores, truth, classes)
    end = time.perf_counter()
    seconds = {
        "annotations": annotations_read - begin,
        "scores": scores_read - annotations_read,
        "metrics": end - scores_read,
        "total": end - begin,
    }
    print(json.dumps({"metrics": result, "seconds": seconds}, indent=2))

    if options.expect:
        with open(options.expect) as file:
            ours = json.load(file)
        numbers = {**ours["metrics"], **ours["also"]}
        wrong = [name for name in result if numbers[name] is None or abs(numbers[name] - result[name]) > 1e-9]
        for name in wrong:
            print(f"{name}: expected {result[name]!r}, got {numbers[name]!r}", file=sys.stderr)
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
