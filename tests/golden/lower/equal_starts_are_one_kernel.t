# netc emit --stage loops --initialize --cpu x86-64-v3
# The key of a draw is an argument: starts that differ in nothing but the name share their code.
net draws(x: [B, 8]) -> y {
  param first: [8] ~ uniform(0, 1)
  param second: [8] ~ uniform(0, 1)
  param third: [8] ~ uniform(0, 2)
  y = x*first*second*third
}
=== exit 0
program "draws" {
  source "<stdin>"
  compiler "netc 0.1.0"
  target "x86_64-linux-gnu x86-64-v3"
  features "ssse3,sse4.1,sse4.2,avx,avx2,bmi,bmi2,fma"
  fingerprint 0x6a70d098727bf37c
  weights 160
  tensor "first": f32[8] at 0, trained
  tensor "second": f32[8] at 64, trained
  tensor "third": f32[8] at 128, trained
  scalar "step" = 1
  scalar "steps" = 1
  scalar "epoch" = 0
}

kernel first_start_0(first_0: f32 out, key) at "<stdin>:4" {
  first_0[0 : 8] = random(key, 0, lanes(0 : 8))
}

kernel third_start_1(third_0: f32 out, key) at "<stdin>:6" {
  third_0[0 : 8] = 2 * random(key, 0, lanes(0 : 8))
}

entry initialize "initialize" {
  buffer first_0: f32[8] at weights 0
  buffer second_1: f32[8] at weights 64
  buffer third_2: f32[8] at weights 128
  call first_start_0(first_0, 0x7b25c37fca94c56b) as "first.start" at "<stdin>:4" cost 160, 32, 448
  call first_start_0(second_1, 0x22ae7c90abbfc750) as "second.start" at "<stdin>:5" cost 160, 32, 448
  call third_start_1(third_2, 0x5f6603c2d6215aaf) as "third.start" at "<stdin>:6" cost 168, 32, 464
}
