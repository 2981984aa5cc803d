"""The same step in numpy, float32, on one thread. Reads "n d m steps" lines, answers with milliseconds per step."""

import sys
import time

import numpy as np

RATE = np.float32(0.1)
sizes = {}


def problem(n, d, m):
    random = np.random.default_rng(1)
    x = random.uniform(-1, 1, (n, d)).astype(np.float32)
    y = np.where(x[:, 0] * x[:, 1] > 0, 1, -1).astype(np.float32)
    w = (0.1 * random.uniform(-1, 1, (m, d))).astype(np.float32)
    a = (random.uniform(-1, 1, m) / np.sqrt(m)).astype(np.float32)
    return x, y, w, a


def step(x, y, w, a):
    z = x @ w.T
    hidden = np.maximum(z, 0)
    q = -y / (1 + np.exp(y * (hidden @ a))) / np.float32(len(y))
    back = (q[:, None] * a) * (z > 0)
    outer = hidden.T @ q
    w -= RATE * (back.T @ x)
    a -= RATE * outer


print("ready", flush=True)
for line in sys.stdin:
    n, d, m, steps = map(int, line.split())
    network = sizes.setdefault((n, d, m), problem(n, d, m))
    start = time.perf_counter()
    for _ in range(steps):
        step(*network)
    print(1000 * (time.perf_counter() - start) / steps, flush=True)
