"""The other side of the bench: scikit-learn and PyTorch on the drawings of `workload.ts`.

`python3 test/bench/peers.py FOLDER MODELS EPOCHS` fits the models (comma-separated) one after the other, each on all
cores, predicts the test drawings, and prints one line of JSON. With no argument it prints the versions that it finds.
"""

import json
import os
import resource
import sys
import time

import numpy as np
import sklearn
import torch
from sklearn.ensemble import RandomForestClassifier
from sklearn.neighbors import KNeighborsClassifier
from sklearn.neural_network import MLPClassifier
from torch import nn

SEED = 1
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
torch.set_num_threads(CORES)
torch.manual_seed(SEED)


class Convnet:
    """The nine layers of src/learning/convnet.ts, trained in the same way."""

    def __init__(self, classes, epochs):
        self.epochs = epochs
        self.net = nn.Sequential(
            nn.Conv2d(1, 30, 5), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(30, 15, 3), nn.ReLU(), nn.MaxPool2d(2),
            nn.Dropout(0.2), nn.Flatten(),
            nn.Linear(375, 128), nn.ReLU(), nn.Linear(128, 50), nn.ReLU(), nn.Linear(50, classes),
        )  # fmt: skip

    def fit(self, x, y):
        images, labels = torch.from_numpy(x).view(-1, 1, 28, 28), torch.from_numpy(y)
        optimizer = torch.optim.Adam(self.net.parameters(), 1e-3)
        loss = nn.CrossEntropyLoss()
        self.net.train()
        for _ in range(self.epochs):
            order = torch.randperm(len(images))
            for start in range(0, len(images), 200):
                batch = order[start : start + 200]
                optimizer.zero_grad()
                loss(self.net(images[batch]), labels[batch]).backward()
                optimizer.step()
        self.n_iter_ = self.epochs
        return self

    def predict(self, x):
        self.net.eval()
        with torch.no_grad():
            return self.net(torch.from_numpy(x).view(-1, 1, 28, 28)).argmax(1).numpy()


def processor_seconds():
    usages = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def main(folder, models, epochs):
    with open(os.path.join(folder, "sizes.json")) as file:
        sizes = json.load(file)
    train, classes = sizes["train"], len(sizes["classes"])
    x = np.fromfile(os.path.join(folder, "pixels"), np.uint8).reshape(-1, 784).astype(np.float32) / 255
    y = np.fromfile(os.path.join(folder, "labels"), np.uint8).astype(np.int64)
    contestants = {
        "forest": lambda: RandomForestClassifier(100, n_jobs=-1, random_state=SEED),
        "nearest": lambda: KNeighborsClassifier(5, n_jobs=-1),
        "perceptron": lambda: MLPClassifier((100, 100), alpha=0.001, random_state=SEED),
        "convnet": lambda: Convnet(classes, epochs),
    }
    times = {}
    begun = time.perf_counter()
    for name in models:
        start, before = time.perf_counter(), processor_seconds()
        model = contestants[name]().fit(x[:train], y[:train])
        middle = time.perf_counter()
        right = model.predict(x[train:]) == y[train:]
        end = time.perf_counter()
        times[name] = {
            "fitSeconds": middle - start,
            "predictSeconds": end - middle,
            "cpuSeconds": processor_seconds() - before,
            "accuracy": float(right.mean()),
        }
        if hasattr(model, "n_iter_"):
            times[name]["epochs"] = model.n_iter_
    whole = time.perf_counter() - begun
    print(
        json.dumps(
            {
                "models": times,
                "wholeSeconds": whole,
                "cpuSeconds": processor_seconds(),
                "peakMemoryBytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
            }
        )
    )


if len(sys.argv) == 1:
    print(json.dumps({"scikit-learn": sklearn.__version__, "PyTorch": torch.__version__}))
else:
    main(sys.argv[1], sys.argv[2].split(","), int(sys.argv[3]))
