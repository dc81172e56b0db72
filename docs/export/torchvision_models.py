"""Writes a torchvision video model as a classifier folder.

    python docs/export/torchvision_models.py MODEL DIR [--checkpoint FILE] [--reference F H W]

Needs torch 2.7.1, torchvision 0.22.1, numpy and safetensors. --checkpoint is a state dict, as torchvision publishes it.
"""

from torchvision.models import get_model, get_model_weights
from torchvision.models.video.mvit import MSBlockConfig, MViT
from torchvision.transforms._presets import VideoClassification

from classifier_folder import Exported, arguments, load, names, write

FRAMES = {"mvit_v1_b": 16, "mvit_v2_s": 16, "r2plus1d_18": 16, "mc3_18": 16, "r3d_18": 16, "s3d": 128}
FRAMES |= {"swin3d_t": 32, "swin3d_s": 32, "swin3d_b": 32}


def tiny():
    """Every kind of layer of MViT v2, few of each."""
    stages = [
        MSBlockConfig(1, 8, 16, [3, 3, 3], [3, 3, 3], [1, 1, 1], [1, 2, 2]),
        MSBlockConfig(2, 16, 16, [3, 3, 3], [3, 3, 3], [1, 2, 2], [1, 1, 1]),
    ]
    return MViT((16, 16), 4, stages, True, False, True, True, num_classes=3, dropout=0.0)


def main():
    chosen = arguments(__doc__, FRAMES, tiny=True)
    weights = get_model_weights(chosen.model).DEFAULT
    transforms = dict(weights.transforms.keywords)
    frames = chosen.frames or FRAMES[chosen.model]
    if chosen.model.startswith("mvit") and frames != 16:
        raise SystemExit("MViT has positions for 16 frames: leave --frames away")
    classes = names(chosen, weights.meta["categories"])
    if chosen.tiny:
        model, frames, classes = tiny(), 4, ["a", "b", "c"]
        transforms |= {"crop_size": (16, 16), "resize_size": (18,)}
    else:
        model = get_model(chosen.model, weights=None, num_classes=len(classes))
    library = VideoClassification(**transforms)
    settings = {
        "resize_size": library.resize_size,
        "crop_size": library.crop_size,
        "mean": library.mean,
        "std": library.std,
        "interpolation": library.interpolation.value,
        "antialias": False,
    }
    write(
        chosen,
        Exported(
            load(model, chosen.checkpoint),
            (3, frames, *library.crop_size),
            classes,
            {"transforms": settings},
            lambda levels: library(levels / 255).unsqueeze(0),
            lambda levels: library(levels).unsqueeze(0),
        ),
    )


if __name__ == "__main__":
    main()
