#!/usr/bin/env python3
"""Writes what other tools say of the golden prediction files: src/test/resources/evaluation/compat.json.

scikit-learn is called. What torchmetrics 1.9 does is written out with NumPy, step by step as in its source, in double
precision; it is not needed here. Both are given every column of the file.

    scripts/make_compat_cases.py        # needs pandas and scikit-learn; last run with 1.2.1
"""

import json
import pathlib
import warnings

import numpy as np
import pandas as pd
from sklearn import metrics

CASES = pathlib.Path(__file__).parent.parent / "src/test/resources/evaluation"
FILES = {
    "absent_classes": "predictions.csv",
    "ties": "predictions.csv",
    "all_equal": "predictions.csv",
    "continuous": "by_id.csv",
}


def read(case, file):
    truth = json.loads((CASES / case / "test.json").read_text())
    category = {a["audio_id"]: a["category_id"] for a in truth["annotations"]}
    table = pd.read_csv(CASES / case / file)
    stems = {audio["file_name"]: audio["id"] for audio in truth["audio"]}
    ids = table.iloc[:, 0].map(lambda name: stems.get(name, name)).astype(int)
    scores = table.iloc[:, 1:]
    scores.columns = scores.columns.astype(int)
    scores = scores[sorted(scores.columns)]
    labels = np.searchsorted(scores.columns.to_numpy(), ids.map(category).to_numpy())
    return labels, scores.to_numpy(dtype=float)


def sklearn(labels, scores):
    columns = scores.shape[1]
    indicator = np.eye(columns)[labels]
    idle = indicator.sum(axis=0).min() == 0
    return {
        "top1": metrics.balanced_accuracy_score(labels, scores.argmax(axis=1)),
        "map": metrics.average_precision_score(indicator, scores, average="macro"),
        "roc_auc": None if idle else metrics.roc_auc_score(indicator, scores, average="macro"),
        "micro_top1": metrics.top_k_accuracy_score(labels, scores, k=1, labels=range(columns)),
        "micro_top5": metrics.top_k_accuracy_score(labels, scores, k=5, labels=range(columns)),
    }


def torchmetrics(labels, scores):
    columns = scores.shape[1]
    counts = np.bincount(labels, minlength=columns)
    predicted = scores.argmax(axis=1)
    hits = np.bincount(labels[predicted == labels], minlength=columns)
    # _adjust_weights_safe_divide: only classes neither there nor predicted weigh nothing.
    weights = (counts > 0) | (np.bincount(predicted, minlength=columns) > 0)
    top1 = (hits / np.maximum(counts, 1))[weights].mean()
    # torch.topk says nothing of ties; here the smaller column is first.
    first = np.argsort(-scores, axis=1, kind="stable")[:, :5]
    within = (first == labels[:, None]).any(axis=1)
    top5 = (np.bincount(labels[within], minlength=columns) / np.maximum(counts, 1))[counts > 0].mean()
    if scores.min() < 0 or scores.max() > 1:
        scores = np.exp(scores - scores.max(axis=1, keepdims=True))
        scores /= scores.sum(axis=1, keepdims=True)
    indicator = np.eye(columns)[labels]
    present = np.flatnonzero(counts)
    precisions = [metrics.average_precision_score(indicator[:, c], scores[:, c]) for c in present]
    areas = [metrics.roc_auc_score(indicator[:, c], scores[:, c]) for c in present]
    return {
        "top1": top1,
        "top5": top5,
        "map": np.mean(precisions),
        "roc_auc": np.sum(areas) / columns,
        "micro_top1": (predicted == labels).mean(),
        "micro_top5": within.mean(),
    }


def main():
    warnings.simplefilter("ignore")
    result = {}
    for case, file in FILES.items():
        labels, scores = read(case, file)
        result[case] = {
            "file": file,
            "sklearn": sklearn(labels, scores),
            "torchmetrics": torchmetrics(labels, scores),
        }
    (CASES / "compat.json").write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
