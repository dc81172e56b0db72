"""Writes SlowFast or X3D of mmaction2 as a classifier folder.

    python docs/export/mmaction2_models.py MODEL DIR [--checkpoint FILE] [--reference F H W]

Needs torch 2.7.1, mmengine 0.10, mmcv-lite 2.1.0, mmaction2 1.2.0 with --no-deps, and what these import: addict, yapf,
platformdirs, rich, einops, scipy, decord, opencv-python-headless; numpy and safetensors. --checkpoint is a file as
mmaction2 publishes it; --classes its label map.
"""

import sys
import types
from pathlib import Path

# the package lacks mmaction.models.localizers.drn, and multimodal wants an older transformers; without them nothing of
# mmaction.models can be imported
for part in ("localizers", "multimodal"):
    sys.modules.setdefault(f"mmaction.models.{part}", types.ModuleType(f"mmaction.models.{part}"))

import mmaction  # noqa: E402
import numpy as np  # noqa: E402
import torch  # noqa: E402
from mmaction.datasets.transforms import CenterCrop, Resize  # noqa: E402
from mmaction.registry import MODELS as REGISTRY  # noqa: E402
from mmaction.utils import register_all_modules  # noqa: E402
from mmengine.config import Config  # noqa: E402

from classifier_folder import Exported, arguments, load, names, write  # noqa: E402

CONFIGS = Path(mmaction.__file__).parent / ".mim/configs/recognition"
# configuration, pixels of the crop; all are tested with a shorter side of 256 pixels
MODELS = {
    "slowfast_r50": ("slowfast/slowfast_r50_8xb8-8x8x1-256e_kinetics400-rgb.py", 256),
    "x3d_m": ("x3d/x3d_m_16x5x1_facebook-kinetics400-rgb.py", 256),
    "x3d_s": ("x3d/x3d_s_13x6x1_facebook-kinetics400-rgb.py", 192),
}


class Logits(torch.nn.Module):
    def __init__(self, recogniser):
        super().__init__()
        self.backbone, self.cls_head = recogniser.backbone, recogniser.cls_head

    def forward(self, clip):
        return self.cls_head(self.backbone(clip))


def main():
    chosen = arguments(__doc__, MODELS)
    register_all_modules()
    path, crop = MODELS[chosen.model]
    config = Config.fromfile(CONFIGS / path)
    pipeline = config.test_pipeline
    frames = chosen.frames or next(step for step in pipeline if step.type == "SampleFrames").clip_len
    side = next(step for step in pipeline if step.type == "Resize").scale[1]
    recogniser = Logits(REGISTRY.build(config.model))
    levels = config.model.data_preprocessor
    mean, std = (torch.tensor(levels[k]).view(3, 1, 1) for k in ("mean", "std"))
    settings = {
        "resize_size": [side],
        "crop_size": [crop, crop],
        "mean": [value / 255 for value in levels["mean"]],
        "std": [value / 255 for value in levels["std"]],
    }

    def normalised(cropped):
        return ((cropped - mean) / std).permute(1, 0, 2, 3).unsqueeze(0)

    def prepared(frames):
        """Resize and CenterCrop on floats: cv2 rounds to whole levels, which have no gradient."""
        height, width = frames.shape[-2:]
        scale = side / min(height, width)
        sides = (int(height * scale + 0.5), int(width * scale + 0.5))
        resized = torch.nn.functional.interpolate(frames, size=sides, mode="bilinear", align_corners=False)
        top, left = (sides[0] - crop) // 2, (sides[1] - crop) // 2
        return normalised(resized[:, :, top : top + crop, left : left + crop])

    def rounded(frames):
        images = [frame.permute(1, 2, 0).numpy() for frame in frames]
        results = {"imgs": images, "img_shape": images[0].shape[:2], "modality": "RGB"}
        for step in (Resize(scale=(-1, side)), CenterCrop(crop_size=crop)):
            results = step.transform(results)
        return normalised(torch.from_numpy(np.stack(results["imgs"])).permute(0, 3, 1, 2).float())

    classes = names(chosen, [f"class {i}" for i in range(config.model.cls_head.num_classes)])
    model = load(recogniser, chosen.checkpoint)
    write(chosen, Exported(model, (3, frames, crop, crop), classes, {"transforms": settings}, prepared, rounded))


if __name__ == "__main__":
    main()
