"""Writes SlowFast or X3D of pytorchvideo as a classifier folder.

    python docs/export/pytorchvideo_models.py MODEL DIR [--checkpoint FILE] [--reference F H W]

Needs torch 2.7.1, torchvision 0.22.1, pytorchvideo 0.1.5 (with fvcore, iopath, parameterized, av), numpy and safetensors.
--checkpoint is a file as pytorchvideo publishes it. There are no names of classes in it: give --classes.
"""

import torch
from pytorchvideo.models.slowfast import create_slowfast
from pytorchvideo.models.x3d import create_x3d
from torchvision.transforms._functional_video import center_crop

from classifier_folder import Exported, arguments, load, names, write

# frames, pixels of the crop and of the shorter side, as published
MODELS = {"slowfast_r50": (32, 256, 256), "x3d_s": (13, 160, 182), "x3d_m": (16, 224, 256)}
MEAN, STD = 0.45, 0.225


class Pathways(torch.nn.Module):
    """SlowFast takes two clips: every fourth frame, and all."""

    def __init__(self, network, frames):
        super().__init__()
        self.network = network
        self.register_buffer("slow", torch.linspace(0, frames - 1, frames // 4).long())

    def forward(self, clip):
        return self.network([torch.index_select(clip, 2, self.slow), clip])


def short_side_scale(frames, size):
    """pytorchvideo.transforms.functional.short_side_scale; the package around it needs an older torchvision."""
    height, width = frames.shape[-2:]
    sides = (int(height / width * size), size) if width < height else (size, int(width / height * size))
    return torch.nn.functional.interpolate(frames, size=sides, mode="bilinear", align_corners=False)


def main():
    chosen = arguments(__doc__, MODELS)
    published, crop, side = MODELS[chosen.model]
    frames = chosen.frames or published
    classes = names(chosen, [f"class {i}" for i in range(400)])
    if chosen.model == "slowfast_r50":
        pools = ((max(1, frames // 4), 7, 7), (frames, 7, 7))
        network = create_slowfast(model_num_class=len(classes), head_pool_kernel_sizes=pools)
        model = Pathways(load(network, chosen.checkpoint), frames)
    else:
        # SiLU is its Swish, which is written in Python and so cannot be part of a program
        network = create_x3d(
            input_clip_length=frames, input_crop_size=crop, model_num_class=len(classes), head_activation=None,
            inner_act=torch.nn.SiLU)
        model = load(network, chosen.checkpoint)
    settings = {"resize_size": [side], "crop_size": [crop, crop], "mean": [MEAN] * 3, "std": [STD] * 3}

    def prepared(levels):
        clip = short_side_scale((levels / 255 - MEAN) / STD, side).permute(1, 0, 2, 3)
        return center_crop(clip, (crop, crop)).unsqueeze(0)

    write(chosen, Exported(model.eval(), (3, frames, crop, crop), classes, {"transforms": settings}, prepared))


if __name__ == "__main__":
    main()
