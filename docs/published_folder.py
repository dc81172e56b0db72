"""Writes a Wan2.1 image-to-video model with random weights of real dimensions, as diffusers publishes it.

    python docs/published_folder.py FOLDER [--model 1.3b|14b] [--layers N] [--seed N]

Needs numpy. Weights are bfloat16 (the VAE's float32): 1.3b takes 5.1 GB, 14b 34.6 GB. FOLDER/text.safetensors stands for
the prompt's tokens. Then:

    flipside models add random FOLDER --frames 17 --side 128 --fps 8
"""
import argparse
import json
import math
import os
import re
import struct

import numpy as np

MANIFESTS = os.path.join(os.path.dirname(__file__), "..", "bttf", "src", "test", "resources", "manifests")
SIZES = {"14b": {}, "1.3b": {5120: 1536, 13824: 8960, 30720: 9216}}
LAYERS = {"14b": 40, "1.3b": 30}
SHARD = 5 << 30
CHUNK = 1 << 24
MEAN = [-0.7571, -0.7089, -0.9113, 0.1075, -0.1745, 0.9653, -0.1517, 1.5508, 0.4134, -0.0715, 0.5517, -0.3632, -0.1922,
        -0.9497, 0.2503, -0.2921]
STD = [2.8184, 1.4541, 2.3275, 2.6558, 1.2196, 1.7708, 2.6052, 2.0743, 3.2687, 2.1526, 2.8652, 1.5579, 1.6382, 1.1253,
       2.8251, 1.9160]


def manifest(name):
    with open(os.path.join(MANIFESTS, name + ".txt"), encoding="utf-8") as lines:
        return {key: json.loads(shape) for key, shape in (line.split("\t") for line in lines if line.strip())}


def transformer(model, layers):
    """Names and shapes of the 14B transformer, resized; the image tower's width stays 1280."""
    sizes = SIZES[model]
    shapes = {}
    for name, shape in manifest("wan_i2v_diffusers").items():
        block = re.match(r"blocks\.(\d+)\.", name)
        if not block or int(block.group(1)) < layers:
            shapes[name] = [sizes.get(size, size) for size in shape]
    return shapes


def values(name, shape, count, random):
    last = name.rsplit(".", 1)[-1]
    if last == "gamma" or last == "weight" and len(shape) == 1:
        return np.ones(count, np.float32)
    if last == "weight" and len(shape) > 1:
        return random.standard_normal(count, np.float32) / np.float32(math.sqrt(math.prod(shape[1:])))
    return random.standard_normal(count, np.float32) * np.float32(0.02)


def write(path, shapes, random, brain=True):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    header, offset = {}, 0
    for name, shape in shapes.items():
        end = offset + math.prod(shape) * (2 if brain else 4)
        header[name] = {"dtype": "BF16" if brain else "F32", "shape": shape, "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for name, shape in shapes.items():
            left = math.prod(shape)
            while left:
                count = min(left, CHUNK)
                drawn = values(name, shape, count, random)
                out.write(((drawn.view(np.uint32) >> 16).astype(np.uint16) if brain else drawn).tobytes())
                left -= count


def shards(folder, shapes, random):
    parts, size = [{}], 0
    for name, shape in shapes.items():
        nbytes = 2 * math.prod(shape)
        if size and size + nbytes > SHARD:
            parts.append({})
            size = 0
        parts[-1][name] = shape
        size += nbytes
    index = {}
    for number, part in enumerate(parts, 1):
        file = f"diffusion_pytorch_model-{number:05d}-of-{len(parts):05d}.safetensors"
        write(os.path.join(folder, file), part, random)
        index.update(dict.fromkeys(part, file))
    dump(os.path.join(folder, "diffusion_pytorch_model.safetensors.index.json"), {"weight_map": index})


def dump(path, content):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as out:
        json.dump(content, out, indent=2)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder")
    parser.add_argument("--model", choices=sorted(SIZES), default="1.3b")
    parser.add_argument("--layers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = np.random.default_rng(asked.seed)
    layers = asked.layers or LAYERS[asked.model]
    shapes = transformer(asked.model, layers)
    dim, inner = shapes["blocks.0.ffn.net.2.weight"]

    def at(*names):
        return os.path.join(asked.folder, *names)

    dump(at("model_index.json"), {"_class_name": "WanImageToVideoPipeline", "transformer_2": [None, None]})
    dump(at("scheduler", "scheduler_config.json"), {"_class_name": "UniPCMultistepScheduler", "flow_shift": 3.0})
    dump(at("transformer", "config.json"), {
        "_class_name": "WanTransformer3DModel", "attention_head_dim": 128, "num_attention_heads": dim // 128,
        "num_layers": layers, "ffn_dim": inner, "freq_dim": 256, "image_dim": 1280, "in_channels": 36,
        "out_channels": 16, "text_dim": 4096, "patch_size": [1, 2, 2], "eps": 1e-6, "cross_attn_norm": True,
        "qk_norm": "rms_norm_across_heads", "pos_embed_seq_len": None})
    shards(at("transformer"), shapes, random)
    dump(at("vae", "config.json"), {
        "_class_name": "AutoencoderKLWan", "base_dim": 96, "z_dim": 16, "dim_mult": [1, 2, 4, 4], "num_res_blocks": 2,
        "temperal_downsample": [False, True, True], "latents_mean": MEAN, "latents_std": STD})
    write(at("vae", "diffusion_pytorch_model.safetensors"), manifest("wan_vae_diffusers"), random, brain=False)
    dump(at("image_encoder", "config.json"), {
        "hidden_size": 1280, "intermediate_size": 5120, "num_hidden_layers": 32, "num_attention_heads": 16,
        "image_size": 224, "patch_size": 14, "hidden_act": "gelu"})
    tower = {"vision_model." + name: shape for name, shape in manifest("clip_vith14_hf").items()}
    write(at("image_encoder", "model.safetensors"), tower, random)
    write(at("text.safetensors"), {"prompt_embeds": [1, 512, 4096]}, random)


if __name__ == "__main__":
    main()
