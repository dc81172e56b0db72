"""What the export programs share: their arguments, the classifier folder and its reference.

Not part of the product. Needs torch 2.7.1, numpy and safetensors; each program says what else.
"""

import argparse
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import torch
from safetensors.torch import load_file, save_file
from torch.nn.functional import interpolate


@dataclass
class Exported:
    """A model that takes one float32 tensor [1, *shape] and gives logits [1, classes], and what comes before it."""

    model: torch.nn.Module
    shape: tuple  # of its input, without the batch
    classes: list
    settings: dict  # fields of config.json: transforms or preprocessor_config, input_format
    prepared: Callable  # levels [T, 3, H, W] in 0..255, float32 -> input; differentiable
    rounded: Callable = None  # the same by a library that takes whole levels only: uint8 -> input


def arguments(description, models, tiny=False):
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("model", choices=sorted(models))
    parser.add_argument("out", type=Path, help="the classifier folder to write")
    parser.add_argument("--checkpoint", type=Path, help="weights; random ones without")
    parser.add_argument("--classes", type=Path, help="names of the classes, one a line, in the order of the logits")
    parser.add_argument("--frames", type=int, help="frames that the model is shown; default the published number")
    parser.add_argument("--frame-interval", type=int, help="take every k-th frame; default the whole clip, evenly")
    parser.add_argument("--seed", type=int, default=0, help="of random weights and of the reference")
    parser.add_argument("--reference", type=int, nargs=3, metavar=("F", "H", "W"), help="also write case.safetensors")
    if tiny:
        parser.add_argument("--tiny", action="store_true", help="a few thousand random weights, for tests")
    chosen = parser.parse_args()
    torch.manual_seed(chosen.seed)
    return chosen


def load(model, checkpoint, prefix=""):
    """Loads a state dict, or makes random weights unlike those of a fresh network, whose zeros hide mistakes."""
    if checkpoint is not None:
        file = str(checkpoint)
        state = load_file(file) if file.endswith(".safetensors") else torch.load(file, map_location="cpu", weights_only=True)
        state = state.get("state_dict", state.get("model_state", state))
        model.load_state_dict({name.removeprefix(prefix): tensor for name, tensor in state.items()})
    else:
        for name, tensor in model.state_dict().items():
            if name.endswith("running_var"):
                tensor.copy_(torch.rand_like(tensor) + 0.5)
            elif tensor.is_floating_point() and (tensor.numel() == 1 or tensor.std() == 0):
                tensor.add_(0.05 * torch.randn_like(tensor))
    return model.eval().requires_grad_(False)


def names(chosen, known):
    given = chosen.classes.read_text("utf-8").splitlines() if chosen.classes else known
    return list(given)


def sampled(length, count, interval):
    """Indices of frames, as FrameSampling computes them."""
    if interval is None:
        return [i * (length - 1) // max(1, count - 1) for i in range(count)]
    first = (length - (count - 1) * interval - 1) // 2
    assert first >= 0, "the reference clip is too short for --frames and --frame-interval"
    return [first + i * interval for i in range(count)]


def write(chosen, exported):
    chosen.out.mkdir(parents=True, exist_ok=True)
    program = chosen.out / "model.pt"
    with torch.no_grad():
        example = torch.rand(1, *exported.shape)
        torch.jit.save(torch.jit.trace(exported.model, example, check_trace=False), str(program))
    frames = exported.shape[0 if exported.settings.get("input_format") == "NTCHW" else 1]
    interval = chosen.frame_interval
    sampling = {"num_samples": frames} if interval is None else {"clip_len": frames, "frame_interval": interval}
    config = {
        "architecture": "torchscript",
        "file": program.name,
        "sha256": hashlib.sha256(program.read_bytes()).hexdigest(),
        "classes": exported.classes,
        "sampling": sampling,
        **exported.settings,
    }
    (chosen.out / "config.json").write_text(json.dumps(config, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if chosen.reference:
        reference(chosen, exported, sampled(chosen.reference[0], frames, interval))
    print(f"{chosen.out}: {program.stat().st_size / 1e6:.1f} MB, {len(exported.classes)} classes, {exported.settings}")


def here(clip, frames, settings):
    """From clip to input by the arithmetic of Flipside: the same as the library's but for the last bits.

    They matter to the gradient of a network with kinks: a unit that is zero but for rounding has two.
    """
    plain = settings.get("transforms")
    if plain:
        antialias, mean, std = plain.get("antialias", False), plain["mean"], plain["std"]
        mean, std = [255 * m for m in mean], [255 * s for s in std]
        size, crop = plain["resize_size"], plain["crop_size"]
    else:
        plain = settings["preprocessor_config"]
        antialias, shift = True, 1 if plain.get("offset") else 0
        factor = plain["rescale_factor"] if plain["do_rescale"] else 1
        mean, std = (plain["image_mean"], plain["image_std"]) if plain["do_normalize"] else ([0] * 3, [1] * 3)
        mean, std = [(shift + m) / factor for m in mean], [s / factor for s in std]
        # sides come as height, width, or as the shorter one
        size = list(plain["size"].values()) if plain["do_resize"] else None
        crop = list(plain["crop_size"].values()) if plain["do_center_crop"] else None
    height, width = clip.shape[3:]
    if size is None:
        size = [height, width]
    elif len(size) == 1:
        size = [int(size[0] * side / min(height, width)) for side in (height, width)]
    crop = crop or size
    planes = clip[:, :, frames].flatten(1, 2)
    if size != [height, width]:
        planes = interpolate(planes, size=size, mode="bilinear", align_corners=False, antialias=antialias)
    halved = [(a - b) // 2 if "preprocessor_config" in settings else round((a - b) / 2) for a, b in zip(size, crop)]
    planes = planes.narrow(2, halved[0], crop[0]).narrow(3, halved[1], crop[1])
    scale = torch.tensor([127.5 / s for s in std]).view(1, 3, 1, 1, 1)
    shift = torch.tensor([(127.5 - m) / s for m, s in zip(mean, std)]).view(1, 3, 1, 1, 1)
    given = planes.reshape(1, 3, len(frames), *crop) * scale + shift
    return given.transpose(1, 2) if settings.get("input_format") == "NTCHW" else given


def reference(chosen, exported, frames):
    """A random clip, and logits and gradient of it by the model itself, not by the program that was written."""
    length, height, width = chosen.reference
    levels = torch.randint(0, 256, (length, 3, height, width), dtype=torch.uint8)
    clip = (levels.float() / 127.5 - 1).permute(1, 0, 2, 3).unsqueeze(0).contiguous().requires_grad_()
    library = exported.prepared((clip[0].permute(1, 0, 2, 3)[frames] + 1) * 127.5)
    logits = exported.model(here(clip, frames, exported.settings).clone())
    upstream = torch.randn_like(logits)
    (gradient,) = torch.autograd.grad(logits, clip, upstream)
    (other,) = torch.autograd.grad(exported.model(library), clip, upstream)
    kinks = ((other - gradient).abs().max() / gradient.abs().max()).item()
    print(f"gradient by the library's transforms beside Flipside's arithmetic, both in PyTorch: {kinks:.1e}")
    tensors = {"clip": clip, "input": library, "logits": logits, "upstream": upstream, "clip_gradient": gradient}
    if exported.rounded is not None:
        tensors["rounded_input"] = exported.rounded(levels[frames])
    save_file({name: t.detach().contiguous() for name, t in tensors.items()}, str(chosen.out / "case.safetensors"))
