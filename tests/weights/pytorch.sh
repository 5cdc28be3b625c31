# What PyTorch and numpy wrote: a module with an LSTM in both directions, a GRU, an RNN and a batch
# normalisation gives the results that PyTorch gave, by both back-ends.

module=$root/examples/pytorch/recurrent
for backend in c llvm; do
  holds "builds through $backend" "$netc" build --backend $backend "$module.net" --bind B=2 --bind T=8 -o net
  rm -f y.npy
  quietly ./net predict --weights "$module.safetensors" -o y.npy "${module}_x.npy"
  holds "PyTorch's results through $backend" "$netc" weights diff --tolerance 1e-6 y.npy "${module}_y.npy"
done
says "the count of batches is left out" 0 "1 tensor is left out, norm.num_batches_tracked" \
  ./net predict --weights "$module.safetensors" "${module}_x.npy"
# numpy.savez_compressed wrote it: deflated entries with the extra fields of 64 bit sizes.
quietly ./net predict --weights "$here/numpy.npz" -o z.npy "${module}_x.npy"
holds "the same from npz" cmp y.npy z.npy
shows "npz as numpy packs it" 0 "23 equal, 0 differing, 0 only in the first, 0 only in the second" \
  "$netc" weights diff "$here/numpy.npz" "$module.safetensors"
