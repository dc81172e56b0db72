"""Operations of one evaluation and its gradient, counted by PyTorch on the public modules: what CostTest compares with.

Not part of the product. Needs torch 2.7.1, torchvision and diffusers 0.35; no weights and no memory (meta device):
    python docs/count_operations.py
"""

import torch
from diffusers import AutoencoderKLWan, WanTransformer3DModel
from torch.utils.flop_counter import FlopCounterMode
from torchvision.models.video.swin_transformer import swin3d_t


def count(function, *inputs):
    with FlopCounterMode(display=False) as forward:
        result = function(*inputs)
    with FlopCounterMode(display=False) as backward:
        result.sum().backward()
    return forward.get_total_flops(), backward.get_total_flops()


def meta(*shape, grad=False):
    return torch.randn(*shape, device="meta", requires_grad=grad)


def transformer(name, heads, ffn, layers, frames, side):
    with torch.device("meta"):
        network = WanTransformer3DModel(
            num_attention_heads=heads, attention_head_dim=128, in_channels=36, out_channels=16, ffn_dim=ffn,
            num_layers=layers, image_dim=1280, added_kv_proj_dim=heads * 128, rope_max_seq_len=1024,
        ).requires_grad_(False)
    time = (frames - 1) // 4 + 1
    latent = meta(1, 16, time, side // 8, side // 8, grad=True)
    condition = meta(1, 20, time, side // 8, side // 8)
    text, image, timestep = meta(1, 512, 4096), meta(1, 257, 1280), torch.ones(1, device="meta")

    def velocity(z):
        return network(torch.cat([z, condition], 1), timestep, text, image, return_dict=False)[0]

    print(name, *count(velocity, latent))


def decoder(frames, side):
    with torch.device("meta"):
        network = AutoencoderKLWan().requires_grad_(False)
    latent = meta(1, 16, (frames - 1) // 4 + 1, side // 8, side // 8, grad=True)
    print("decoder", frames, side, *count(lambda z: network.decode(z, return_dict=False)[0], latent))


def classifier(frames, side):
    with torch.device("meta"):
        network = swin3d_t().eval().requires_grad_(False)
    print("swin-t", frames, side, *count(network, meta(1, 3, frames, side, side, grad=True)))


transformer("1.3B 17x128", 12, 8960, 30, 17, 128)
transformer("14B 33x480", 40, 13824, 40, 33, 480)
decoder(17, 128)
decoder(9, 64)
classifier(16, 112)
classifier(32, 224)
