class Ops(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool

  def linear(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.type_as(torch.linear(torch.type_as(x, weight), weight, bias), x)

  def layer_norm(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
    return torch.layer_norm(x, [torch.size(x, -1)], weight, bias, eps)

  def rms_norm(self: __torch__.Ops, x: Tensor, weight: Tensor, eps: float) -> Tensor:
    scale = torch.rsqrt(torch.add(torch.mean(torch.mul(x, x), [-1], True), eps))
    return torch.mul(torch.mul(x, scale), weight)

  def copy(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.clone(x)

  def as_float32(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.to(x, 6)

  def brain(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.to(x, 15)

  def seen_as_brain(self: __torch__.Ops, bits: Tensor) -> Tensor:
    return torch.view_copy(bits, dtype=15)

  def to_float32(self: __torch__.Ops, x: Tensor) -> Tensor:
    _0 = torch.set_data(x, torch.to(x, 6))
    return x

  def widened(self: __torch__.Ops, bits: Tensor, brain: bool) -> Tensor:
    if brain:
      y = torch.to(torch.view_copy(bits, dtype=15), 6)
    else:
      y = torch.to(bits, 6)
    return y

  def gelu(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.gelu(x)

  def gelu_tanh(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.gelu(x, approximate="tanh")

  def silu(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.silu(x)

  def conv2d(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, stride: List[int], padding: List[int]) -> Tensor:
    return torch.type_as(torch.conv2d(torch.type_as(x, weight), weight, bias, stride, padding), x)

  def conv3d(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, stride: List[int], padding: List[int]) -> Tensor:
    return torch.conv3d(x, weight, bias, stride, padding)

  def index_select(self: __torch__.Ops, x: Tensor, dim: int, index: Tensor) -> Tensor:
    return torch.index_select(x, dim, index)

  def resize_bicubic(self: __torch__.Ops, x: Tensor, size: List[int]) -> Tensor:
    return torch.upsample_bicubic2d(x, size, False)

  def resize_bilinear(self: __torch__.Ops, x: Tensor, size: List[int]) -> Tensor:
    return torch.upsample_bilinear2d(x, size, False)

  def resize_bilinear_smooth(self: __torch__.Ops, x: Tensor, size: List[int]) -> Tensor:
    return torch._upsample_bilinear2d_aa(x, size, False)

  def crop(self: __torch__.Ops, x: Tensor, window: List[int]) -> Tensor:
    return torch.narrow(torch.narrow(x, -2, window[0], window[2]), -1, window[1], window[3])

  def rotate(self: __torch__.Ops, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    pairs = torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), -1, 2])
    a = torch.select(pairs, -1, 0)
    b = torch.select(pairs, -1, 1)
    first = torch.sub(torch.mul(a, cos), torch.mul(b, sin))
    second = torch.add(torch.mul(a, sin), torch.mul(b, cos))
    return torch.flatten(torch.stack([first, second], -1), 3)

  def heads(self: __torch__.Ops, x: Tensor, count: int) -> Tensor:
    split = torch.reshape(x, [torch.size(x, 0), torch.size(x, 1), count, -1])
    return torch.transpose(split, 1, 2)

  def join(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.flatten(torch.transpose(x, 1, 2), 2)

  def modulated(self: __torch__.Ops, x: Tensor, shift: Tensor, scale: Tensor, eps: float) -> Tensor:
    normed = torch.layer_norm(x, [torch.size(x, -1)], None, None, eps)
    return torch.add(torch.mul(normed, torch.add(scale, 1.)), shift)

  def wan_self_attention(self: __torch__.Ops, x: Tensor, time: Tensor, table: Tensor, w: List[Tensor], cos: Tensor, sin: Tensor, count: int, eps: float) -> Tensor:
    e = torch.add(time, table)
    y = (self).modulated(x, torch.narrow(e, 1, 0, 1), torch.narrow(e, 1, 1, 1), eps, )
    h = torch.type_as(y, w[0])
    q = (self).rms_norm(torch.type_as(torch.linear(h, w[0], w[1]), y), w[6], eps, )
    k = (self).rms_norm(torch.type_as(torch.linear(h, w[2], w[3]), y), w[7], eps, )
    v = (self).heads(torch.linear(h, w[4], w[5]), count, )
    q1 = torch.type_as((self).rotate((self).heads(q, count, ), cos, sin, ), v)
    k1 = torch.type_as((self).rotate((self).heads(k, count, ), cos, sin, ), v)
    a = (self).join(torch.scaled_dot_product_attention(q1, k1, v), )
    o = torch.type_as(torch.linear(a, w[8], w[9]), x)
    return torch.add(x, torch.mul(o, torch.narrow(e, 1, 2, 1)))

  def wan_cross_keys(self: __torch__.Ops, context: Tensor, k: Tensor, kb: Tensor, norm: Tensor, count: int, eps: float) -> Tensor:
    return (self).heads((self).rms_norm((self).linear(context, k, kb, ), norm, eps, ), count, )

  def wan_cross_values(self: __torch__.Ops, context: Tensor, v: Tensor, vb: Tensor, count: int) -> Tensor:
    return (self).heads((self).linear(context, v, vb, ), count, )

  def wan_cross_attention(self: __torch__.Ops, x: Tensor, w: List[Tensor], kv: List[Tensor], count: int, eps: float) -> Tensor:
    y = torch.layer_norm(x, [torch.size(x, -1)], w[0], w[1], eps)
    q = torch.type_as((self).heads((self).rms_norm((self).linear(y, w[2], w[3], ), w[4], eps, ), count, ), w[2])
    a = (self).join(torch.scaled_dot_product_attention(q, torch.type_as(kv[0], q), torch.type_as(kv[1], q)), )
    if torch.gt(torch.len(kv), 2):
      b = torch.add(a, (self).join(torch.scaled_dot_product_attention(q, torch.type_as(kv[2], q), torch.type_as(kv[3], q)), ))
    else:
      b = a
    return torch.add(x, torch.type_as(torch.linear(b, w[5], w[6]), x))

  def wan_feed_forward(self: __torch__.Ops, x: Tensor, time: Tensor, table: Tensor, w: List[Tensor], eps: float) -> Tensor:
    e = torch.add(time, table)
    y = (self).modulated(x, torch.narrow(e, 1, 3, 1), torch.narrow(e, 1, 4, 1), eps, )
    h = torch.gelu(torch.linear(torch.type_as(y, w[0]), w[0], w[1]), approximate="tanh")
    o = torch.type_as(torch.linear(h, w[2], w[3]), x)
    return torch.add(x, torch.mul(o, torch.narrow(e, 1, 5, 1)))

  def channels_last(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.contiguous(x, memory_format=2)

  def wan_head(self: __torch__.Ops, x: Tensor, time: Tensor, table: Tensor, weight: Tensor, bias: Tensor, eps: float) -> Tensor:
    e = torch.add(time, table)
    return torch.linear((self).modulated(x, torch.narrow(e, 1, 0, 1), torch.narrow(e, 1, 1, 1), eps, ), weight, bias)

  def rms_channels(self: __torch__.Ops, x: Tensor, gamma: Tensor) -> Tensor:
    squares = torch.clamp_min(torch.sum(torch.mul(x, x), [1], True), 9.9999999999999992e-25)
    gain = torch.mul(torch.reshape(gamma, [-1, 1, 1]), torch.sqrt(torch.size(x, 1)))
    return torch.mul(torch.mul(x, torch.rsqrt(squares)), gain)

  def causal_conv(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, batch: int, stacked: bool) -> Tensor:
    frames = torch.size(x, 0)
    side = torch.floordiv(torch.size(weight, -1), 2)
    h = torch.type_as(x, weight)
    if torch.eq(frames, batch):
      y = torch.conv2d(h, torch.select(weight, 2, 2), bias, [1, 1], [side, side])
    else:
      padded = torch.constant_pad_nd(h, [0, 0, 0, 0, 0, 0, torch.mul(2, batch), 0], 0)
      x0 = torch.slice(padded, 0, 0, frames)
      x1 = torch.slice(padded, 0, batch, torch.add(frames, batch))
      if stacked:
        taps = torch.flatten(torch.transpose(weight, 1, 2), 1, 2)
        y = torch.conv2d(torch.cat([x0, x1, h], 1), taps, bias, [1, 1], [side, side])
      else:
        y0 = torch.conv2d(x0, torch.select(weight, 2, 0), None, [1, 1], [side, side])
        y1 = torch.conv2d(x1, torch.select(weight, 2, 1), None, [1, 1], [side, side])
        y2 = torch.conv2d(h, torch.select(weight, 2, 2), bias, [1, 1], [side, side])
        y = torch.add(torch.add(y0, y1), y2)
    return torch.type_as(y, x)

  def vae_residual(self: __torch__.Ops, x: Tensor, w: List[Tensor], batch: int, stacked: bool) -> Tensor:
    h = (self).causal_conv(torch.silu((self).rms_channels(x, w[0], )), w[1], w[2], batch, stacked, )
    h1 = (self).causal_conv(torch.silu((self).rms_channels(h, w[3], )), w[4], w[5], batch, stacked, )
    if torch.gt(torch.len(w), 6):
      skip = torch.type_as(torch.conv2d(torch.type_as(x, w[6]), torch.squeeze(w[6], 2), w[7]), x)
    else:
      skip = x
    return torch.add(h1, skip)

  def vae_attention(self: __torch__.Ops, x: Tensor, gamma: Tensor, qkv: Tensor, qkvb: Tensor, proj: Tensor, projb: Tensor) -> Tensor:
    y = torch.conv2d(torch.type_as((self).rms_channels(x, gamma, ), qkv), qkv, qkvb)
    t = torch.unsqueeze(torch.transpose(torch.flatten(y, 2), 1, 2), 1)
    parts = torch.chunk(t, 3, -1)
    a = torch.scaled_dot_product_attention(torch.contiguous(parts[0]), torch.contiguous(parts[1]), torch.contiguous(parts[2]))
    b = torch.reshape(torch.transpose(torch.squeeze(a, 1), 1, 2), [torch.size(x, 0), torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)])
    return torch.add(x, torch.type_as(torch.conv2d(b, proj, projb), x))

  def vae_head(self: __torch__.Ops, x: Tensor, gamma: Tensor, weight: Tensor, bias: Tensor, batch: int, stacked: bool) -> Tensor:
    return (self).causal_conv(torch.silu((self).rms_channels(x, gamma, )), weight, bias, batch, stacked, )

  def vae_down(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.type_as(torch.conv2d(torch.constant_pad_nd(torch.type_as(x, weight), [0, 1, 0, 1], 0), weight, bias, [2, 2]), x)

  def vae_down_time(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, batch: int) -> Tensor:
    t = torch.reshape(x, [-1, batch, torch.size(x, 1), torch.size(x, 2), torch.size(x, 3)])
    frames = torch.size(t, 0)
    x0 = torch.flatten(torch.slice(t, 0, 0, torch.sub(frames, 2), 2), 0, 1)
    x1 = torch.flatten(torch.slice(t, 0, 1, torch.sub(frames, 1), 2), 0, 1)
    x2 = torch.flatten(torch.slice(t, 0, 2, frames, 2), 0, 1)
    taps = torch.flatten(torch.transpose(weight, 1, 2), 1, 2)
    whole = torch.type_as(torch.cat([x0, x1, x2], 1), weight)
    rest = torch.conv2d(whole, torch.reshape(taps, [torch.size(taps, 0), torch.size(taps, 1), 1, 1]), bias)
    return torch.cat([torch.slice(x, 0, 0, batch), torch.type_as(rest, x)])

  def vae_up(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    big = torch.upsample_nearest2d(torch.type_as(x, weight), [torch.mul(2, torch.size(x, 2)), torch.mul(2, torch.size(x, 3))])
    return torch.type_as(torch.conv2d(big, weight, bias, [1, 1], [1, 1]), x)

  def vae_up_time(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, batch: int) -> Tensor:
    first = torch.slice(x, 0, 0, batch)
    rest = torch.slice(x, 0, batch, torch.size(x, 0))
    channels = torch.size(x, 1)
    y = (self).causal_conv(rest, weight, bias, batch, True, )
    parts = torch.reshape(y, [-1, batch, 2, channels, torch.size(x, 2), torch.size(x, 3)])
    return torch.cat([first, torch.flatten(torch.transpose(parts, 1, 2), 0, 2)])

  def train_step(self: __torch__.Ops, ps: List[Tensor], gs: List[Tensor], ms: List[Tensor], vs: List[Tensor], es: List[Tensor], lr: float, beta1: float, beta2: float, eps: float, decay: float, step: int, clip: float, ema: float) -> Tensor:
    total = torch.zeros([1])
    for i in range(torch.len(ps)):
      g = gs[i]
      _0 = torch.add_(total, torch.sum(torch.mul(g, g)))
    norm = torch.sqrt(total)
    scale = torch.clamp_max(torch.div(clip, torch.add(norm, 9.9999999999999995e-07)), 1.)
    correction1 = torch.sub(1., torch.pow(beta1, step))
    correction2 = torch.sqrt(torch.sub(1., torch.pow(beta2, step)))
    for j in range(torch.len(ps)):
      p = ps[j]
      h = torch.mul(gs[j], scale)
      m = ms[j]
      v = vs[j]
      if torch.gt(torch.dim(p), 1):
        _1 = torch.mul_(p, torch.sub(1., torch.mul(lr, decay)))
      else:
        pass
      _2 = torch.lerp_(m, h, torch.sub(1., beta1))
      _3 = torch.addcmul_(torch.mul_(v, beta2), h, h, value=torch.sub(1., beta2))
      denominator = torch.add(torch.div(torch.sqrt(v), correction2), eps)
      _4 = torch.addcdiv_(p, m, denominator, value=torch.neg(torch.div(lr, correction1)))
      _5 = torch.lerp_(es[j], p, torch.sub(1., ema))
      _6 = torch.zero_(gs[j])
    return norm

  def vae_loss(self: __torch__.Ops, x: Tensor, y: Tensor, mean: Tensor, logvar: Tensor, clips: Tensor, foreground: float, kl: float) -> Tuple[Tensor, Tensor, Tensor]:
    bright = torch.mul(torch.add(torch.amax(x, [1], True), 1.), 0.5)
    near = torch.max_pool3d(bright, [1, 5, 5], [1, 1, 1], [0, 2, 2])
    weight = torch.add(torch.mul(torch.mul(near, clips), foreground), 1.)
    total = torch.mul(torch.sum(weight), 3.)
    plain = torch.sub(y, x)
    over = torch.sub(torch.relu(torch.add(y, 1.)), torch.relu(torch.sub(-1.05, y)))
    difference = torch.where(torch.lt(x, -0.999), over, plain)
    absolute = torch.abs(difference)
    chroma = torch.sub(difference, torch.mean(difference, [1], True))
    squares = torch.add(torch.mul(difference, difference), torch.mul(torch.mul(chroma, chroma), 2.))
    error = torch.add(squares, torch.mul(absolute, 0.20000000000000001))
    reconstruction = torch.div(torch.sum(torch.mul(error, weight)), total)
    divergence = torch.mean(torch.sub(torch.add(torch.mul(mean, mean), torch.exp(logvar)), torch.add(logvar, 1.)))
    loss = torch.add(reconstruction, torch.mul(divergence, kl))
    return (loss, torch.mean(absolute), torch.div(torch.sum(torch.mul(absolute, torch.mul(near, clips))), torch.mul(torch.sum(torch.mul(near, clips)), 3.)))

  def sample_latent(self: __torch__.Ops, mean: Tensor, logvar: Tensor, noise: Tensor) -> Tensor:
    return torch.add(mean, torch.mul(torch.exp(torch.mul(torch.clamp(logvar, -30., 20.), 0.5)), noise))

  def flow_loss(self: __torch__.Ops, velocity: Tensor, latent: Tensor, noise: Tensor, weight: Tensor) -> Tensor:
    difference = torch.sub(velocity, torch.sub(noise, latent))
    return torch.mean(torch.mul(torch.mul(difference, difference), weight))

  def cross_entropy(self: __torch__.Ops, logits: Tensor, labels: Tensor) -> Tensor:
    return torch.neg(torch.mean(torch.gather(torch.log_softmax(logits, 1), 1, labels)))

  def swin_attention(self: __torch__.Ops, y: Tensor, w: List[Tensor], index: Tensor, mask: Tensor, heads: int, masked: bool) -> Tensor:
    windows = torch.size(y, 0)
    tokens = torch.size(y, 1)
    qkv = torch.permute(torch.reshape(torch.linear(y, w[2], w[3]), [windows, tokens, 3, heads, -1]), [2, 0, 3, 1, 4])
    table = torch.reshape(torch.index_select(w[6], 0, index), [tokens, tokens, heads])
    bias = torch.unsqueeze(torch.permute(table, [2, 0, 1]), 0)
    if masked:
      kinds = torch.add(bias, torch.unsqueeze(mask, 1))
      full = torch.repeat(kinds, [torch.floordiv(windows, torch.size(mask, 0)), 1, 1, 1])
    else:
      full = torch.expand(bias, [windows, heads, tokens, tokens])
    a = torch.scaled_dot_product_attention(torch.select(qkv, 0, 0), torch.select(qkv, 0, 1), torch.select(qkv, 0, 2), full)
    return torch.linear(torch.flatten(torch.transpose(a, 1, 2), 2), w[4], w[5])

  def swin_block(self: __torch__.Ops, x: Tensor, w: List[Tensor], index: Tensor, mask: Tensor, window: List[int], shift: List[int], padded: List[int], heads: int, masked: bool) -> Tensor:
    n = torch.size(x, 0)
    t = torch.size(x, 1)
    h = torch.size(x, 2)
    v = torch.size(x, 3)
    c = torch.size(x, 4)
    y = torch.layer_norm(x, [c], w[0], w[1], 1.0000000000000001e-05)
    y1 = torch.constant_pad_nd(y, [0, 0, 0, torch.sub(padded[2], v), 0, torch.sub(padded[1], h), 0, torch.sub(padded[0], t)], 0)
    if masked:
      y2 = torch.roll(y1, [torch.neg(shift[0]), torch.neg(shift[1]), torch.neg(shift[2])], [1, 2, 3])
    else:
      y2 = y1
    nt = torch.floordiv(padded[0], window[0])
    nh = torch.floordiv(padded[1], window[1])
    nv = torch.floordiv(padded[2], window[2])
    split = torch.reshape(y2, [n, nt, window[0], nh, window[1], nv, window[2], c])
    rows = torch.reshape(torch.permute(split, [0, 1, 3, 5, 2, 4, 6, 7]), [-1, torch.mul(torch.mul(window[0], window[1]), window[2]), c])
    a = (self).swin_attention(rows, w, index, mask, heads, masked, )
    joined = torch.reshape(a, [n, nt, nh, nv, window[0], window[1], window[2], c])
    back = torch.reshape(torch.permute(joined, [0, 1, 4, 2, 5, 3, 6, 7]), [n, padded[0], padded[1], padded[2], c])
    if masked:
      back1 = torch.roll(back, shift, [1, 2, 3])
    else:
      back1 = back
    cropped = torch.slice(torch.slice(torch.slice(back1, 1, 0, t), 2, 0, h), 3, 0, v)
    z = torch.add(x, cropped)
    hidden = torch.gelu(torch.linear(torch.layer_norm(z, [c], w[7], w[8], 1.0000000000000001e-05), w[9], w[10]))
    return torch.add(z, torch.linear(hidden, w[11], w[12]))

  def swin_merge(self: __torch__.Ops, x: Tensor, norm: Tensor, normb: Tensor, reduction: Tensor) -> Tensor:
    h = torch.size(x, 2)
    v = torch.size(x, 3)
    even = torch.constant_pad_nd(x, [0, 0, 0, torch.remainder(v, 2), 0, torch.remainder(h, 2)], 0)
    top = torch.slice(even, 2, 0, 9223372036854775807, 2)
    bottom = torch.slice(even, 2, 1, 9223372036854775807, 2)
    x0 = torch.slice(top, 3, 0, 9223372036854775807, 2)
    x1 = torch.slice(bottom, 3, 0, 9223372036854775807, 2)
    x2 = torch.slice(top, 3, 1, 9223372036854775807, 2)
    x3 = torch.slice(bottom, 3, 1, 9223372036854775807, 2)
    y = torch.cat([x0, x1, x2, x3], -1)
    return torch.linear(torch.layer_norm(y, [torch.size(y, -1)], norm, normb, 1.0000000000000001e-05), reduction)

  def swin_embed(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor, norm: Tensor, normb: Tensor, patch: List[int]) -> Tensor:
    pt = torch.remainder(torch.sub(patch[0], torch.remainder(torch.size(x, 2), patch[0])), patch[0])
    ph = torch.remainder(torch.sub(patch[1], torch.remainder(torch.size(x, 3), patch[1])), patch[1])
    pv = torch.remainder(torch.sub(patch[2], torch.remainder(torch.size(x, 4), patch[2])), patch[2])
    padded = torch.constant_pad_nd(x, [0, pv, 0, ph, 0, pt], 0)
    y = torch.permute(torch.conv3d(padded, weight, bias, patch), [0, 2, 3, 4, 1])
    return torch.layer_norm(y, [torch.size(y, -1)], norm, normb, 1.0000000000000001e-05)

  def swin_head(self: __torch__.Ops, x: Tensor, norm: Tensor, normb: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    y = torch.layer_norm(x, [torch.size(x, -1)], norm, normb, 1.0000000000000001e-05)
    return torch.linear(torch.mean(y, [1, 2, 3]), weight, bias)

  def clip_block(self: __torch__.Ops, x: Tensor, w: List[Tensor], heads: int, eps: float) -> Tensor:
    y = torch.layer_norm(x, [torch.size(x, -1)], w[0], w[1], eps)
    q = (self).heads(torch.linear(y, w[2], w[3]), heads, )
    k = (self).heads(torch.linear(y, w[4], w[5]), heads, )
    v = (self).heads(torch.linear(y, w[6], w[7]), heads, )
    a = (self).join(torch.scaled_dot_product_attention(q, k, v), )
    z = torch.add(x, torch.linear(a, w[8], w[9]))
    h = torch.linear(torch.layer_norm(z, [torch.size(x, -1)], w[10], w[11], eps), w[12], w[13])
    return torch.add(z, torch.linear(torch.gelu(h), w[14], w[15]))

  def clip_embed(self: __torch__.Ops, x: Tensor, patch: Tensor, token: Tensor, position: Tensor, size: int) -> Tensor:
    y = torch.transpose(torch.flatten(torch.conv2d(x, patch, None, [size, size]), 2), 1, 2)
    first = torch.expand(torch.reshape(token, [1, 1, -1]), [torch.size(x, 0), 1, torch.size(y, 2)])
    return torch.add(torch.cat([first, y], 1), position)

  def umt5_block(self: __torch__.Ops, x: Tensor, w: List[Tensor], buckets: Tensor, mask: Tensor, heads: int, eps: float) -> Tensor:
    y = (self).rms_norm(x, w[0], eps, )
    q = (self).heads(torch.linear(y, w[1]), heads, )
    k = (self).heads(torch.linear(y, w[2]), heads, )
    v = (self).heads(torch.linear(y, w[3]), heads, )
    tokens = torch.size(x, 1)
    table = torch.reshape(torch.index_select(w[4], 0, buckets), [tokens, tokens, heads])
    bias = torch.add(torch.unsqueeze(torch.permute(table, [2, 0, 1]), 0), mask)
    a = (self).join(torch.scaled_dot_product_attention(q, k, v, bias, 0., False, scale=1.), )
    z = torch.add(x, torch.linear(a, w[5]))
    h = (self).rms_norm(z, w[6], eps, )
    gate = torch.gelu(torch.linear(h, w[7]), approximate="tanh")
    return torch.add(z, torch.linear(torch.mul(gate, torch.linear(h, w[8])), w[9]))

  def pad(self: __torch__.Ops, x: Tensor, amounts: List[int]) -> Tensor:
    return torch.constant_pad_nd(x, amounts, 0)

  def conv_norm_relu(self: __torch__.Ops, x: Tensor, w: List[Tensor], stride: List[int], padding: List[int], eps: float) -> Tensor:
    y = torch.convolution(x, w[0], None, stride, padding, [1], False, [0], 1)
    return torch.relu(torch.batch_norm(y, w[1], w[2], w[3], w[4], False, 0., eps, False))

  def max_pool2d(self: __torch__.Ops, x: Tensor, size: int, stride: int, padding: int) -> Tensor:
    return torch.max_pool2d(x, [size, size], [stride, stride], [padding, padding])

  def avg_pool2d(self: __torch__.Ops, x: Tensor, size: int, padding: int) -> Tensor:
    return torch.avg_pool2d(x, [size, size], [1, 1], [padding, padding], False, False)

  def max_pool3d(self: __torch__.Ops, x: Tensor, size: List[int], stride: List[int]) -> Tensor:
    return torch.max_pool3d(x, size, stride)

  def i3d_head(self: __torch__.Ops, x: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    return torch.mean(torch.conv3d(torch.avg_pool3d(x, [2, 7, 7], [1, 1, 1]), weight, bias), [2, 3, 4])

  def lpips_layer(self: __torch__.Ops, a: Tensor, b: Tensor, weight: Tensor) -> Tensor:
    na = torch.add(torch.sqrt(torch.sum(torch.mul(a, a), [1], True)), 1.0000000000000000e-10)
    nb = torch.add(torch.sqrt(torch.sum(torch.mul(b, b), [1], True)), 1.0000000000000000e-10)
    d = torch.sub(torch.div(a, na), torch.div(b, nb))
    return torch.mean(torch.sum(torch.mul(torch.mul(d, d), weight), [1]), [1, 2])

  def frechet(self: __torch__.Ops, a: Tensor, b: Tensor) -> Tensor:
    ma = torch.mean(a, [0], True)
    mb = torch.mean(b, [0], True)
    x = torch.div(torch.sub(a, ma), torch.sqrt(torch.sub(torch.size(a, 0), 1)))
    y = torch.div(torch.sub(b, mb), torch.sqrt(torch.sub(torch.size(b, 0), 1)))
    if torch.gt(torch.size(x, 0), torch.size(x, 1)):
      _0, x1, = torch.linalg_qr(x)
    else:
      x1 = x
    if torch.gt(torch.size(y, 0), torch.size(y, 1)):
      _1, y1, = torch.linalg_qr(y)
    else:
      y1 = y
    cross = torch.sum(torch.linalg_svdvals(torch.matmul(x1, torch.t(y1))))
    spread = torch.add(torch.sum(torch.mul(x1, x1)), torch.sum(torch.mul(y1, y1)))
    d = torch.sub(ma, mb)
    return torch.add(torch.sum(torch.mul(d, d)), torch.sub(spread, torch.mul(cross, 2.)))

  def swin_features(self: __torch__.Ops, x: Tensor, norm: Tensor, normb: Tensor) -> Tensor:
    y = torch.layer_norm(x, [torch.size(x, -1)], norm, normb, 1.0000000000000001e-05)
    return torch.mean(y, [1, 2, 3])

  def conv_group_norm(self: __torch__.Ops, x: Tensor, w: List[Tensor], stride: List[int], padding: List[int], groups: int, active: bool) -> Tensor:
    y = torch.group_norm(torch.conv3d(x, w[0], None, stride, padding), groups, w[1], w[2], 1.0000000000000001e-05)
    if active:
      z = torch.relu(y)
    else:
      z = y
    return z

  def add_relu(self: __torch__.Ops, x: Tensor, y: Tensor) -> Tensor:
    return torch.relu(torch.add(x, y))

  def clip_mean(self: __torch__.Ops, x: Tensor) -> Tensor:
    return torch.mean(x, [2, 3, 4])

  def embedding(self: __torch__.Ops, ids: Tensor, table: Tensor) -> Tensor:
    return torch.embedding(table, ids)
