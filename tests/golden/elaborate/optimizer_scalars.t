# netc emit --stage graph --train
# What depends on the step alone is computed in double, once, and rounded where it meets a tensor.
net a(x: [B, 3]) -> y { y = x |> dense(4) }
train a(t: [B, 4]) {
  loss      = mse(y, t)
  optimizer = adam
  schedule  = cosine(warmup: 1 epoch)
}
=== exit 0
graph train_a(x: f32[B, 3], t: f32[B, 4]) -> loss {
  capacity = (B: 32)
  param dense1.weight: f32[4, 3]
  param dense1.bias: f32[4]
  dense1.sum: f32[B, 4]; dense1.sum[j, o] = sum(i) x[j, i]*dense1.weight[o, i]
  dense1.y: f32[B, 4]; dense1.y[i, o] = dense1.sum[i, o] + dense1.bias[o]
  mse.sum: f32 = sum(i, j) (dense1.y[i, j] - t[i, j])^2
  mse: f32 = mse.sum/f32(B*4)
  grad.dense1.weight: f32[4, 3] = gradient(mse, dense1.weight)
  grad.dense1.bias: f32[4] = gradient(mse, dense1.bias)
  scalar step: f64
  scalar steps: f64
  scalar epoch: f64
  scalar steps_per_epoch: f64
  scalar lr: f64
  slot dense1.weight.m: f32[4, 3]
  slot dense1.weight.v: f32[4, 3]
  dense1.weight.m_2: f32[4, 3]; dense1.weight.m_2[i, j] = 0.9*dense1.weight.m[i, j] + 0.1*grad.dense1.weight[i, j]
  dense1.weight.v_2: f32[4, 3]; dense1.weight.v_2[i, j] = 0.999*dense1.weight.v[i, j] + 0.001*grad.dense1.weight[i, j]*grad.dense1.weight[i, j]
  scalar: f64 = 1 - pow_f64(0.9, step)
  scalar_2: f64 = 1 - pow_f64(0.999, step)
  scalar_3: f64 = lr*(if step <= steps_per_epoch then step/maximum(1, steps_per_epoch) else 0.5*(1 + cos_f64(3.141592653589793*((step - 1 - steps_per_epoch)/maximum(1, steps - steps_per_epoch)))))
  dense1.weight.w: f32[4, 3]; dense1.weight.w[i, j] = dense1.weight[i, j] - f32(scalar_3)*(dense1.weight.m_2[i, j]/f32(scalar)/(sqrt(dense1.weight.v_2[i, j]/f32(scalar_2)) + 1e-08))
  slot dense1.bias.m: f32[4]
  slot dense1.bias.v: f32[4]
  dense1.bias.m_2: f32[4]; dense1.bias.m_2[i] = 0.9*dense1.bias.m[i] + 0.1*grad.dense1.bias[i]
  dense1.bias.v_2: f32[4]; dense1.bias.v_2[i] = 0.999*dense1.bias.v[i] + 0.001*grad.dense1.bias[i]*grad.dense1.bias[i]
  dense1.bias.w: f32[4]; dense1.bias.w[i] = dense1.bias[i] - f32(scalar_3)*(dense1.bias.m_2[i]/f32(scalar)/(sqrt(dense1.bias.v_2[i]/f32(scalar_2)) + 1e-08))
  loss = mse
  update dense1.weight.m = dense1.weight.m_2
  update dense1.weight.v = dense1.weight.v_2
  update dense1.weight = dense1.weight.w
  update dense1.bias.m = dense1.bias.m_2
  update dense1.bias.v = dense1.bias.v_2
  update dense1.bias = dense1.bias.w
}
