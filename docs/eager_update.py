"""One search update by eager PyTorch and the public modules, with the shipped weights: what docs/measured.md compares with.

Not part of the product. Needs torch 2.7.1, torchvision, diffusers 0.35 and safetensors; run as
    python docs/eager_update.py N                (N denoising steps, the shipped generator)
    python docs/eager_update.py N FOLDER 1       (another generator, one update)
    python docs/eager_update.py N FOLDER 1 bfloat16   (its transformer in brain floats, as its pipeline loads it)
"""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from diffusers import AutoencoderKLWan, WanTransformer3DModel
from safetensors.torch import load_file
from torch.nn.functional import cross_entropy
from torchvision.models.video.swin_transformer import SwinTransformer3d

steps = int(sys.argv[1])
models = Path(__file__).parent.parent / "embedded/models"
torch.set_num_threads(2)


def config(folder):
    return {k: v for k, v in json.loads((folder / "config.json").read_text()).items() if not k.startswith("_")}


def weights(path):
    files = sorted(path.glob("*.safetensors")) if path.is_dir() else [path]
    return {k: v.float() for file in files for k, v in load_file(file).items()}


generator = Path(sys.argv[2]) if len(sys.argv) > 2 else models / "generators/tiny"
updates = int(sys.argv[3]) if len(sys.argv) > 3 else 10
profile = json.loads((generator / "generator.json").read_text())
frames, side = profile["frames"], profile["side"]
vae_config = config(generator / "vae")
vae = AutoencoderKLWan(**vae_config)
vae.load_state_dict(weights(generator / "vae"))
transformer_config = config(generator / "transformer")
transformer_config.pop("text_len", None)
transformer = WanTransformer3DModel(**transformer_config)
transformer.load_state_dict(weights(generator / "transformer"))
swin_config = config(models / "classifiers/tiny")
names = ("patch_size", "embed_dim", "depths", "num_heads", "window_size", "num_classes")
swin = SwinTransformer3d(**{k: swin_config[k] for k in names}, stochastic_depth_prob=0.0, dropout=0.0)
swin.load_state_dict(weights(models / "classifiers/tiny/model.safetensors"), strict=False)  # index tables are computed
for network in (vae, transformer, swin):
    network.eval().requires_grad_(False)

if len(sys.argv) > 4:
    transformer.to(getattr(torch, sys.argv[4]))
of_transformer = next(transformer.parameters()).dtype

# what the numbers are does not change what they cost
text = weights(generator / "text.safetensors")["prompt_embeds"]
tower = config(generator / "image_encoder")
image = torch.randn(1, (tower["image_size"] // tower["patch_size"]) ** 2 + 1, tower["hidden_size"])
latent = ((frames - 1) // 4 + 1, side // 8, side // 8)
condition = torch.randn(1, 20, *latent)
original = torch.rand(1, 3, frames, side, side) * 2 - 1
z = torch.randn(1, 16, *latent, requires_grad=True)
mean = torch.tensor(vae_config["latents_mean"]).view(1, 16, 1, 1, 1)
std = torch.tensor(vae_config["latents_std"]).view(1, 16, 1, 1, 1)
pixel_mean = torch.tensor([123.675, 116.28, 103.53]).view(1, 3, 1, 1, 1)
pixel_std = torch.tensor([58.395, 57.12, 57.375]).view(1, 3, 1, 1, 1)
optimiser = torch.optim.AdamW([z], lr=0.02, weight_decay=0)


def gram(clip):
    frames = ((clip + 1) / 2).permute(0, 2, 1, 3, 4).flatten(3)
    return frames @ frames.transpose(2, 3) / (3 * frames.shape[-1])


style = gram(original)


def update():
    optimiser.zero_grad()
    sigmas = [3 * u / (1 + 2 * u) for u in ((steps - i) / steps for i in range(steps + 1))]
    x = z
    for now, after in zip(sigmas, sigmas[1:]):
        inputs = (torch.cat([x, condition], 1), text, image)
        latents, words, picture = (tensor.to(of_transformer) for tensor in inputs)
        v = transformer(latents, torch.tensor([1000 * now]), words, picture, return_dict=False)[0]
        x = x + (after - now) * v.float()
    clip = vae.decode(x * std + mean, return_dict=False)[0]
    logits = swin((127.5 * (clip[:, :, 1::2][:, :, :8] + 1) - pixel_mean) / pixel_std)
    loss = cross_entropy(logits, torch.tensor([0])) + 1e5 * ((gram(clip) - style) ** 2).sum() / (frames * 9)
    loss.backward()
    optimiser.step()


for _ in range(3 if updates > 1 else 0):
    update()
begin = time.time()
for _ in range(updates):
    update()
millis = (time.time() - begin) * 1000 / updates
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(f"eager n={steps:<3d} {millis:8.1f} ms an update  peak {peak:5.0f} MB")
