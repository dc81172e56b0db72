"""Writes a video classifier of transformers as a classifier folder.

    python docs/export/transformers_models.py MODEL DIR [--checkpoint FOLDER] [--reference F H W]

Needs torch 2.7.1, transformers 4.52.4, huggingface_hub below 1, numpy, pillow and safetensors. --checkpoint is the folder
as published, with config.json, preprocessor_config.json and model.safetensors; DIR gets its classes from there.
"""

import torch
from torch.nn.functional import interpolate
from transformers import (
    TimesformerConfig,
    TimesformerForVideoClassification,
    VideoMAEConfig,
    VideoMAEForVideoClassification,
    VideoMAEImageProcessor,
    VivitConfig,
    VivitForVideoClassification,
    VivitImageProcessor,
)
from transformers.image_transforms import get_resize_output_image_size

from classifier_folder import Exported, arguments, load, names, write

MEAN_STD = {"image_mean": [0.45, 0.45, 0.45], "image_std": [0.225, 0.225, 0.225]}
MODELS = {
    "videomae": (VideoMAEForVideoClassification, VideoMAEConfig, VideoMAEImageProcessor, {}),
    "timesformer": (TimesformerForVideoClassification, TimesformerConfig, VideoMAEImageProcessor, MEAN_STD),
    "vivit": (VivitForVideoClassification, VivitConfig, VivitImageProcessor, {}),
}
TINY = {"image_size": 16, "num_frames": 4, "hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2}
TINY |= {"intermediate_size": 32, "patch_size": 8, "tubelet_size": 2}
STEPS = ("do_resize", "size", "resample", "do_center_crop", "crop_size", "do_rescale", "rescale_factor", "offset")
STEPS += ("do_normalize", "image_mean", "image_std")


class Logits(torch.nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, pixel_values):
        return self.network(pixel_values=pixel_values).logits


def prepared(levels, settings):
    """What the processor does, on floats: it takes whole levels only, which have no gradient."""
    if settings["do_resize"]:
        size = settings["size"]
        edge = size.get("shortest_edge")
        sides = (size["height"], size["width"]) if edge is None else get_resize_output_image_size(
            levels[0].detach().numpy(), edge, default_to_square=False, input_data_format="channels_first")
        levels = interpolate(levels, size=tuple(sides), mode="bilinear", align_corners=False, antialias=True)
    if settings["do_center_crop"]:
        height, width = settings["crop_size"]["height"], settings["crop_size"]["width"]
        top, left = (levels.shape[2] - height) // 2, (levels.shape[3] - width) // 2
        levels = levels[:, :, top : top + height, left : left + width]
    if settings["do_rescale"]:
        levels = levels * settings["rescale_factor"] - (1 if settings.get("offset") else 0)
    if settings["do_normalize"]:
        mean, std = (torch.tensor(settings[k]).view(3, 1, 1) for k in ("image_mean", "image_std"))
        levels = (levels - mean) / std
    return levels.unsqueeze(0)


def main():
    chosen = arguments(__doc__, MODELS, tiny=True)
    network, config, processor, defaults = MODELS[chosen.model]
    if chosen.checkpoint:
        model = network.from_pretrained(chosen.checkpoint)
        processor = processor.from_pretrained(chosen.checkpoint)
    elif chosen.tiny:
        model = network(config(**TINY, num_labels=3))
        processor = processor(size={"shortest_edge": 18}, crop_size={"height": 16, "width": 16}, **defaults)
    else:
        frames = {"num_frames": chosen.frames} if chosen.frames else {}
        model = network(config(num_labels=400, **frames))
        processor = processor(**defaults)
    settings = {k: v for k, v in processor.to_dict().items() if k in STEPS}
    settings["resample"] = int(settings["resample"])
    known = [model.config.id2label[i] for i in range(model.config.num_labels)]
    crop = settings["crop_size"]
    write(
        chosen,
        Exported(
            load(Logits(model), None) if not chosen.checkpoint else Logits(model).eval().requires_grad_(False),
            (model.config.num_frames, 3, crop["height"], crop["width"]),
            names(chosen, known),
            {"input_format": "NTCHW", "preprocessor_config": settings},
            lambda levels: prepared(levels, settings),
            lambda levels: processor(list(levels.numpy()), return_tensors="pt")["pixel_values"],
        ),
    )


if __name__ == "__main__":
    main()
